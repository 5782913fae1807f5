import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { makeMove } from '../moves/service.ts'
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
  return (await makeMove(ctx, tx, { request, move: 'waive', by })).ok
}
