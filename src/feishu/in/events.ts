import { z } from 'zod'
import type { Log } from '../../ctx.ts'
import { messageOf } from '../../errors.ts'
import { ChatId, MessageId } from '../../ids.ts'
import { type Click, type ClickAnswer, ClickEvent, wireAnswer } from './click.ts'
import { type Incoming, incomingOf, MessageEvent } from './incoming.ts'
import { EventTime } from './event-time.ts'

/**
 * The handlers of what the platform delivers, whichever way it comes. A throw makes it deliver an event again, after 15 s,
 * 5 min, 1 h and 6 h; a click is never repeated, and its throw becomes a toast that asks to try again.
 */
export type Listener = {
  onClick(click: Click): Promise<ClickAnswer>
  onMessage(message: Incoming): Promise<void>
  /** A message was given other words; it may be one that was never heard of, because only now it mentions the bot. */
  onEdit(message: Incoming, at: Temporal.Instant): Promise<void>
  /** A message was taken back; it may be one that was never heard of. */
  onRecall(message: MessageId): Promise<void>
  /** The bot was added to a group. */
  onAdded(added: Added): Promise<void>
  /** Somebody came or went, or a group did. What is so now must be asked: events come late and in any order. */
  onChange(): Promise<void>
  /** The bot's own open_id, once it is known; until then any bot that is mentioned counts as ours. */
  botOpenId?(): string | null
  log: Log
}

/** A group that the bot was added to, and when. */
export type Added = { chat: ChatId; at: Temporal.Instant }

/** Events after which somebody may be out of reach, or within it again. */
const CHANGES = [
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'im.chat.disbanded_v1',
  'contact.user.deleted_v3',
]

/**
 * Every event and callback that we subscribe to, by type, whichever way it comes; the SDK and the webhook hand it over in
 * one shape. What a handler answers is the answer to the platform.
 */
export function handlersOf(listener: Listener): Record<string, (event: unknown) => Promise<object>> {
  const changed = async () => {
    await listener.onChange()
    return {}
  }
  return {
    'card.action.trigger': (event) => answerClick(listener, event),
    'im.message.receive_v1': (event) => handleMessage(listener, event, listener.onMessage),
    'im.message.updated_v1': (event) => handleMessage(listener, event, listener.onEdit),
    'im.message.recalled_v1': (event) => unsay(listener, event),
    'im.chat.member.bot.added_v1': (event) => enter(listener, event),
    ...Object.fromEntries(CHANGES.map((type) => [type, changed])),
  }
}

/** What cannot be read is answered with nothing. */
async function answerClick({ onClick, log }: Listener, event: unknown): Promise<object> {
  const click = ClickEvent.safeParse(event)
  if (!click.success) {
    log.warn({ at: placesOf(click.error) }, 'feishu: a click that cannot be read')
    return {}
  }
  try {
    return wireAnswer(await onClick(click.data))
  } catch (error) {
    log.error({ eventId: click.data.eventId, error: messageOf(error) }, 'feishu: click failed')
    return wireAnswer({ toast: { type: 'error', content: '刚才没有保存成功，请稍后重试。' } })
  }
}

async function handleMessage(
  { botOpenId, log }: Listener,
  event: unknown,
  tell: Listener['onEdit'],
): Promise<object> {
  const message = MessageEvent.safeParse(event)
  if (!message.success) log.warn({ at: placesOf(message.error) }, 'feishu: a message that cannot be read')
  // Two bots that answer each other would never stop.
  else if (message.data.sender.sender_type === 'user') {
    const { update_time: edited, create_time: written } = message.data.message
    await tell(incomingOf(message.data, botOpenId?.() ?? null), edited ?? written)
  }
  return {}
}

const RecallEvent = z.object({ message_id: MessageId })

async function unsay({ onRecall, log }: Listener, event: unknown): Promise<object> {
  const recall = RecallEvent.safeParse(event)
  if (recall.success) await onRecall(recall.data.message_id)
  else log.warn({ at: placesOf(recall.error) }, 'feishu: a recall that cannot be read')
  return {}
}

const AddedEvent = z.object({ chat_id: ChatId, create_time: EventTime })

async function enter({ onAdded, onChange, log }: Listener, event: unknown): Promise<object> {
  const added = AddedEvent.safeParse(event)
  if (added.success) await onAdded({ chat: added.data.chat_id, at: added.data.create_time })
  else log.warn({ at: placesOf(added.error) }, 'feishu: a new group that cannot be read')
  await onChange()
  return {}
}

/** Where a payload is wrong, never what it holds. */
function placesOf(error: { issues: { path: PropertyKey[] }[] }): string[] {
  return error.issues.map(({ path }) => path.map(String).join('.'))
}
