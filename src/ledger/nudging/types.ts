import type { MemberId } from '../../ids.ts'
import type { Cell } from '../types.ts'

/** Why a person is not reminded by hand now: that was done today, of this programme; or a reminder of the ledger's own went out today. */
export type Hindrance = 'nudged' | 'reminded'

/** A person who owes something of a programme, and what is in the way of a reminder. */
export type Owing = { who: MemberId; cells: Cell[]; hindrance: Hindrance | null }

/** Why nobody was reminded by hand. */
export type Refusal = 'mayNot' | 'already' | 'nobody'
