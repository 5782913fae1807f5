import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { Programme as Definition } from '../../../config/college/programmes.ts'
import type { LedgerTables } from '../../db/ledger-tables.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId, ProgrammeId } from '../../ids.ts'
import { DRAWN, type Programme, type Row } from '../types.ts'

/** Keeps a programme; its rows and cells are worked out anew. */
export async function saveProgramme(
  tx: Tx,
  { definition, by, at }: { definition: Definition; by: MemberId | null; at: Temporal.Instant },
): Promise<void> {
  const kept = { title: definition.title, definition: JSON.stringify(definition), synced: '' }
  await tx
    .insertInto('ledger_programmes')
    .values({ id: definition.id, ...kept, made_by: by, made_at: at, closed_at: null })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        ...kept,
        version: eb('ledger_programmes.version', '+', 1),
        dropped: false,
        closed_at: null,
      })),
    )
    .execute()
}

/** The programme, locked until the transaction ends; undefined when there is none. */
export async function lockProgramme(tx: Tx, id: ProgrammeId): Promise<Kept | undefined> {
  const query = tx.selectFrom('ledger_programmes').selectAll().where('id', '=', id)
  const row = await query.forUpdate().executeTakeFirst()
  return row && programmeOf(row)
}

/** A programme, and what its rows and cells were worked out from. */
export type Kept = Programme & { synced: string }

/** The programmes that run, by title; with `closed` the others, too. */
export async function all(tx: Tx, { closed = false } = {}): Promise<Kept[]> {
  const rows = await tx
    .selectFrom('ledger_programmes')
    .selectAll()
    .$if(!closed, (query) => query.where('closed_at', 'is', null))
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(programmeOf)
}

function programmeOf(row: Selectable<LedgerTables['ledger_programmes']>): Kept {
  return {
    id: ProgrammeId.parse(row.id),
    definition: Definition.parse(row.definition),
    version: row.version,
    dropped: row.dropped,
    synced: row.synced,
    madeAt: row.made_at,
    closedAt: row.closed_at,
  }
}

/** Changes what is kept of a programme beside its definition. */
export async function setProgramme(
  tx: Tx,
  id: ProgrammeId,
  to: Partial<{ dropped: boolean; synced: string; closed_at: Temporal.Instant | null }>,
): Promise<void> {
  await tx.updateTable('ledger_programmes').set(to).where('id', '=', id).execute()
}

/** The rows of a programme in their order, which may have been drawn; those that are gone are left out. */
export async function rowsOf(tx: Tx, programme: ProgrammeId): Promise<Row[]> {
  const rows = await tx
    .selectFrom('ledger_rows')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('gone', '=', false)
    .orderBy('drawn')
    .orderBy('place')
    .orderBy('id')
    .execute()
  return rows.map(rowOf)
}

const Joint = z.array(BranchId)
const Attributes = z.record(z.string(), z.string())

function rowOf(row: Selectable<LedgerTables['ledger_rows']>): Row {
  return {
    programme: ProgrammeId.parse(row.programme_id),
    id: row.id,
    title: row.title,
    branch: row.branch_id === null ? null : BranchId.parse(row.branch_id),
    member: row.member_id === null ? null : MemberId.parse(row.member_id),
    joint: Joint.parse(row.joint),
    attributes: {
      ...(row.drawn === null ? {} : { [DRAWN]: String(row.drawn) }),
      ...Attributes.parse(row.attributes),
    },
    place: row.place,
    since: row.since === null ? null : Temporal.PlainDate.from(row.since),
    nominated: row.nominated,
  }
}

/** Writes rows by their ids; `since` stays as it was first written. */
export async function saveRows(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const given = JSON.stringify(
    rows.map(({ joint, attributes, since, ...row }) => ({
      ...row,
      joint,
      attributes,
      since: since?.toString() ?? null,
    })),
  )
  await sql`
    insert into ledger_rows (programme_id, id, title, branch_id, member_id, joint, attributes, place, since, nominated)
      select programme, id, title, branch, member, joint, attributes, place, since, nominated
      from jsonb_to_recordset(${given}::jsonb) as given (programme text, id text, title text, branch text,
        member text, joint jsonb, attributes jsonb, place integer, since date, nominated boolean)
      on conflict (programme_id, id) do update set title = excluded.title, branch_id = excluded.branch_id,
        member_id = excluded.member_id, joint = excluded.joint, attributes = excluded.attributes,
        place = excluded.place, gone = false`.execute(tx)
}

/** A row, also one that is gone; undefined when there never was one. */
export async function rowById(
  tx: Tx,
  { programme, row: id }: { programme: ProgrammeId; row: string },
): Promise<(Row & { gone: boolean }) | undefined> {
  const query = tx.selectFrom('ledger_rows').selectAll().where('programme_id', '=', programme)
  const row = await query.where('id', '=', id).executeTakeFirst()
  return row && { ...rowOf(row), gone: row.gone }
}

/** How many rows a branch ever put forward, also those that it took back. */
export async function countNominated(
  tx: Tx,
  { programme, branch }: { programme: ProgrammeId; branch: BranchId },
): Promise<number> {
  const query = tx.selectFrom('ledger_rows').select((eb) => eb.fn.countAll<string>().as('count'))
  const { count } = await query
    .where('programme_id', '=', programme)
    .where('branch_id', '=', branch)
    .where('nominated', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Leaves out a row that a branch put forward. */
export async function dropNominated(
  tx: Tx,
  { programme, row }: { programme: ProgrammeId; row: string },
): Promise<void> {
  const query = tx.updateTable('ledger_rows').set({ gone: true }).where('programme_id', '=', programme)
  await query.where('id', '=', row).where('nominated', '=', true).execute()
}

/** Leaves out rows that are not among these, but for those that a branch put forward. */
export async function dropRowsBut(tx: Tx, programme: ProgrammeId, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('ledger_rows')
    .set({ gone: true })
    .where('programme_id', '=', programme)
    .where('gone', '=', false)
    .where('nominated', '=', false)
    .where((eb) => eb.not(eb('id', '=', eb.fn.any(eb.val([...ids])))))
    .execute()
}
