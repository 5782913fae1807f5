import type { MemberId } from '../../ids.ts'
import type { Need } from '../../cards/need.ts'

/** What somebody may not do and wants put before whoever may: the matter, and by whom. */
export type Relay = Need & { who: MemberId }

/** Why nothing is put before anybody. */
export type RelayRefusal = 'nobody' | 'already'
