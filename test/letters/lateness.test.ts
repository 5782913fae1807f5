import { expect, test } from 'vitest'
import { type Life, aLife } from '../support/a-house.ts'

/** A047 is B10's meeting on Wednesday 25 November, 14:00 to 15:30; its report is due on the 28th at 18:00. */
const week = '2026-12-02T09:00:00+08:00'

async function sentKinds(life: Life): Promise<Record<string, number>> {
  const sent = (await life.letters()).filter(({ ended }) => ended === 'sent')
  return Object.fromEntries(
    [...Map.groupBy(sent, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
  )
}

/** What stands for the meeting when the house falls asleep, and what it says when it wakes up a week later. */
const cases: [string, string, Record<string, number>][] = [
  // No notice, question or check-in of a meeting that is over; its report is asked for once and chased once.
  [
    'before the notice',
    '2026-11-20T09:00:00+08:00',
    { 'reports.request': 1, 'reports.chase': 1, 'reports.escalation': 3 },
  ],
  [
    'before the question',
    '2026-11-23T12:00:00+08:00',
    { 'meetings.notice': 1, 'reports.request': 1, 'reports.chase': 1, 'reports.escalation': 3 },
  ],
  // The request was made; of three chases that fell into the week one is left.
  [
    'before the first chase',
    '2026-11-26T12:00:00+08:00',
    {
      'meetings.notice': 1,
      'attendance.ask': 41,
      'attendance.checkin': 1,
      'reports.request': 1,
      'reports.chase': 1,
      'reports.escalation': 3,
    },
  ],
]

test.each(cases)(
  'a week of downtime that begins %s is followed by what is still of use',
  async (_, from, sent) => {
    await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
    await life.liveUntil(from)
    await life.sleepUntil(week)
    expect(await sentKinds(life)).toEqual(sent)
  },
)

test('whatever piled up in a pause of a week is one chase, not three', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say('M0140', '暂停 全院')
  await life.liveUntil(week)
  await life.say('M0140', '恢复 全院')
  expect(await sentKinds(life)).toMatchObject({ 'reports.request': 1, 'reports.chase': 1 })
  expect(await sentKinds(life)).not.toHaveProperty('meetings.notice')
  expect(await sentKinds(life)).not.toHaveProperty('attendance.ask')
})
