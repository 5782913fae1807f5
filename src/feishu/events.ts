import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'
import { type Click, type ClickAnswer, ClickEvent, wireAnswer } from './click.ts'
import { type Incoming, incomingOf, MessageEvent } from './incoming.ts'

/** Who is told what the platform delivers, whichever way it comes. */
export type Listener = {
  /** A throw becomes a toast that asks to try again; the platform never repeats a click. */
  onClick(click: Click): Promise<ClickAnswer>
  /** A throw makes the platform deliver the message again, after 15 s, 5 min, 1 h and 6 h. */
  onMessage(message: Incoming): Promise<void>
  /** The bot's own open_id, once it is known; until then any bot that is mentioned counts as ours. */
  botOpenId?(): string | null
  log: Log
}

/** What is done about each event, whichever way it comes; the SDK and the webhook hand it over in one shape. */
export function handlersOf(listener: Listener): Record<string, (event: unknown) => Promise<object>> {
  return {
    'card.action.trigger': (event) => answerClick(listener, event),
    'im.message.receive_v1': (event) => hear(listener, event),
  }
}

/** Answers a click in the platform's shape; what cannot be read is answered with nothing. */
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

/** Takes in a message; a throw goes through, so that the platform delivers it again. */
async function hear({ onMessage, botOpenId, log }: Listener, event: unknown): Promise<object> {
  const message = MessageEvent.safeParse(event)
  if (!message.success) log.warn({ at: placesOf(message.error) }, 'feishu: a message that cannot be read')
  // Two bots that answer each other would never stop.
  else if (message.data.sender.sender_type === 'user') {
    await onMessage(incomingOf(message.data, botOpenId?.() ?? null))
  }
  return {}
}

/** Where a payload is wrong, never what it holds. */
function placesOf(error: { issues: { path: PropertyKey[] }[] }): string[] {
  return error.issues.map(({ path }) => path.map(String).join('.'))
}
