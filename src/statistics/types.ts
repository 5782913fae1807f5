import type { BranchId } from '../ids.ts'
import type { FigureName, Measure, Facts, Subject } from '../measures/types.ts'

/** From a day until just before another. The words of this feature are in its README.md. */
export type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/**
 * Whose figures are asked for: of one subject, of all branches and the college's own meetings 全院, or of the branches alone
 * as a digest sums them up.
 */
export type Scope = Subject | { kind: 'all' } | { kind: 'branches' }

/** What is asked for; `type`: of meetings of one type alone. */
export type Asked = { scope: Scope; days: Days; type: string | null }

/** Figures of a subject with the rows behind them, and what it is called. */
export type Line = Measure & { facts: Facts; scope: Scope; name: string; branch: BranchId | null }

/** What a card shows: one line, or every branch's and that of the college's own meetings. */
export type Sheet = {
  asked: Asked
  lines: Line[]
  today: Temporal.PlainDate
  /** The day since which the bot knows what the college does. */
  since: Temporal.PlainDate
}

/** A figure whose rows are opened, and the page of them. */
export type Opened = { asked: Asked; figure: FigureName; page: number }

export type { FigureName }
