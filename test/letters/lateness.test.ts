import { expect, test } from 'vitest'
import { writingTasks } from '../../jobs/timetable-tasks.ts'
import { LetterId } from '../../src/ids.ts'
import { type Life, aLife } from '../support/a-life.ts'

/** A047 is B10's meeting on Wednesday 25 November, 14:00 to 15:30; its report is due on the 28th at 18:00. */
const WEEK = '2026-12-02T09:00:00+08:00'

async function sentKinds(life: Life): Promise<Record<string, number>> {
  const sent = (await life.letters()).filter(({ ended }) => ended === 'sent')
  return Object.fromEntries(
    [...Map.groupBy(sent, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
  )
}

/** What stands for the meeting when the bot falls asleep, and what it says when it wakes up a week later. */
const CASES: [string, string, Record<string, number>][] = [
  // No notice, question or check-in of a meeting that is over; its report is asked for once and chased once.
  [
    'before the notice',
    '2026-11-20T09:00:00+08:00',
    { 'reports.after': 1, 'reports.chase': 1, 'reports.escalation': 1 },
  ],
  [
    'before the question',
    '2026-11-23T12:00:00+08:00',
    { 'meetings.notice': 1, 'reports.after': 1, 'reports.chase': 1, 'reports.escalation': 1 },
  ],
  // The request was made; of three chases that fell into the week one is left.
  [
    'before the first chase',
    '2026-11-26T12:00:00+08:00',
    {
      'meetings.notice': 1,
      'attendance.ask': 41,
      'attendance.checkin': 1,
      'reports.after': 1,
      'reports.chase': 1,
      'reports.escalation': 1,
    },
  ],
]

test.each(CASES)(
  'a week of downtime that begins %s is followed by what is still of use',
  async (_, from, sent) => {
    await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
    await life.liveUntil(from)
    await life.sleepUntil(WEEK)
    expect(await sentKinds(life)).toEqual(sent)
  },
)

test('whatever piled up in a pause of a week is one chase, not three', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say('M0140', '暂停 全院')
  await life.liveUntil(WEEK)
  await life.say('M0140', '恢复 全院')
  expect(await sentKinds(life)).toMatchObject({ 'reports.after': 1, 'reports.chase': 1 })
  expect(await sentKinds(life)).not.toHaveProperty('meetings.notice')
  expect(await sentKinds(life)).not.toHaveProperty('attendance.ask')
})

/** How the letters of a kind to a person ended, in order of writing. */
async function endsTo(life: Life, who: string, kind: string): Promise<(string | null)[]> {
  const letters = (await life.letters(kind)).filter(({ receiver }) => receiver === `person:${who}`)
  return letters.map(({ ended }) => ended)
}

/** The secretary of B10, who also writes the report of A047; and the host of the secretaries' meeting. */
const [SECRETARY, HOST] = ['M0213', 'M0140']

/** On Monday the 30th the last reminder of A047's report is put off until the evening. */
async function aSnoozed(): Promise<Life> {
  const life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  const chases = await life.letters('reports.chase')
  const press = { letter: LetterId.parse(chases.at(-1)?.id) }
  expect(await life.press(SECRETARY, 'letters.snooze', press)).toContain('再提醒您一次')
  return life
}

test.each([
  ['on that evening comes once', '2026-11-30T20:30:00+08:00', 'sent'],
  ['a week later does not come', '2026-12-07T19:00:00+08:00', 'obsolete'],
])('what was put off until the evening, in a bot that wakes up %s', async (_, wakes, end) => {
  await using life = await aSnoozed()
  await life.sleepUntil(wakes)
  const last = (await life.letters('reports.chase')).filter(({ key }) => key.startsWith('letters.snooze'))
  expect(last.map(({ ended }) => ended)).toEqual([end])
})

/** The secretaries' meeting of 27 November, as a regular one, decided that B10 does something by the 4th of December. */
async function aDecided(): Promise<Life> {
  const life = await aLife({ only: ['A076'], now: '2026-11-26T09:00:00+08:00' })
  await life.book(life.planned.map((one) => ({ ...one, types: ['支部书记例会'] })))
  await life.liveUntil('2026-11-27T16:00:00+08:00')
  await life.press(HOST, 'reports.fill', { data: { request: 'R-A076' } })
  const form = { content: '部署了年底工作', decisions: '本科二支部 12月4日前交学习计划' }
  await life.press(HOST, 'reports.submit', { data: { request: 'R-A076', n: '1' }, form })
  await life.settle()
  expect(await endsTo(life, SECRETARY, 'reports.tasks')).toEqual(['sent'])
  return life
}

test('of a task that nobody ticks off its secretary hears the working day before and the one after', async () => {
  await using life = await aDecided()
  await life.liveUntil('2026-12-04T08:00:00+08:00')
  expect(await endsTo(life, SECRETARY, 'reports.tasksDue')).toEqual(['sent'])
  await life.liveUntil('2026-12-14T09:00:00+08:00')
  expect(await endsTo(life, SECRETARY, 'reports.tasksDue')).toEqual(['sent', 'sent'])
})

test.each([
  ['just after its day: one word, that it is past', '2026-12-08T09:00:00+08:00', 1],
  ['long after: none', '2026-12-16T09:00:00+08:00', 0],
])('a bot that slept through the day of a task and wakes up %s', async (_, wakes, words) => {
  await using life = await aDecided()
  await life.sleepUntil(wakes)
  const sent = (await endsTo(life, SECRETARY, 'reports.tasksDue')).filter((end) => end === 'sent')
  expect(sent).toHaveLength(words)
})

test.each([
  ['a week later, is told of what is missing once', '2026-12-09T09:00:00+08:00', ['sent']],
  ['when the quarter is over, is told nothing of it', '2027-01-04T09:00:00+08:00', ['obsolete']],
])(
  'a secretary whose bot falls asleep at two thirds of the quarter, and wakes up %s',
  async (_, wakes, ends) => {
    await using life = await aLife({ only: [], now: '2026-11-20T09:00:00+08:00' })
    life.ctx.set('2026-12-02T03:30:00+08:00')
    const night = async () => writingTasks(life.ctx).night(life.ctx.now())
    await night()
    await life.sleepUntil(wakes)
    await night()
    await life.settle()
    const about = (await life.letters('meetings.cadence')).filter(({ ref }) => ref.startsWith('B10/2026-10+'))
    expect(about.map(({ ended }) => ended)).toEqual(ends)
  },
)
