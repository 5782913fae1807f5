import { expect, test } from 'vitest'
import { enqueueDue } from '../../jobs/dispatch.ts'
import { transact } from '../../src/db/transact.ts'
import { ChatId, MemberId, MessageId } from '../../src/ids.ts'
import { takeDueLetters, writeLetters } from '../../src/letters/service.ts'
import type { NewLetter } from '../../src/letters/types.ts'
import { openQueues } from '../../src/queue/open.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { aRedis } from '../support/redis.ts'

const reminders = Array.from(
  { length: 300 },
  (_, index): NewLetter => ({
    key: `ask:${index}`,
    kind: 'attendance.ask',
    ref: 'A1/M1@1',
    to: { person: MemberId.parse(`M${index}`) },
  }),
)

const answer: NewLetter = {
  key: 'todo',
  kind: 'desk.todo',
  ref: 'M9999',
  to: { chat: ChatId.parse('oc_anna') },
  replyTo: MessageId.parse('om_1'),
}

test('of hundreds of letters only as many wait in the queue as go out in two seconds, and an answer overtakes the others', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  await using queues = openQueues({ ...(await aRedis()), log: ctx.log })
  await transact(ctx, (tx) => writeLetters(ctx, tx, reminders))
  expect(await enqueueDue(ctx, queues)).toBe(90)
  expect(await enqueueDue(ctx, queues)).toBe(0)
  await transact(ctx, (tx) => writeLetters(ctx, tx, [answer]))
  const [next] = await takeDueLetters(ctx, 1)
  const kinds = await db.selectFrom('letters_letters').select(['id', 'kind']).execute()
  expect(kinds.find(({ id }) => id === next)?.kind).toBe('desk.todo')
})
