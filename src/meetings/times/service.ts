import type { Ctx } from '../../ctx.ts'
import { isToldPrivately } from '../rules.ts'
import type { Meeting, MeetingTimes } from '../types.ts'
import { timesAround } from './rules.ts'

type Planned = Pick<Meeting, 'types' | 'audience' | 'chat' | 'startsAt' | 'endsAt' | 'announced'>

/** When what happens around the meeting if it is booked now. */
export function timesOf(ctx: Ctx, meeting: Planned, now = ctx.now()): MeetingTimes {
  const { announced: told } = meeting
  const times = timesAround(meeting, { settings: ctx.settings, calendar: ctx.calendar, now, told })
  // A private notice needs no private reminder.
  return isToldPrivately(meeting, ctx.settings.types) ? { ...times, ask: null } : times
}
