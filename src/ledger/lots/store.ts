import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { LedgerTables } from '../../db/ledger-tables.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId, ProgrammeId } from '../../ids.ts'
import type { Draw } from './types.ts'

/** The last draw of a programme, whether it was confirmed or not. */
export async function lastDraw(tx: Tx, programme: ProgrammeId): Promise<Draw | undefined> {
  const query = tx.selectFrom('ledger_draws').selectAll().where('programme_id', '=', programme)
  const row = await query.orderBy('n', 'desc').limit(1).executeTakeFirst()
  return row && drawOf(row)
}

const Rows = z.array(z.string())

function drawOf(row: Selectable<LedgerTables['ledger_draws']>): Draw {
  const { confirmed_by: by, confirmed_at: at, row_ids: rows, n, seed, reason } = row
  return {
    ...{ programme: ProgrammeId.parse(row.programme_id), n, seed, reason },
    confirmed: by === null || at === null ? null : { by: MemberId.parse(by), at, rows: Rows.parse(rows) },
  }
}

/** Keeps a draw that was begun. */
export async function beginDraw(
  tx: Tx,
  draw: Omit<Draw, 'confirmed'> & { by: MemberId; at: Temporal.Instant },
): Promise<void> {
  const { programme, by, at, ...same } = draw
  await tx
    .insertInto('ledger_draws')
    .values({
      ...{ programme_id: programme, ...same, begun_by: by, begun_at: at },
      ...{ row_ids: null, confirmed_by: null, confirmed_at: null },
    })
    .execute()
}

/** Puts a draw in force: each of its rows has its place in the order 次序, and no other has one. */
export async function confirmDraw(
  tx: Tx,
  { programme, n, by, at, rows }: Pick<Draw, 'programme' | 'n'> & NonNullable<Draw['confirmed']>,
): Promise<void> {
  await tx
    .updateTable('ledger_draws')
    .set({ row_ids: JSON.stringify(rows), confirmed_by: by, confirmed_at: at })
    .where('programme_id', '=', programme)
    .where('n', '=', n)
    .execute()
  await sql`
    update ledger_rows set drawn = array_position(${[...rows]}::text[], id)
      where programme_id = ${programme}`.execute(tx)
}
