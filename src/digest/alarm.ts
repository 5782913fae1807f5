import type { AlarmKinds } from '../alarms/types.ts'
import { MeetingId } from '../ids.ts'
import { meetingById } from '../meetings/service.ts'
import { markCountsStale } from '../reports/service.ts'
import { recountPeople } from './service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'digest.recount': async (ctx, tx, { ref }) => {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    await markCountsStale(tx, meeting.id)
    return (await recountPeople(ctx, tx, meeting)) ? 'done' : 'obsolete'
  },
} satisfies Partial<AlarmKinds>
