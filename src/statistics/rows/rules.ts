import { rowsOf } from '../../measures/service.ts'
import type { BranchId, MeetingId } from '../../ids.ts'
import type { FigureName } from '../../measures/types.ts'
import type { Line } from '../types.ts'
import { words } from './words.ts'

/** A sitting, a record, an inspection or a decision that a figure counts, by how much, and whose it is. */
export type CountedRow = {
  at: Temporal.Instant
  title: string | null
  meeting: MeetingId | null
  name: string
  branch: BranchId | null
  count: number
}

/** The rows of a figure, in the college's order and then in order of time: they add up to it. */
export function countedRows(figure: FigureName, lines: readonly Line[]): CountedRow[] {
  return lines.flatMap(({ facts, name, branch }) =>
    rowsOf(figure, facts)
      .map((row) => ({ ...about(row), name, branch, count: row.count }))
      .toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds),
  )
}

function about(row: ReturnType<typeof rowsOf>[number]): Pick<CountedRow, 'at' | 'title' | 'meeting'> {
  if ('sitting' in row) {
    const { startsAt: at, title, meeting } = row.sitting
    return { at, title, meeting }
  }
  if ('inspection' in row) return { at: row.inspection.at, title: words.inspection, meeting: null }
  if ('decision' in row) return { at: row.decision.at, title: words.decision, meeting: null }
  const { dueAt: at, meeting } = row.report
  return { at, title: meeting?.title ?? null, meeting: meeting?.id ?? null }
}

const PER_PAGE = 20

/** A page of a list; one that does not exist is the nearest that does. */
export function pageOf<T>(all: readonly T[], page: number): { page: number; pages: number; rows: T[] } {
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE))
  const shown = Math.min(Math.max(1, page), pages)
  return { page: shown, pages, rows: all.slice((shown - 1) * PER_PAGE, shown * PER_PAGE) }
}
