import type { BranchId, MemberId, ProgrammeId } from '../../ids.ts'

/** What branches put forward for a programme: people or projects, so many each, until the end of a day (null: as long as it runs). */
export type Nomination = {
  what: 'member' | 'project'
  most: number
  until: Temporal.PlainDate | null
}

/** Who or what is put forward. */
export type Proposed = { member: MemberId } | { title: string }

/** A row that was put forward. */
export type OfRow = { programme: ProgrammeId; row: string }
/** What a branch puts forward. */
export type OfBranch = { programme: ProgrammeId; branch: BranchId }

/** Why nothing is put forward or taken back. */
export type Refusal = 'mayNot' | 'notAsked' | 'closed' | 'over' | 'most' | 'twice' | 'begun' | 'gone'
