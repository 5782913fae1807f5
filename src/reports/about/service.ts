import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { OWED } from '../rules.ts'
import type { About } from '../types.ts'
import * as store from './store.ts'

export { handedIn } from './store.ts'

/** All that was asked about one thing, and who changes it. */
type Changing = { about: About; by: MemberId }

/** Puts off the deadline of all 延期, also for changes of what was handed in; returns those that are still owed. */
export async function extendAll(
  ctx: Ctx,
  tx: Tx,
  { about, by, dueAt }: Changing & { dueAt: Temporal.Instant },
): Promise<RequestId[]> {
  const owed = await store.setDue(tx, about, { dueAt, extended: true })
  await note(ctx, tx, { about, by, act: 'extend', details: { dueAt: dueAt.toString() } })
  return owed
}

/** Waives what is still owed 免交, and takes no more changes of what was handed in; returns how many were waived. */
export async function waiveOpen(
  ctx: Ctx,
  tx: Tx,
  { about, by, at }: Changing & { at: Temporal.Instant },
): Promise<number> {
  const owners = await store.moveAll(tx, about, { from: OWED, to: 'waived' })
  await store.setDue(tx, about, { dueAt: at, extended: false })
  await markStale(tx, owners, ['desk.summary'])
  await note(ctx, tx, { about, by, act: 'waive', details: { people: owners.length } })
  return owners.length
}

/** Asks again for what `waiveOpen` waived, until the deadline that it had. */
export async function reopenWaived(
  ctx: Ctx,
  tx: Tx,
  { about, by, dueAt }: Changing & { dueAt: Temporal.Instant },
): Promise<void> {
  const owners = await store.moveAll(tx, about, { from: ['waived'], to: 'open' })
  await store.setDue(tx, about, { dueAt, extended: false })
  await markStale(tx, owners, ['desk.summary'])
  await note(ctx, tx, { about, by, act: 'reopen', details: { people: owners.length } })
}

async function note(
  ctx: Ctx,
  tx: Tx,
  { about, by, act, details }: Changing & { act: string; details: Record<string, string | number> },
): Promise<void> {
  await audit(ctx, tx, { actor: by, act: `reports.${act}`, about: about.id, details })
}
