import type { Button } from '../../cards/card.ts'
import type { MemberId } from '../../ids.ts'
import type { Cell, StepOwner } from '../types.ts'

/** Whose steps a letter is about: of the branch, the person or, for the committee, the branch that `of` names; null: none. */
export type Scope = { by: StepOwner; of: string | null }

/** The steps of a scope of which is spoken on one day, to this reader. */
export type Spoken = Scope & { day: Temporal.PlainDate; who: MemberId | null }

/** A step of which its owner is reminded. */
export type Line = {
  cell: Pick<Cell, 'id' | 'needs' | 'request' | 'state' | 'due'>
  title: string
  due: Temporal.PlainDate
  /** Until when it may be handed in, where it is asked for. */
  dueAt: Temporal.Instant | null
  /** Whether an explanation 说明情况 waits for an answer. */
  explained: boolean
  /** 申请延期 or 说明情况, whichever the hour allows. */
  ways: readonly Button[]
  /** By what a letter is known to have told of it. */
  told: string
}
