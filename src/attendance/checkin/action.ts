import { z } from 'zod'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { clock } from '../../time/format.ts'
import { action } from '../../cards/action.ts'
import { audienceName } from '../list/service.ts'
import { refusalText, words } from '../words.ts'
import { checkIn } from './service.ts'

/** 签到. */
export const checkInAction = action('attendance.checkIn', z.object({ meeting: MeetingId }))

const pressCheckIn: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = checkInAction.parse(press)
  const done = await checkIn(tx, { meeting, who: press.who, madeAt: press.madeAt })
  if (!done.ok) {
    const text = refusalText(done.refusal, await audienceName(ctx, tx, meeting))
    return { toast: { tone: 'warning', text } }
  }
  const at = clock(done.at.toZonedDateTimeISO(done.meeting.zone))
  if (done.already) return { toast: { tone: 'info', text: words.already(at) } }
  const text = done.mark === 'late' ? words.checkedInLate(at) : words.checkedIn(at)
  return { toast: { tone: 'success', text } }
}

/** What the button of the check-in does. */
export const checkInActions: [string, ActionHandler][] = [[checkInAction.name, pressCheckIn]]
