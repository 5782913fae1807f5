import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { MeetingId } from '../../ids.ts'
import { words } from './words.ts'

/** 改期 for want of a quorum; `planning` takes it, which asks for the new time. */
export const adjournAction = action('attendance.adjourn', z.object({ meeting: MeetingId }))

/** 改期, there and then. */
export function adjournButton(meeting: MeetingId): Button {
  const confirm = { title: words.title, text: words.confirm }
  return adjournAction.button({ text: words.adjourn, data: { meeting }, confirm })
}
