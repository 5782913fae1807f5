import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { markDraftsStale } from '../drafts/service.ts'
import { ownerOf } from '../owners/service.ts'
import * as store from '../store.ts'

/** Asks for no report of a meeting any more 免交. False when one was handed in: it stays. */
export async function waiveReport(
  ctx: Ctx,
  tx: Tx,
  { meeting, by }: { meeting: MeetingId; by: MemberId },
): Promise<boolean> {
  const asked = await store.everOf(tx, meeting)
  const request = asked && (await store.lock(tx, asked.id))
  if (request === undefined || request.state === 'waived') return true
  if (request.state !== 'open') return false
  await store.setState(tx, request.id, { state: 'waived', late: request.late })
  await audit(ctx, tx, { actor: by, act: 'reports.waive', about: request.id, details: {} })
  await markDraftsStale(tx, request.id)
  await markStale(tx, [await ownerOf(ctx, tx, request)], ['desk.summary'])
  return true
}
