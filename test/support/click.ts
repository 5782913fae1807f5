import type { Click } from '../../src/feishu/in/click.ts'
import { ChatId, MessageId, OpenId } from '../../src/ids.ts'
import type { Life } from './a-life.ts'

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

/** Presses of 参加 by these people on the notice of A047, on the day before the meeting. */
export async function joinsOfNotice(life: Life, people: readonly string[]): Promise<Click[]> {
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  const notice = await life.db
    .selectFrom('letters_letters')
    .select(['id', 'message_id'])
    .where('kind', '=', 'meetings.notice')
    .executeTakeFirstOrThrow()
  const value = { a: 'attendance.answer', l: notice.id, meeting: 'A047', reply: 'join', place: 'group' }
  const message = notice.message_id ?? ''
  const madeAt = life.ctx.now()
  return people.map((id) => ({ ...aClick({ by: `ou_${id}`, message, chat: 'oc_fx_B10', value }), madeAt }))
}
