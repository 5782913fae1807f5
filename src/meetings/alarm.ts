import type { AlarmKinds } from '../alarms/types.ts'
import { MeetingId } from '../ids.ts'
import { announce } from './booking/service.ts'
import { noticeKey } from './notices/service.ts'
import { meetingById } from './records/service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'meetings.notice': async (ctx, tx, alarm) => {
    const meeting = await meetingById(tx, MeetingId.parse(alarm.ref))
    if (meeting.state !== 'scheduled' || noticeKey(meeting) !== alarm.key) return 'obsolete'
    await announce(ctx, tx, meeting)
    return 'done'
  },
} satisfies Partial<AlarmKinds>
