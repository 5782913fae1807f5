import type { PlannedMeeting } from '../../../config/college.ts'
import type { PastMeeting } from '../../../config/history.ts'
import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId } from '../../ids.ts'
import { bookNew, changeMeeting, plannedRecord, setNotice } from '../booking/service.ts'
import { placeOf } from '../chats/service.ts'
import { hostFor } from '../hosts/service.ts'
import * as notices from '../notices/service.ts'
import { isHeldWith, merged, parted, partPair } from '../pairs/service.ts'
import { lockMeeting } from '../records/service.ts'
import { isNewRevision, movedFromOf } from '../rules.ts'
import { noteStart } from '../starts/service.ts'
import * as store from '../store.ts'
import type { Meeting, MeetingRecord } from '../types.ts'

/**
 * Books, changes and cancels what the college's file plans, and sets the alarm of each notice. Returns the meetings
 * that changed, for `takeUpMeetings`. What was over before it was booked is kept as a record only.
 */
export async function bookMeetings(
  ctx: Ctx,
  tx: Tx,
  planned: readonly PlannedMeeting[],
): Promise<MeetingId[]> {
  const changed: MeetingId[] = []
  for (const one of planned) {
    if (await bookMeeting(ctx, tx, one)) changed.push(one.id)
  }
  return changed
}

/** Books, changes or cancels one meeting; false when nothing changed that must be taken up. */
export async function bookMeeting(ctx: Ctx, tx: Tx, planned: PlannedMeeting): Promise<boolean> {
  const old = await store.lock(tx, planned.id)
  const next = await plannedRecord(ctx, tx, planned)
  if (old === undefined) return bookNew(ctx, tx, { next, by: 'file' })
  if (['ended', 'adjourned', 'unheld'].includes(old.state)) return false
  if (!(await partMeeting(ctx, tx, { absorbed: old, next }))) return false
  const whole = (await store.takenInBy(tx, old.id)).reduce(merged, next)
  return changeBooked(ctx, tx, { old, next: whole })
}

/**
 * Whether a meeting that was taken in is to be held by itself again, since its line in the file now says another time or
 * place: then the other gives back what it is. It is locked.
 */
async function partMeeting(
  ctx: Ctx,
  tx: Tx,
  { absorbed, next }: { absorbed: Meeting; next: MeetingRecord },
): Promise<boolean> {
  if (absorbed.mergedInto === null) return true
  const kept = await lockMeeting(tx, absorbed.mergedInto)
  const stays = kept.state !== 'scheduled' || next.state !== 'scheduled' || isHeldWith(kept, next)
  if (stays) return false
  await changeMeeting(ctx, tx, { old: kept, next: parted(kept, absorbed), by: 'file' })
  await partPair(tx, { kept: kept.id, absorbed: absorbed.id })
  return true
}

async function changeBooked(
  ctx: Ctx,
  tx: Tx,
  change: { old: Meeting; next: MeetingRecord },
): Promise<boolean> {
  const { old, next } = change
  if (next.state === 'cancelled') {
    await store.save(tx, { ...next, version: old.version })
    if (old.state === 'scheduled') await notices.writeCancelled(ctx, tx, old)
    return true
  }
  const revived = old.state === 'cancelled'
  const version = revived || isNewRevision(old, next) ? old.version + 1 : old.version
  await store.save(tx, { ...next, version, movedFrom: next.movedFrom ?? movedFromOf(old, next) })
  await noteStart(ctx, tx, next)
  await audit(ctx, tx, { actor: 'file', act: 'meetings.change', about: old.id, details: { version } })
  await notices.markNoticesStale(tx, { ...old, version })
  if (version !== old.version) await setNotice(ctx, tx, old.id)
  return true
}

/** Books a meeting of the past: no letters, no alarms. False when it is known already: it stays as it is. */
export async function recordPast(ctx: Ctx, tx: Tx, past: PastMeeting): Promise<boolean> {
  if ((await store.byIds(tx, [past.id])).length > 0) return false
  const record = await pastRecord(ctx, tx, past)
  await store.save(tx, record)
  await noteStart(ctx, tx, record)
  await audit(ctx, tx, { actor: 'history', act: 'meetings.record', about: past.id, details: {} })
  return true
}

/** What a meeting of the past is once its scope and chat are known. */
async function pastRecord(ctx: Ctx, tx: Tx, past: PastMeeting): Promise<MeetingRecord> {
  const { id, audience, title, host, state } = past
  const place = await placeOf(ctx, tx, past)
  return {
    id,
    audience,
    title,
    host,
    state,
    place: past.place,
    ...place,
    hostOffice: (await hostFor(ctx, tx, { ...place, title, host })).hostOffice,
    titles: [title],
    types: [...past.types],
    agenda: [],
    observers: [...past.observers],
    flagged: [],
    training: null,
    zone: ctx.settings.timezone,
    startsAt: past.start,
    endsAt: past.end,
    movedFrom: null,
    cancelReason: null,
    version: 1,
    origin: 'history',
  }
}
