import type { Click } from '../../src/feishu/in/click.ts'
import { ChatId, MessageId, OpenId } from '../../src/ids.ts'

let made = 0

/** A press as it comes from the platform; whatever a test does not say is of no importance. */
export function aClick(over: {
  by: string
  message: string
  chat: string
  value: Record<string, unknown>
  form?: Record<string, unknown>
  event?: string
}): Click {
  made += 1
  return {
    eventId: over.event ?? `evt_made_${made}`,
    madeAt: Temporal.Instant.from('2026-11-23T09:00:00+08:00'),
    openId: OpenId.parse(over.by),
    messageId: MessageId.parse(over.message),
    chatId: ChatId.parse(over.chat),
    value: over.value,
    form: over.form ?? {},
  }
}
