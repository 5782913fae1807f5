import type { AlarmKinds } from '../alarms/types.ts'
import { announce } from './booking/service.ts'
import { noticeAlarm } from './notices/service.ts'
import { meetingById } from './records/service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'meetings.notice': async (ctx, tx, alarm) => {
    const meeting = await meetingById(tx, noticeAlarm.ref.parse(alarm.ref).meeting)
    const { key } = noticeAlarm.names({ meeting: meeting.id, version: meeting.version })
    if (meeting.state !== 'scheduled' || key !== alarm.key) return 'obsolete'
    await announce(ctx, tx, meeting)
    return 'done'
  },
} satisfies Partial<AlarmKinds>
