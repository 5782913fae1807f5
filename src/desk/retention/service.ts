import { z } from 'zod'
import { setAlarms } from '../../alarms/service.ts'
import { expireAttendance } from '../../attendance/service.ts'
import { deleteDrafts } from '../../calendar/service.ts'
import { count, kind } from '../../cards/ref.ts'
import { expireCollections } from '../../collections/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { expireExports } from '../../exports/service.ts'
import { expireWorkbooks } from '../../workbooks/service.ts'
import { deleteFiles, deleteMade } from '../../files/service.ts'
import { deleteMessages } from '../../inbox/service.ts'
import { expireInspections } from '../../inspections/service.ts'
import { expireLedger } from '../../ledger/service.ts'
import { expireLetters } from '../../letters/service.ts'
import { expireDialogues } from '../../planning/service.ts'
import { expireReports } from '../../reports/service.ts'
import { expireVersions } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { deleteSettled } from '../failures/service.ts'

/** So many rows a statement, so that nothing is locked for long. */
const MOST = 1000

const Day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const expireAlarm = kind(
  'desk.expire',
  { key: '{day}:{part}', ref: '{day}/{part}' },
  { day: Day, part: count },
)

/** Sets the alarm by which what has expired is deleted, once a day. */
export async function planExpiry(ctx: Ctx, tx: Tx): Promise<void> {
  await setPart(ctx, tx, { day: today(ctx), part: 1 })
}

/**
 * Deletes a part of what has expired: each part is an alarm and a transaction of its own, and sets the next one while
 * something may be left. (domain §2.10)
 */
export async function expirePart(ctx: Ctx, tx: Tx, ref: string): Promise<void> {
  const { day, part } = expireAlarm.ref.parse(ref)
  const left = [
    await expireAttendance(ctx, tx, MOST),
    ...(await expireReportsAndFiles(ctx, tx)),
    ...(await expireMessages(ctx, tx)),
  ]
  if (left.includes(true)) await setPart(ctx, tx, { day, part: part + 1 })
}

async function expireReportsAndFiles(ctx: Ctx, tx: Tx): Promise<boolean[]> {
  const { minutes, messages } = ctx.settings.retention
  const expired = { before: ago(ctx, minutes), most: MOST }
  const reports = { minutes: expired.before, messages: ago(ctx, messages), most: MOST }
  return [
    await expireReports(tx, reports),
    await expireInspections(tx, expired),
    await expireExports(tx, expired),
    await expireWorkbooks(tx, expired),
    (await deleteFiles(tx, expired)) === MOST,
  ]
}

async function expireMessages(ctx: Ctx, tx: Tx): Promise<boolean[]> {
  const expired = { before: ago(ctx, ctx.settings.retention.messages), most: MOST }
  return [
    await expireLetters(tx, expired),
    await expireDialogues(tx, expired),
    await expireVersions(tx, expired),
    (await deleteMade(tx, expired)) === MOST,
    await expireCollections(tx, expired),
    await expireLedger(tx, expired),
    (await deleteMessages(tx, expired)) === MOST,
    (await deleteDrafts(tx, expired)) === MOST,
    (await deleteSettled(tx, expired)) === MOST,
  ]
}

function ago({ now, settings }: Ctx, kept: Temporal.Duration): Temporal.Instant {
  return now().toZonedDateTimeISO(settings.timezone).subtract(kept).toInstant()
}

async function setPart(ctx: Ctx, tx: Tx, of: { day: Temporal.PlainDate; part: number }): Promise<void> {
  await setAlarms(tx, [{ ...expireAlarm.names(of), dueAt: ctx.now() }])
}
