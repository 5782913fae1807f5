import { z } from 'zod'
import { ChatId, MessageId, OpenId } from '../../ids.ts'
import { EventTime } from './event-time.ts'
import { Storable, storable } from './storable.ts'

/** Somebody pressed a button of a card or sent its form. `value` is what the button carries. */
export type Click = {
  eventId: string
  madeAt: Temporal.Instant
  openId: OpenId
  messageId: MessageId
  chatId: ChatId
  value: Record<string, unknown>
  form: Record<string, unknown>
}

/** What the person who clicked sees at once; `card` updates the message for everybody. */
export type ClickAnswer = {
  toast?: { type: 'info' | 'success' | 'warning' | 'error'; content: string } | undefined
  card?: object | undefined
}

const Fields = z.preprocess((fields) => storable(fields), z.record(z.string(), z.unknown()))

/** The event as the SDK hands it over: header and event in one object. */
export const ClickEvent = z
  .object({
    event_id: Storable.pipe(z.string().min(1).max(200)),
    create_time: EventTime,
    operator: z.object({ open_id: OpenId }),
    context: z.object({ open_message_id: MessageId, open_chat_id: ChatId }),
    action: z.object({ value: Fields.nullish(), form_value: Fields.nullish() }),
  })
  .transform(({ event_id, create_time, operator, context, action }): Click => {
    return {
      eventId: event_id,
      madeAt: create_time,
      openId: operator.open_id,
      messageId: context.open_message_id,
      chatId: context.open_chat_id,
      value: action.value ?? {},
      form: action.form_value ?? {},
    }
  })

/** The answer in the platform's shape; the card is an object there, not a string. */
export function wireAnswer({ toast, card }: ClickAnswer): object {
  return { ...(toast ? { toast } : {}), ...(card ? { card: { type: 'raw', data: card } } : {}) }
}
