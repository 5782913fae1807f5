import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId, ProgrammeId } from '../../ids.ts'
import { everyBranch, namesOf } from '../../roster/service.ts'
import type { Rights } from '../../roster/types.ts'
import { programmeById, rowsOf } from '../programmes/service.ts'
import { mayReadNames, maySee } from '../rules.ts'
import * as cells from '../store.ts'
import type { Cell, Row } from '../types.ts'
import { columnKey, columnsOf } from './rules.ts'
import type { Sheet, ShownRow } from './types.ts'
import { words } from './words.ts'

export { addressOf, dayText, standingOf, standingTag } from './rules.ts'

/** A programme as a table, of the rows that a person with these rights may look at. */
export async function sheetOf(
  ctx: Ctx,
  tx: Tx,
  { programme: id, rights }: { programme: ProgrammeId; rights: Rights },
): Promise<Sheet> {
  const programme = await programmeById(tx, id)
  const seen = (await rowsOf(tx, id)).filter((row) => maySee(rights, row))
  const known = new Set(seen.map((row) => row.id))
  const own = (await cells.those(tx, { programme: id })).filter(({ row }) => known.has(row))
  const byRow = Map.groupBy(own, ({ row }) => row)
  const named = await rowNames(tx, { rows: seen, rights })
  const { definition } = programme
  const rows = seen.map((row): ShownRow => {
    const all = (byRow.get(row.id) ?? []).map((cell): [string, Cell] => [columnKey(cell, definition), cell])
    return { row, name: named(row), cells: new Map(all) }
  })
  const columns = columnsOf(definition, { cells: own, terms: ctx.settings.terms })
  return { programme, columns, rows }
}

/** What rows are called; a person by name only before whoever may read it. */
export async function rowNames(
  tx: Tx,
  { rows, rights }: { rows: readonly Row[]; rights: Rights },
): Promise<(row: Row) => string> {
  const branches = new Map<BranchId, string>((await everyBranch(tx)).map(({ id, short }) => [id, short]))
  const people = rows.flatMap((row): MemberId[] => {
    return row.member !== null && mayReadNames(rights, row) ? [row.member] : []
  })
  const names = people.length === 0 ? new Map<MemberId, string>() : await namesOf(tx, people, null)
  return ({ branch, member, title }) => {
    const of = branch === null ? words.college : (branches.get(branch) ?? branch)
    const own = title ?? (member === null ? null : (names.get(member) ?? words.somebody))
    return own === null ? of : words.ofBranch(of, own)
  }
}
