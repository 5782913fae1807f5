import { expect, test } from 'vitest'
import { leavesToDecide } from '../../src/attendance/service.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { writeLetters } from '../../src/letters/service.ts'
import { refreshCards } from '../../src/letters/renewal/service.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { openReportsOf } from '../../src/reports/service.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** B10's secretary until the handover, and from then on: until then a plain member of its committee. */
const FORMER = MemberId.parse('M0213')
const PRESENT = MemberId.parse('M0215')

/** From that day on the branch has another secretary, as the dates of its offices say. */
async function handOver({ db }: Life, day: string): Promise<void> {
  const last = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
  await db
    .updateTable('roster_offices')
    .set({ until: last })
    .where('member_id', '=', FORMER)
    .where('office', '=', '支部书记')
    .execute()
  const office = { member_id: PRESENT, office: '支部书记', scope: 'B10', since: day, until: null }
  await db.insertInto('roster_offices').values(office).execute()
}

const receivers = async (life: Life, kind: string) =>
  (await life.letters(kind)).map(({ receiver, ended }) => [receiver, ended])

test('after a handover the report of a meeting before it is the new secretary’s: reminders, list, and right', async () => {
  await using life = await aLife({ only: ['A047'] })
  await handOver(life, '2026-11-27')
  await life.liveUntil('2026-11-26T12:00:00+08:00')
  const owed = async (who: MemberId) => (await life.act((tx) => openReportsOf(life.ctx, tx, who))).length
  expect([await owed(FORMER), await owed(PRESENT)]).toEqual([1, 0])
  await life.liveUntil('2026-11-30T12:00:00+08:00')
  expect([await owed(FORMER), await owed(PRESENT)]).toEqual([0, 1])
  const chased = (await receivers(life, 'reports.chase')).map(([receiver]) => receiver)
  expect(chased.length).toBeGreaterThan(0)
  expect(new Set(chased)).toEqual(new Set([`person:${PRESENT}`]))
  const press = (who: string) => life.press(who, 'reports.fill', { data: { request: 'R-A047' } })
  expect(await press(FORMER)).toContain('由主持人、支部书记')
  expect(await press(PRESENT)).toBe('填写卡已发到与您的私聊。')
})

test('a reminder written before a handover and sent after it goes to whoever holds the office then', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  await life.say('M0140', '暂停 B10')
  await life.liveUntil('2026-11-29T12:00:00+08:00')
  const waiting = (await life.letters('reports.chase')).filter(({ ended }) => ended === null)
  expect(waiting.map(({ receiver }) => receiver)).toContain(`person:${FORMER}`)
  await handOver(life, '2026-11-30')
  await life.liveUntil('2026-11-30T08:00:00+08:00')
  await life.say('M0140', '恢复 B10')
  await life.liveUntil('2026-11-30T18:30:00+08:00')
  const sent = (await receivers(life, 'reports.chase')).filter(([, ended]) => ended === 'sent')
  expect(sent.map(([receiver]) => receiver)).toContain(`person:${PRESENT}`)
  expect(sent.map(([receiver]) => receiver)).not.toContain(`person:${FORMER}`)
})

test('what waits for a secretary who leaves the college is not lost: it goes to whoever follows', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  await life.say('M0140', '暂停 B10')
  await life.liveUntil('2026-11-29T12:00:00+08:00')
  const [waits] = await life.db
    .selectFrom('letters_letters')
    .select(['id', 'key'])
    .where('kind', '=', 'reports.chase')
    .where('ended', 'is', null)
    .orderBy('useless_after', (by) => by.desc().nullsFirst())
    .execute()
  if (waits === undefined) throw new Error('a reminder waits')
  await handOver(life, '2026-11-29')
  await life.db
    .updateTable('roster_members')
    .set({ left_on: '2026-11-29' })
    .where('id', '=', FORMER)
    .execute()
  await life.db
    .updateTable('letters_letters')
    .set({ due: life.ctx.now(), look_at: Temporal.Instant.fromEpochMilliseconds(0), held_by: null })
    .where('id', '=', waits.id)
    .execute()
  const turn = await deliverLetter(life.ctx, life.post, LetterId.parse(waits.id))
  expect(turn).toBe('obsolete')
  const followed = await life.db
    .selectFrom('letters_letters')
    .select('receiver')
    .where('key', '=', `${waits.key}:person:${PRESENT}`)
    .execute()
  expect(followed).toEqual([{ receiver: `person:${PRESENT}` }])
})

test('a leave that waits passes on with the office: to the list at once, and with its fresh card on day 13', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  const form = { category: '事假' }
  await life.press('M0230', 'attendance.leave', { data: { meeting: 'A047' }, form })
  await life.settle()
  await handOver(life, '2026-11-24')
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  const waiting = async (who: MemberId) => (await life.act((tx) => leavesToDecide(life.ctx, tx, who))).length
  expect([await waiting(FORMER), await waiting(PRESENT)]).toEqual([0, 1])
  await life.liveUntil('2026-12-07T10:00:00+08:00')
  await refreshCards(life.ctx, registry.letters)
  expect((await receivers(life, 'attendance.leavesAsked')).map(([receiver]) => receiver)).toEqual([
    `person:${FORMER}`,
    `person:${PRESENT}`,
  ])
})

test('a leave asked for, withdrawn and asked for again is the same card, shown anew', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  const ask = () =>
    life.press('M0230', 'attendance.leave', { data: { meeting: 'A047' }, form: { category: '事假' } })
  await ask()
  await life.settle()
  const join = { meeting: 'A047', reply: 'join', place: 'private' }
  await life.press('M0230', 'attendance.answer', { data: join })
  await ask()
  await life.settle()
  const cards = await life.db
    .selectFrom('letters_cards')
    .select(['recall', 'wanted', 'shown'])
    .where('kind', '=', 'attendance.leavesAsked')
    .execute()
  expect(cards).toMatchObject([{ recall: null }])
  expect(cards.every(({ wanted, shown }) => wanted > shown)).toBe(true)
  const [letter, ...others] = await life.letters('attendance.leavesAsked')
  expect([letter?.ref, letter?.ended, others]).toEqual(['A047@1', 'sent', []])
})

test('of cards of one request each, as they were sent before, the one that was withdrawn is taken back', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  const ask = () =>
    life.press('M0230', 'attendance.leave', { data: { meeting: 'A047' }, form: { category: '事假' } })
  await ask()
  await life.db.updateTable('attendance_leaves').set({ round: 0 }).execute()
  const old = {
    key: 'old',
    kind: 'attendance.leaveAsked',
    ref: 'A047/M0230@1',
    to: { person: FORMER },
  } as const
  await life.act((tx) => writeLetters(life.ctx, tx, [old]))
  await life.settle()
  const join = { meeting: 'A047', reply: 'join', place: 'private' }
  await life.press('M0230', 'attendance.answer', { data: join })
  await ask()
  const cards = life.db
    .selectFrom('letters_cards')
    .select('recall')
    .where('kind', '=', 'attendance.leaveAsked')
  expect(await cards.execute()).toEqual([{ recall: 'owed' }])
})
