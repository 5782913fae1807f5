import { expect, test } from 'vitest'
import { MeetingId } from '../../src/ids.ts'
import { requestReport } from '../../src/reports/service.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { allUpdated, updatable } from '../support/stale-cards.ts'

/** Letters whose card differs from what was shown last. */
async function owed(life: Life): Promise<string[]> {
  const rows = await life.db
    .selectFrom('letters_cards')
    .select('kind')
    .whereRef('wanted', '>', 'shown')
    .orderBy('kind')
    .execute()
  return rows.map(({ kind }) => kind)
}

const reply = (reply: 'join' | 'leave') => ({ meeting: 'A047', reply, place: 'group' })

/** A047 is announced; M0230 has asked for leave on a private card, M0231 is asked and has not answered. */
async function aLeave(): Promise<Life> {
  const life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  await life.press('M0230', 'attendance.answer', { data: reply('leave') })
  await life.settle()
  const form = { category: '事假' }
  await life.press('M0230', 'attendance.leave', { data: { meeting: 'A047' }, form })
  await life.liveUntil('2026-11-24T16:00:00+08:00')
  return life
}

test('the word about a leave tells the person: the earlier form is not updated for it, nor the notice', async () => {
  await using life = await aLeave()
  await allUpdated(life)
  const data = { meeting: 'A047', member: 'M0230', verdict: 'approved' }
  await life.press('M0213', 'attendance.decide', { data })
  expect(await owed(life)).toEqual(['attendance.leavesAsked'])
})

test('when a meeting is over the group’s cards are updated; what is sent then shows the end already', async () => {
  await using life = await aLeave()
  await life.press('M0232', 'attendance.answer', { data: reply('join') })
  await allUpdated(life)
  await life.liveUntil('2026-11-25T16:30:00+08:00')
  expect((await life.letters('attendance.ask')).length).toBeGreaterThan(30)
  expect(await owed(life)).toEqual(['attendance.checkin', 'meetings.notice'])
})

test('the card after the meeting says who is to be confirmed from the first, also when it is asked for before the close', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-25T16:09:00+08:00')
  life.ctx.set('2026-11-25T16:10:00+08:00')
  const of = { meeting: MeetingId.parse('A047'), version: 1 }
  expect(await life.act((tx) => requestReport(life.ctx, tx, of))).toBe(true)
  const rolls = await life.db.selectFrom('attendance_rolls').select('state').execute()
  expect(rolls).toEqual([{ state: 'closed' }])
})

test('whoever answers in the group is shown so on the question that came before', async () => {
  await using life = await aLeave()
  await allUpdated(life)
  await life.press('M0231', 'attendance.answer', { data: reply('join') })
  expect(await owed(life)).toEqual(['attendance.ask', 'meetings.notice'])
})

test('an answer given elsewhere is counted on the notice a minute after the check-in has closed', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T10:00:00+08:00')
  await allUpdated(life)
  await life.press('M0232', 'attendance.answer', { data: reply('join') })
  expect(await updatable(life, '2026-11-25T16:10:59+08:00')).toEqual([])
  expect(await updatable(life, '2026-11-25T16:11:00+08:00')).toEqual(['meetings.notice'])
})
