import type { BranchId, ProgrammeId } from '../../ids.ts'
import type { Cell, Definition, Row } from '../types.ts'

/** Why nothing is shown. */
export type Noted = 'mayNot' | 'none' | 'noneOwn' | 'unknown'

/** What of the ledger a person may read: the committee all, whoever leads a branch its rows, everybody their own. */
export type Sight = { all: boolean; admin: boolean; branches: readonly BranchId[]; who: string }

/** A programme and those of its rows and cells that somebody may read. */
export type Shown = {
  id: ProgrammeId
  definition: Definition
  dropped: boolean
  closed: boolean
  /** Each row with its name. */
  rows: readonly (Row & { name: string })[]
  cells: readonly Cell[]
}
