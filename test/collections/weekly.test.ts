import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { deadlineOf, sentAt, timesOf } from '../../src/collections/weekly/rules.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { ADMIN, buttonsOf, cardOf, compose, press, shown } from './people.ts'

const calendar = openCalendar(await loadHolidays())
const at = (text: string) => Temporal.PlainDateTime.from(text)
const FACTS = { title: '思想动态', whom: 'branches', day: '2026-11-27', clock: '17:00', every: 'weekly' }

test('a deadline on a day off moves to the working day before, a week of days off is left out', () => {
  // National Day 2026: off from October 1 to 7.
  const weekly = { first: at('2026-09-17T17:00'), until: Temporal.PlainDate.from('2026-10-15') }
  const all = [0, 1, 2, 3, 4, 5].map((week) => deadlineOf(weekly, week, calendar)?.toString())
  expect(all).toEqual([
    '2026-09-17T17:00:00',
    '2026-09-24T17:00:00',
    '2026-09-30T17:00:00',
    '2026-10-08T17:00:00',
    '2026-10-15T17:00:00',
    undefined,
  ])
  expect(timesOf(weekly, calendar)).toBe(5)
  const inHolidays = { first: at('2026-09-30T17:00'), until: Temporal.PlainDate.from('2026-10-07') }
  expect(deadlineOf(inHolidays, 1, calendar)).toBe(null)
  expect(timesOf(inHolidays, calendar)).toBe(1)
})

test('it is sent three days before at nine, outside quiet times', () => {
  const silent = {
    from: Temporal.PlainTime.from('21:30'),
    to: Temporal.PlainTime.from('07:30'),
    daysOff: true,
  }
  const quiet = { zone: 'Asia/Shanghai', calendar, silent }
  expect(String(sentAt(at('2026-12-04T17:00'), quiet))).toBe('2026-12-01T01:00:00Z')
  // Three days before Tuesday is a Saturday.
  expect(String(sentAt(at('2026-12-08T10:00'), quiet))).toBe('2026-12-06T23:30:00Z')
})

async function begun(): Promise<Life> {
  return aLife({
    only: [],
    past: {
      name: 'asked each week',
      async live(life) {
        await life.say(ADMIN, '收集 各支部 每周五17:00前 思想动态（多行）')
        await compose(life, ADMIN, ['预览', { ...FACTS, until: '2026-12-18' }])
        await compose(life, ADMIN, '开始')
        await life.settle()
      },
    },
  })
}

async function weeksOf(life: Life) {
  const rows = await life.db
    .selectFrom('collections_collections')
    .select(['week', 'due_at'])
    .orderBy('week')
    .execute()
  return rows.map(({ week, due_at }) => [week, String(due_at)])
}

test('it is previewed with how many times, asked at once and then each week until its last day', async () => {
  await using life = await begun()
  expect(await weeksOf(life)).toEqual([[0, '2026-11-27T09:00:00Z']])
  await life.liveUntil('2026-12-31T12:00:00+08:00')
  expect(await weeksOf(life)).toEqual([
    [0, '2026-11-27T09:00:00Z'],
    [1, '2026-12-04T09:00:00Z'],
    [2, '2026-12-11T09:00:00Z'],
    [3, '2026-12-18T09:00:00Z'],
  ])
  const asks = await life.letters('collections.ask')
  expect(asks).toHaveLength(4 * 14)
  expect(new Set(asks.map(({ due }) => String(due))).size).toBe(4)
  expect(String(asks.at(-1)?.due)).toBe('2026-12-15T01:00:00Z')
  expect(await life.letters('collections.board')).toHaveLength(4)
})

test('after downtime the week that still runs is asked at once, and none that is over', async () => {
  await using life = await begun()
  await life.sleepUntil('2026-12-10T12:00:00+08:00')
  expect((await weeksOf(life)).map(([week]) => week)).toEqual([0, 2])
  await life.settle()
  expect((await weeksOf(life)).map(([week]) => week)).toEqual([0, 2])
  await life.liveUntil('2026-12-31T12:00:00+08:00')
  expect((await weeksOf(life)).map(([week]) => week)).toEqual([0, 2, 3])
})

test('不再每周收集 ends it from the next week on, and this week’s goes on', async () => {
  await using life = await begun()
  const board = { kind: 'collections.board', who: ADMIN } as const
  expect(await press(life, { ...board, button: '不再每周收集' })).toBe('以后各周不再发出。')
  expect(await shown(life, 'collections.board', ADMIN)).toContain('每周收集已停止')
  expect(buttonsOf(await cardOf(life, 'collections.board', ADMIN)).map(({ text }) => text)).not.toContain(
    '不再每周收集',
  )
  await life.liveUntil('2026-12-31T12:00:00+08:00')
  expect((await weeksOf(life)).map(([week]) => week)).toEqual([0])
})

test('who may collect no more asks nobody any more', async () => {
  await using life = await begun()
  await life.db.deleteFrom('roster_committee').where('member_id', '=', ADMIN).execute()
  await life.liveUntil('2026-12-31T12:00:00+08:00')
  expect((await weeksOf(life)).map(([week]) => week)).toEqual([0])
})
