import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Tables, Tx } from '../../db/tables.ts'
import { BranchId } from '../../ids.ts'
import type { Released } from '../../letters/types.ts'
import type { Order, Pause, Scope } from './types.ts'

const ScopeText = z.union([z.literal('college'), BranchId])

/** Begins a pause; undefined when one of that scope is running. */
export async function begin(tx: Tx, { id, scope, who }: Order, at: Temporal.Instant) {
  return tx
    .insertInto('desk_pauses')
    .values({ id, scope, begun_at: at, begun_by: who, ended_at: null, ended_by: null, released: null })
    .onConflict((conflict) => conflict.column('scope').where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
}

/** Ends the running pause of a scope; undefined when there is none. */
export async function end(tx: Tx, { scope, who }: Omit<Order, 'id'>, at: Temporal.Instant) {
  return tx
    .updateTable('desk_pauses')
    .set({ ended_at: at, ended_by: who })
    .where('scope', '=', scope)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
}

/** Keeps what became of the letters that a pause held. */
export async function keepReleased(tx: Tx, id: string, released: Released): Promise<void> {
  const text = JSON.stringify(released)
  await tx.updateTable('desk_pauses').set({ released: text }).where('id', '=', id).execute()
}

/** The running pauses of these scopes, kept from ending until the transaction does; first begun first. */
export async function running(tx: Tx, scopes: readonly Scope[]): Promise<Pause[]> {
  const rows = await tx
    .selectFrom('desk_pauses')
    .selectAll()
    .where('scope', 'in', [...scopes])
    .where('ended_at', 'is', null)
    .orderBy('begun_at')
    .forShare()
    .execute()
  return rows.map(pauseOf)
}

/** One pause. Throws when there never was one. */
export async function pause(tx: Tx, id: string): Promise<Pause> {
  return pauseOf(
    await tx.selectFrom('desk_pauses').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

function pauseOf(row: Selectable<Tables['desk_pauses']>): Pause {
  return {
    id: row.id,
    scope: ScopeText.parse(row.scope),
    begunAt: row.begun_at,
    // Only `keepReleased` writes the column, and it takes a Released.
    released: row.released as Released | null,
  }
}
