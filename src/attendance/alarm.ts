import type { Alarm, AlarmEnd, AlarmKinds } from '../alarms/types.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MeetingId } from '../ids.ts'
import { writeLetters } from '../letters/service.ts'
import { isWithdrawn, meetingById } from '../meetings/service.ts'
import type { Meeting } from '../meetings/types.ts'
import { silentOnes } from './answers/service.ts'
import { closeRoll, openRoll } from './checkin/service.ts'
import { markObserversStale } from './observers/service.ts'
import { askLetter } from './invitations/service.ts'
import { alarmKey } from './service.ts'

type Kind = Parameters<typeof alarmKey>[0]

/** What this feature does when its alarms are due. */
export const alarms = {
  'attendance.ask': (ctx, tx, alarm) =>
    forPlan(tx, { alarm, kind: 'attendance.ask' }, (one) => ask(ctx, tx, one)),
  'attendance.open': (ctx, tx, alarm) =>
    forPlan(tx, { alarm, kind: 'attendance.open' }, async (one) => {
      const opened = await openRoll(ctx, tx, one)
      await markObserversStale(tx, one)
      return opened
    }),
  'attendance.close': (ctx, tx, alarm) =>
    forPlan(tx, { alarm, kind: 'attendance.close' }, async (one) => {
      const closed = await closeRoll(ctx, tx, one)
      await markObserversStale(tx, one)
      return closed
    }),
} satisfies Partial<AlarmKinds>

// An alarm of an older plan, or of a meeting that does not take place, has nothing to do any more.
async function forPlan(
  tx: Tx,
  { alarm, kind }: { alarm: Alarm; kind: Kind },
  act: (meeting: Meeting) => Promise<boolean>,
): Promise<AlarmEnd> {
  const meeting = await meetingById(tx, MeetingId.parse(alarm.ref))
  if (meeting.state !== 'scheduled' || alarmKey(kind, meeting) !== alarm.key) return 'obsolete'
  return (await act(meeting)) ? 'done' : 'obsolete'
}

async function ask(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  if (isWithdrawn(meeting)) return false
  const silent = await silentOnes(tx, meeting.id)
  const letters = silent.map((who) => ({
    ...askLetter.names({ meeting: meeting.id, version: meeting.version, who }),
    to: { person: who },
    uselessAfter: meeting.startsAt,
  }))
  await writeLetters(ctx, tx, letters)
  return silent.length > 0
}
