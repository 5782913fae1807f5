import type { Button } from '../../cards/card.ts'
import type { Need } from '../../cards/need.ts'
import type { MemberId } from '../../ids.ts'

/** What somebody may not do and wants put before whoever may: the matter, and by whom. */
export type Wanted = Need & { who: MemberId }

/** Where a matter is done: by a button, or by what is sent to the bot. */
export type Way = Button | { say: string }

/** What a matter is called, who may do it today, where, and whether there is anything to do. */
export type Means = { title: string; holder: MemberId | null; way: Way; open: boolean }
