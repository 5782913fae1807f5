import { expect, test } from 'vitest'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import {
  coveredYears,
  keepTable,
  readTable,
  tellUncovered,
  tellUncoveredAhead,
} from '../../src/calendar/service.ts'
import { bookMeetings } from '../../src/meetings/service.ts'
import { takeUpMeetings } from '../../src/planning/service.ts'
import { college } from '../reports/setup.ts'
import { OF_2027 } from './tables.ts'
import { aDesk, ADMIN, letterOf, SECRETARY } from './setup.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const may8 = day('2027-05-08')

async function take(desk: Awaited<ReturnType<typeof aDesk>>, text = OF_2027) {
  const reading = readTable(text)
  if (!reading.ok) throw new Error('the table does not read')
  return desk.run((tx) => keepTable(desk.ctx, tx, { reading, by: 'file' }))
}

test('a table that is taken into force reaches every process without a restart', async () => {
  await using desk = await aDesk()
  const [one, other] = await Promise.all([openLiveCalendar(desk.db), openLiveCalendar(desk.db)])
  expect(one.calendar().day(may8)).toEqual({ work: false, certain: false, name: null })
  await take(desk)
  expect(await Promise.all([one.poll(), other.poll()])).toEqual([true, true])
  for (const live of [one, other, await openLiveCalendar(desk.db)]) {
    expect(live.calendar().day(may8)).toEqual({ work: true, certain: true, name: null })
    expect(live.calendar().covers(2026)).toBe(true)
  }
  const same = one.calendar()
  expect(await one.poll()).toBe(false)
  expect(one.calendar()).toBe(same)
})

test('a corrected table replaces the one before', async () => {
  await using desk = await aDesk()
  await take(desk)
  const { changes } = await take(desk, OF_2027.replace('2027-05-08', '2027-05-09'))
  expect([changes.toOff.map(String), changes.toWork.map(String)]).toEqual([['2027-05-08'], ['2027-05-09']])
  const live = await openLiveCalendar(desk.db)
  expect(live.calendar().day(may8).work).toBe(false)
  const audit = await desk.db
    .selectFrom('roster_audit')
    .selectAll()
    .where('act', '=', 'calendar.keep')
    .execute()
  expect(audit.map(({ actor, about }) => [actor, about])).toEqual([
    ['file', '2027'],
    ['file', '2027'],
  ])
})

test('what an administrator pastes is shown first and comes into force when it is confirmed', async () => {
  await using desk = await aDesk()
  await desk.say(OF_2027)
  const preview = await desk.shown()
  for (const part of [
    '待确认：2027年放假安排',
    '请核对',
    '春节',
    '2月5日（周五）至2月12日（周五）',
    '改为上班：2月20日',
  ]) {
    expect(preview).toContain(part)
  }
  expect(await desk.run((tx) => coveredYears(desk.ctx, tx))).toEqual([2026])
  expect((await desk.press('确认')).toast).toEqual({ tone: 'success', text: '已导入。' })
  expect(await desk.run((tx) => coveredYears(desk.ctx, tx))).toEqual([2026, 2027])
  const after = await desk.shown()
  expect(after).toContain('已导入，立即生效。')
  expect(after).toContain('2027年放假安排')
  for (const over of ['待确认', '"buttons"']) expect(after).not.toContain(over)
})

test('twenty confirmations are one, and a table that was cancelled stays out', async () => {
  await using desk = await aDesk()
  const messageId = await desk.say(OF_2027)
  await desk.say(OF_2027, ADMIN, messageId)
  expect(await desk.written()).toHaveLength(1)
  const press = { who: ADMIN, action: 'calendar.confirm', data: { draft: messageId } }
  const toasts = await Promise.all(Array.from({ length: 20 }, () => desk.pressAgain(press)))
  expect(toasts.filter(({ toast }) => toast.tone === 'success')).toHaveLength(1)
  expect(toasts.filter(({ toast }) => toast.text === '这份放假安排已处理过。')).toHaveLength(19)
  const kept = await desk.db
    .selectFrom('roster_audit')
    .selectAll()
    .where('act', '=', 'calendar.keep')
    .execute()
  expect(kept).toHaveLength(1)

  const dropped = await desk.say(OF_2027.replace('2027-05-08', '2027-05-09'))
  expect((await desk.press('取消')).toast.text).toBe('已取消。')
  const late = await desk.pressAgain({ who: ADMIN, action: 'calendar.confirm', data: { draft: dropped } })
  expect(late.toast.tone).toBe('info')
  expect(await desk.shown()).toContain('已取消，没有导入。')
  expect((await openLiveCalendar(desk.db)).calendar().day(may8).work).toBe(true)
})

test('a draft is compared with what is in force when it is looked at', async () => {
  await using desk = await aDesk()
  await desk.say(OF_2027)
  const first = await desk.last()
  await take(desk)
  expect(await desk.shown(first)).toContain('没有变化')
})

test('a faulty table is answered with every fault, line and cure, and cannot be confirmed', async () => {
  await using desk = await aDesk()
  const messageId = await desk.say(`${OF_2027}\n2027-01-04 上班\n2027-02-30 上班`)
  const said = await desk.shown()
  expect(said).toContain('第12行：1月4日（周一）本来就上班；“上班”只写周末调休的日子')
  expect(said).toContain('第13行：没有“2027-02-30”这一天')
  expect(said).not.toContain('"buttons"')
  const forged = await desk.pressAgain({ who: ADMIN, action: 'calendar.confirm', data: { draft: messageId } })
  expect(forged.toast).toEqual({ tone: 'warning', text: '这份放假安排有误，未导入。' })
  expect(await desk.run((tx) => coveredYears(desk.ctx, tx))).toEqual([2026])
})

test('only an administrator may: by rights, not by chat or button', async () => {
  await using desk = await aDesk()
  await desk.say(OF_2027, SECRETARY)
  expect(await desk.shown()).toBe('这项操作需要学院管理员办理。')
  const messageId = await desk.say(OF_2027)
  for (const action of ['calendar.confirm', 'calendar.cancel']) {
    const { toast } = await desk.pressAgain({ who: SECRETARY, action, data: { draft: messageId } })
    expect(toast).toEqual({ tone: 'warning', text: '这项操作需要学院管理员办理。' })
  }
  expect((await desk.press('确认')).toast.tone).toBe('success')
})

test('the word alone says which years are known and how to give another', async () => {
  await using desk = await aDesk()
  await desk.say('')
  const said = await desk.shown()
  expect(said).toContain('已导入放假安排的年份：2026年')
  expect(said).toContain('2027-01-01..2027-01-03 元旦 放假')
})

test('each administrator is told once that a year is not covered, whoever computes and how often', async () => {
  await using desk = await aDesk()
  const days = [day('2026-12-30'), day('2027-01-06'), day('2027-03-01')]
  await Promise.all(Array.from({ length: 20 }, () => desk.run((tx) => tellUncovered(desk.ctx, tx, days))))
  const told = await desk.written()
  const admins = await desk.db
    .selectFrom('roster_committee')
    .select('member_id')
    .where('rights', '=', 'admin')
    .execute()
  expect(told.map(({ receiver }) => receiver).toSorted()).toEqual(
    admins.map(({ member_id }) => `person:${member_id}`).toSorted(),
  )
  const said = await desk.shown()
  expect(said).toContain('日历未覆盖2027年')
  expect(said).toContain('请私聊发送“日历”')
  await desk.run((tx) => tellUncovered(desk.ctx, tx, [day('2028-01-03')]))
  expect(await desk.written()).toHaveLength(2 * admins.length)
})

test('nothing is said while every day is covered, and nothing more once the table is there', async () => {
  await using desk = await aDesk()
  await desk.run((tx) => tellUncovered(desk.ctx, tx, [day('2026-12-31')]))
  await tellUncoveredAhead(desk.ctx)
  expect(await desk.written()).toEqual([])
  desk.ctx.set('2026-12-03T03:30:00+08:00')
  await tellUncoveredAhead(desk.ctx)
  const [row] = await desk.written()
  const letter = letterOf(row)
  expect([row?.ref, row?.due.toString(), await desk.isRelevant(letter)]).toEqual([
    '2027',
    '2026-12-02T23:30:00Z',
    true,
  ])
  await take(desk)
  expect(await desk.isRelevant(letter)).toBe(false)
  expect(await desk.shown(letter)).toContain('2027年的放假和调休安排已经导入。')
})

test('a meeting that is booked into a year without a table says so in the same transaction', async () => {
  await using desk = await aDesk()
  const one = college.meetings.find(({ id }) => id === 'A047')
  if (one === undefined) throw new Error('no A047')
  const book = (start: string) =>
    desk.run(async (tx) => {
      const planned = { ...one, start: Temporal.PlainDateTime.from(start) }
      await takeUpMeetings(desk.ctx, tx, await bookMeetings(desk.ctx, tx, [planned]))
    })
  await book('2026-12-30T14:00')
  expect(await desk.written()).toEqual([])
  await book('2027-01-06T14:00')
  await book('2027-01-13T14:00')
  expect((await desk.written()).map(({ ref }) => ref)).toEqual(['2027', '2027', '2027'])
})
