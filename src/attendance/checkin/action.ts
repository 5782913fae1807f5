import { z } from 'zod'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { clock } from '../../time/format.ts'
import { action } from '../../cards/action.ts'
import { digitsIn } from '../code/service.ts'
import { audienceName } from '../list/service.ts'
import { refusalText, words } from '../words.ts'
import { checkIn } from './service.ts'

/** 签到. */
export const checkInAction = action('attendance.checkIn', z.object({ meeting: MeetingId }))

/** How the names of the fields begin in which the digits of a check-in are typed. */
export const CODE_FIELD = 'code'

function typedIn(form: Record<string, unknown>): string | null {
  const typed = Object.entries(form).find(([name]) => name.startsWith(CODE_FIELD))?.[1]
  return typeof typed === 'string' ? digitsIn(typed) : null
}

const pressCheckIn: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = checkInAction.parse(press)
  const { who, madeAt, form } = press
  const done = await checkIn(tx, { meeting, who, madeAt, code: typedIn(form) })
  if (!done.ok && done.refusal === 'wrongCode')
    return { toast: { tone: 'warning', text: words.wrongCode(done.left) } }
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
