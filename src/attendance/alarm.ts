import type { Alarm, AlarmEnd, AlarmKinds } from '../alarms/types.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { writeLetters } from '../letters/service.ts'
import { isWithdrawn, ladderOf, meetingById } from '../meetings/service.ts'
import type { Meeting } from '../meetings/types.ts'
import { today } from '../time/dates.ts'
import { joiningOnes, silentOnes } from './answers/service.ts'
import { openRoll } from './checkin/service.ts'
import { freezeFor } from './follow/service.ts'
import { markObserversStale } from './observers/service.ts'
import { askedOn, askLetter, confirmLetter, markOverviewsStale } from './invitations/service.ts'
import { askAlarm, closeAlarm, closeCheckIn, confirmAlarm, openAlarm } from './service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'attendance.ask': (ctx, tx, alarm) => forPlan(tx, { alarm, of: askAlarm }, (one) => ask(ctx, tx, one)),
  'attendance.confirm': (ctx, tx, alarm) =>
    forPlan(tx, { alarm, of: confirmAlarm }, (one) => confirm(ctx, tx, one)),
  'attendance.open': (ctx, tx, alarm) =>
    forPlan(tx, { alarm, of: openAlarm }, async (one) => {
      await freezeFor(ctx, tx, one)
      const opened = await openRoll(ctx, tx, one)
      await markObserversStale(tx, one)
      await markOverviewsStale(tx, one.id)
      return opened
    }),
  'attendance.close': (ctx, tx, alarm) =>
    forPlan(tx, { alarm, of: closeAlarm }, (one) => closeCheckIn(ctx, tx, one)),
} satisfies Partial<AlarmKinds>

type OfRevision = typeof askAlarm | typeof confirmAlarm | typeof openAlarm | typeof closeAlarm

// An alarm of an older plan, or of a meeting that does not take place, has nothing to do any more.
async function forPlan(
  tx: Tx,
  { alarm, of }: { alarm: Alarm; of: OfRevision },
  act: (meeting: Meeting) => Promise<boolean>,
): Promise<AlarmEnd> {
  const meeting = await meetingById(tx, of.ref.parse(alarm.ref).meeting)
  const { key } = of.names({ meeting: meeting.id, version: meeting.version })
  if (meeting.state !== 'scheduled' || key !== alarm.key) return 'obsolete'
  return (await act(meeting)) ? 'done' : 'obsolete'
}

async function ask(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  if (isWithdrawn(meeting)) return false
  const silent = await silentOnes(tx, meeting.id)
  // Nobody is asked twice on a day: whoever was reminded on somebody's word is not.
  const asked = await askedOn(ctx, tx, { meeting, people: silent, day: today(ctx) })
  const toAsk = silent.filter((who) => !asked.has(who))
  const letters = toAsk.map((who) => ({
    ...askLetter.names({ meeting: meeting.id, version: meeting.version, who }),
    to: { person: who },
    uselessAfter: meeting.startsAt,
  }))
  await writeLetters(ctx, tx, letters)
  return silent.length > 0
}

/** One word before the start to those who said that they come, if the college still wants it. */
async function confirm(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  if (isWithdrawn(meeting) || ladderOf(meeting.types, ctx.settings).confirm === null) return false
  const joining = await joiningOnes(tx, meeting.id)
  const letters = joining.map((who) => ({
    ...confirmLetter.names({ meeting: meeting.id, version: meeting.version, who }),
    to: { person: who },
    uselessAfter: meeting.startsAt,
  }))
  await writeLetters(ctx, tx, letters)
  return joining.length > 0
}
