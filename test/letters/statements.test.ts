import { expect, test } from 'vitest'
import { runAlarm, takeDueAlarms } from '../../src/alarms/service.ts'
import { handleClick } from '../../src/inbox/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { takeDueLetters } from '../../src/letters/service.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { aClick } from '../support/click.ts'
import { statementsOf } from '../support/statements.ts'

/** A meeting of B10 on 25 November at 14:00, its secretary, and two of its members. */
const MEETING = 'A047'
const [SECRETARY, MEMBER, AWAY] = ['M0213', 'M0230', 'M0231']

type Press = { who: string; on: string; value: object }

/** A press on the one card of a kind, until its answer is noted; what was sent to PostgreSQL for it, begin and commit included. */
async function costOf({ db, ctx }: Life, { who, on, value }: Press) {
  const { letter_id: l, message_id: message } = await db
    .selectFrom('letters_cards')
    .select(['letter_id', 'message_id'])
    .where('kind', '=', on)
    .executeTakeFirstOrThrow()
  const made = { by: `ou_${who}`, message: message ?? '', chat: 'oc_fx_B10', value: { ...value, l } }
  const noted = 'update "letters_cards" set "shown"'
  return statementsOf(
    () => handleClick(ctx, registry.letters, { ...aClick(made), madeAt: ctx.now() }),
    (sent) => sent.some((text) => text.startsWith(noted)),
  )
}

test('a press costs so many statements, from its begin until its answer is noted', async () => {
  await using life = await aLife({ only: [MEETING] })
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  const join = { a: 'attendance.answer', meeting: MEETING, reply: 'join', place: 'group' }
  const joining = await costOf(life, { who: MEMBER, on: 'meetings.notice', value: join })
  await life.press(AWAY, 'attendance.leave', { data: { meeting: MEETING }, form: { category: '事假' } })
  await life.settle()
  const decide = { a: 'attendance.decide', meeting: MEETING, member: AWAY, verdict: 'approved' }
  const deciding = await costOf(life, { who: SECRETARY, on: 'attendance.leavesAsked', value: decide })
  await life.liveUntil('2026-11-25T13:56:00+08:00')
  const checkIn = { a: 'attendance.checkIn', meeting: MEETING }
  const checking = await costOf(life, { who: MEMBER, on: 'attendance.checkin', value: checkIn })
  const costs = [joining, deciding, checking].map(({ answer, sent }) => [answer.toast?.content, sent.length])
  expect(costs).toEqual([
    ['已记录：您将参加。', 12],
    ['已记录，将告知本人。', 25],
    ['签到成功（13:56）。', 13],
  ])
})

test('a reminder costs so many statements from its turn until it is sent', async () => {
  await using life = await aLife({ only: [MEETING] })
  const { ctx, post } = life
  await life.liveUntil('2026-11-24T12:59:00+08:00')
  ctx.set('2026-11-24T13:00:00+08:00')
  for (const id of await takeDueAlarms(ctx)) await runAlarm(ctx, registry.alarms, id)
  const [id] = await takeDueLetters(ctx)
  if (id === undefined) throw new Error('nobody is asked')
  const turn = () => deliverLetter(ctx, post, id)
  const { answer, sent } = await statementsOf(turn, () => true)
  expect([answer, sent.length]).toEqual(['sent', 22])
})
