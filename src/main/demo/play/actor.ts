import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { College } from '../../../../config/college.ts'
import type { MemberId } from '../../../ids.ts'
import type { Control, Outcome, Press } from '../../../sandbox/control-client.ts'
import type { Action, Did } from './action.ts'
import { scenePhoto } from './photo.ts'

/** People who press and write, and what came of it. */
export type Actor = {
  actions: Action[]
  press(action: Doing & Pressing & { form?: Record<string, string> }): Promise<boolean>
  /** Presses the button of that name that is about a member; false, and nothing is pressed, where there is none. */
  pressFor(action: Doing & Pressing & { member: MemberId }): Promise<boolean>
  sendPhoto(action: Doing): Promise<void>
  say(action: Doing & { chat: string; text: string; replyTo?: string }): Promise<void>
}

type Pressing = { message: string; label: string }

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
    async pressFor({ message, label, member, ...doing }) {
      const as = openIds.get(doing.who) ?? ''
      const shown = (await control.messages('bot', as)).find(({ message_id }) => message_id === message)
      const path = pathOf(shown?.card ?? {}, { label, member })
      if (path === undefined) return false
      const action = note(doing, now())
      const { toast, error } = await pressed(control, { as, message, path })
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

/** Where in the card that button is. */
function pathOf(part: object, of: { label: string; member: MemberId }): string | undefined {
  const button = MemberButton.safeParse(part).data
  if (button?.text.content === of.label && button.behaviors[0]?.value.member === of.member) return ''
  for (const [key, inner] of Object.entries(part)) {
    const found = typeof inner === 'object' && inner !== null ? pathOf(inner, of) : undefined
    if (found !== undefined) return found === '' ? key : `${key}.${found}`
  }
  return undefined
}

const MemberButton = z.object({
  tag: z.literal('button'),
  text: z.object({ content: z.string() }),
  behaviors: z.array(z.object({ value: z.object({ member: z.string() }) })),
})

async function pressed(control: Control, order: Press): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await control.press(order)
    if (!UNANSWERED.includes(outcome.error?.code ?? 0) || tries === TRIES) return outcome
    await pause(1_000)
  }
}
