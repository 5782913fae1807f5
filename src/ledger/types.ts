import type { Programme as Definition, Step } from '../../config/college/programmes.ts'
import type { BranchId, CellId, MemberId, ProgrammeId, RequestId } from '../ids.ts'

export type { Definition, Step }

/**
 * Where a step of a row stands: the one before it is not done; open; handed in and to be read; sent back; done; or asked for
 * no more 免办. That it is late follows from its day. The words of this feature are in its README.md.
 */
export const CELL_STATES = ['waiting', 'open', 'handedIn', 'returned', 'done', 'waived'] as const
export type CellState = (typeof CELL_STATES)[number]

/** What a step asks for, and whose it is. */
export type Needs = Step['needs']
export type StepOwner = Step['by']

/** A programme 台账 as it is in force. */
export type Programme = {
  id: ProgrammeId
  definition: Definition
  version: number
  dropped: boolean
  madeAt: Temporal.Instant
  closedAt: Temporal.Instant | null
}

/** The attribute of a row whose place in the order was drawn 抽签. */
export const DRAWN = '次序'

/** A row of a programme: a branch, a person, or a project that a branch leads. */
export type Row = {
  programme: ProgrammeId
  id: string
  title: string | null
  branch: BranchId | null
  member: MemberId | null
  /** Branches that join in 参与. */
  joint: BranchId[]
  attributes: Readonly<Record<string, string>>
  place: number
  since: Temporal.PlainDate | null
  nominated: boolean
}

/** A step of a row, in one of its rounds. */
export type Cell = {
  id: CellId
  programme: ProgrammeId
  row: string
  branch: BranchId | null
  step: string
  round: string
  from: Temporal.PlainDate
  until: Temporal.PlainDate
  due: Temporal.PlainDate | null
  needs: Needs
  by: StepOwner
  state: CellState
  request: RequestId | null
  handedAt: Temporal.Instant | null
  doneAt: Temporal.Instant | null
}

/** A cell as it is worked out from its programme. */
export type PlannedCell = Pick<
  Cell,
  'id' | 'row' | 'branch' | 'step' | 'round' | 'from' | 'until' | 'due' | 'needs' | 'by'
> & {
  after: CellId | null
}

/** Whose cells are meant: of those who lead these branches, of a person, and of the committee for these branches, or for all. */
export type Whose = {
  leads: readonly BranchId[]
  member: MemberId | null
  committee: readonly (BranchId | null)[] | 'all'
}

/** A step that waits for somebody and is no request; `branch` is its short name, null where that goes without saying. */
export type OpenStep = {
  cell: Pick<Cell, 'id' | 'needs' | 'request' | 'state' | 'due'>
  title: string
  branch: string | null
  due: Temporal.PlainDate
  late: boolean
}

/** A line of a cell's history. */
export type Entry = { at: Temporal.Instant; by: MemberId | null; what: Move; reason: string | null }

/** What people do to a cell by hand, and the clock by a figure; what is handed in, read and sent back is a matter of its request. */
export const MOVES = ['tick', 'untick', 'waive', 'unwaive', 'reach', 'unreach', 'postpone'] as const
export type Move = (typeof MOVES)[number]

/** Why a move is refused. */
export type Refusal =
  | 'mayNot'
  | 'notTicked'
  | 'already'
  | 'notYet'
  | 'handedIn'
  | 'gone'
  | 'noReason'
  | 'past'
  | 'closed'
