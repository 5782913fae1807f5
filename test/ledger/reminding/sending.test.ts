import { expect, test } from 'vitest'
import { remindOfSteps } from '../../../src/ledger/service.ts'
import { aLedger, aProgramme, save, SECRETARY } from '../a-programme.ts'
import { cardNow, due, nineOn, reminded } from './setup.ts'

/** Of the committee of B03, and its secretary afterwards. */
const NEXT = 'M0054'

test('it goes to whoever holds the office when it is sent, also when that changed in between', async () => {
  await using life = await aLedger([due('2026-12-18')])
  await nineOn(life, '2026-12-11')
  await handOver(life, '2026-12-16')
  await nineOn(life, '2026-12-17')
  expect(await reminded(life)).toEqual([`${SECRETARY} 2026-12-11 09:00`, `${NEXT} 2026-12-17 09:00`])
})

test('a letter that waits when the office passes on goes to the new secretary', async () => {
  await using life = await aLedger([due('2026-12-18')])
  life.ctx.set('2026-12-17T23:00:00+08:00')
  await remindOfSteps(life.ctx, Temporal.Instant.from('2026-12-17T09:00:00+08:00'))
  await life.settle()
  expect(await reminded(life)).toEqual([])
  await handOver(life, '2026-12-17')
  await life.liveUntil('2026-12-18T08:00:00+08:00')
  expect(await reminded(life)).toEqual([`${NEXT} 2026-12-18 07:30`])
})

test('twenty that begin at once write one letter', async () => {
  await using life = await aLedger([due('2026-12-18')])
  life.ctx.set('2026-12-11T09:00:00+08:00')
  await Promise.all(Array.from({ length: 20 }, () => remindOfSteps(life.ctx, life.ctx.now())))
  await life.settle()
  expect(await life.letters('ledger.due')).toHaveLength(1)
})

test('after downtime the reminders of that day follow, and never of a day before the college was opened', async () => {
  await using life = await aLedger([due('2026-12-18')])
  life.ctx.set('2026-12-11T14:20:00+08:00')
  await remindOfSteps(life.ctx, Temporal.Instant.from('2026-12-11T09:00:00+08:00'))
  await life.settle()
  expect(await reminded(life)).toEqual([`${SECRETARY} 2026-12-11 14:20`])
  const early = aProgramme({
    id: 'early',
    rows: ['B03'],
    steps: [{ id: 'a', title: '甲', due: '2026-11-24' }],
  })
  await save(life, [early])
  await remindOfSteps(life.ctx, Temporal.Instant.from('2026-11-17T09:00:00+08:00'))
  expect(await life.letters('ledger.due')).toHaveLength(1)
})

test('beyond the daily cap it is in the summary of the day, whose list names each step once', async () => {
  await using life = await aLedger([due('2026-12-18')])
  const { settings } = life.ctx
  Object.assign(life.ctx, { settings: { ...settings, reminders: { ...settings.reminders, dailyCap: 1 } } })
  await nineOn(life, '2026-12-11')
  expect(await reminded(life)).toEqual([])
  const summary = JSON.stringify(life.sent.at(-1)?.content)
  expect(summary).toContain('今日待办汇总')
  expect(summary.split('清单上墙')).toHaveLength(2)
})

test('an administrator hears of the committee’s own steps, with the branch', async () => {
  await using life = await aLedger([due('2026-12-18', { by: 'committee' })])
  await nineOn(life, '2026-12-11')
  const [letter] = await life.letters('ledger.due')
  expect(letter?.receiver).not.toBe(`person:${SECRETARY}`)
  expect(await cardNow(life)).toContain('：2026年责任书：清单上墙，12月18日前。')
})

/** The secretary of B03 leaves office at the end of that day, and another takes it over. */
async function handOver({ db }: Awaited<ReturnType<typeof aLedger>>, until: string): Promise<void> {
  const after = Temporal.PlainDate.from(until).add({ days: 1 }).toString()
  await db
    .updateTable('roster_offices')
    .set({ until })
    .where('member_id', '=', SECRETARY)
    .where('office', '=', '支部书记')
    .execute()
  await db
    .insertInto('roster_offices')
    .values({ member_id: NEXT, office: '支部书记', scope: 'B03', since: after, until: null })
    .execute()
}
