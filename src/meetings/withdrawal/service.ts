import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { markNoticesStale, withdrawNotices } from '../notices/service.ts'
import { setNotice } from '../booking/service.ts'
import * as store from '../store.ts'
import type { Meeting } from '../types.ts'
import * as own from './store.ts'

/** Takes back the notice of a meeting, which itself stays planned; `people` had answered. The meeting is locked. */
export async function withdrawNotice(
  ctx: Ctx,
  tx: Tx,
  what: { meeting: Meeting; people: readonly MemberId[]; by: MemberId },
): Promise<void> {
  const { meeting, by } = what
  await own.noteWithdrawn(tx, meeting)
  const details = { version: meeting.version }
  await audit(ctx, tx, { actor: by, act: 'meetings.withdraw', about: meeting.id, details })
  await withdrawNotices(ctx, tx, what)
}

/**
 * Tells of a meeting again whose notice was taken back: the same meeting under a new revision, for a notice of its own. The
 * meeting is locked, and `takeUpMeetings` must follow.
 */
export async function announceAgain(
  ctx: Ctx,
  tx: Tx,
  { meeting, by }: { meeting: Meeting; by: MemberId },
): Promise<void> {
  const version = meeting.version + 1
  await store.change(tx, { ...meeting, version })
  await audit(ctx, tx, { actor: by, act: 'meetings.announceAgain', about: meeting.id, details: { version } })
  await markNoticesStale(tx, { ...meeting, version })
  await setNotice(ctx, tx, meeting.id)
}
