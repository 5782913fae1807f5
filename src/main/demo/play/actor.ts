import { setTimeout as pause } from 'node:timers/promises'
import type { College } from '../../../../config/college.ts'
import type { MemberId } from '../../../ids.ts'
import type { Control, Outcome, Press } from '../../../sandbox/control-client.ts'
import type { Action, Did } from './action.ts'
import { scenePhoto } from './photo.ts'

/** People who press and write, and what came of it. */
export type Actor = {
  actions: Action[]
  press(action: Doing & { message: string; label: string; form?: Record<string, string> }): Promise<boolean>
  sendPhoto(action: Doing): Promise<void>
  say(action: Doing & { chat: string; text: string; replyTo?: string }): Promise<void>
}

/** What is about to be done; `meant: false` is done to be refused. */
export type Doing = { who: MemberId; about: string; did: Did; inGroup: boolean; meant?: boolean }

/** What the client shows when nobody has answered: people press again, and it is another click. */
const UNANSWERED = [200340, 200341]
/** A dead connection is noticed within about a minute. */
const TRIES = 100

/** Acts through the platform's page, as people do; every action is written down. */
export function openActor(parts: { college: College; control: Control; now: () => Temporal.Instant }): Actor {
  const { control, now } = parts
  const openIds = new Map(parts.college.members.map(({ id, openId }) => [id, openId]))
  const actions: Action[] = []

  function note({ who, about, did, inGroup, meant = true }: Doing, at: Temporal.Instant): Action {
    const action = { at, who, about, did, inGroup, taken: true, meant, answer: '' }
    actions.push(action)
    return action
  }

  return {
    actions,
    async press({ message, label, form, ...doing }) {
      const action = note(doing, now())
      const order = { as: openIds.get(doing.who) ?? '', message, text: label, ...(form ? { form } : {}) }
      const { toast, error } = await pressed(control, order)
      action.taken = error === undefined && ['success', 'info'].includes(String(toast?.['type']))
      action.answer = error?.text ?? String(toast?.['content'] ?? '')
      return action.taken
    },
    async sendPhoto(doing) {
      note(doing, now())
      const photo = { name: '现场.png', type: 'image/png', bytes: scenePhoto() }
      await control.attach({ as: openIds.get(doing.who) ?? '', chat: 'bot', ...photo })
    },
    async say({ chat, text, replyTo, ...doing }) {
      note(doing, now())
      const order = { as: openIds.get(doing.who) ?? '', chat, text }
      await control.say(replyTo === undefined ? order : { ...order, reply_to: replyTo })
    },
  }
}

async function pressed(control: Control, order: Press): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await control.press(order)
    if (!UNANSWERED.includes(outcome.error?.code ?? 0) || tries === TRIES) return outcome
    await pause(1_000)
  }
}
