import type { Ctx } from '../../ctx.ts'
import { isToldPrivately } from '../rules.ts'
import type { Meeting, MeetingPlan } from '../types.ts'
import { plan } from './rules.ts'

type Planned = Pick<Meeting, 'types' | 'audience' | 'chat' | 'startsAt' | 'endsAt' | 'announced'>

/** When what happens around the meeting if it is planned now. */
export function planOf(ctx: Ctx, meeting: Planned, now = ctx.now()): MeetingPlan {
  const { announced: told } = meeting
  const planned = plan(meeting, { settings: ctx.settings, calendar: ctx.calendar, now, told })
  // Whoever is told privately need not be told privately once more.
  return isToldPrivately(meeting, ctx.settings.types) ? { ...planned, ask: null } : planned
}
