import type { MemberId } from '../../ids.ts'
import type { Overdue } from '../../reports/types.ts'

/** A preview of whom an administrator will remind by hand 催办: still to be decided on, carried out, or dropped. */
export type Nudge = {
  id: string
  /** The digest's key. */
  digest: string
  who: MemberId
  state: 'open' | 'done' | 'dropped'
  /** Reminded: how many people of how many records. */
  people: number
  records: number
}

/** What a branch has not handed in, with the people who would be reminded of it; for one reader only. */
export type OwedBy = {
  branch: string
  lines: (Pick<Overdue, 'title' | 'dueAt' | 'hindrance'> & { name: string })[]
}

/** Why nobody was reminded. */
export type Refusal = 'mayNot' | 'notYours' | 'already' | 'nobody' | 'dropped'
