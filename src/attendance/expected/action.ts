import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused } from '../../cards/toast.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { changeList, openList } from './service.ts'
import type { Refusal } from './types.ts'
import { done, refusals, relays, words } from './words.ts'

const Meeting = z.object({ meeting: MeetingId })

/** 应到名单: sends the list of a meeting by name, privately. */
const openAction = action('attendance.openList', Meeting)
/** 提交 of a change by hand. */
export const changeAction = action('attendance.changeList', Meeting)

const HARMLESS = ['isOn', 'isNotOn'] as const satisfies Refusal[]

/** Opens the list of who is expected, on a card that only those see who look after the meeting. */
export function listButton(meeting: MeetingId): Button {
  return openAction.button({ text: words.open, data: { meeting } })
}

const pressOpen: ActionHandler = async (ctx, tx, press) => {
  const refusal = await openList(ctx, tx, { ...press, ...openAction.parse(press) })
  if (refusal !== null) return refused(refusal, { refusals, relays })
  return { toast: { tone: 'success', text: words.toastOpened } }
}

const pressChange: ActionHandler = async (ctx, tx, press) => {
  const outcome = await changeList(ctx, tx, { ...press, ...changeAction.parse(press) })
  if (!outcome.ok) return refused(outcome.refusal, { refusals, relays, harmless: HARMLESS })
  return { toast: { tone: 'success', text: done[outcome.change] } }
}

/** What the buttons about a list do. */
export const listActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [changeAction.name, pressChange],
]
