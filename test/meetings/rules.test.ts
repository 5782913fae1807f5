import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import type { Reminders } from '../../config/college.ts'
import { meetingTypes } from '../../config/college/meeting-types.ts'
import { BranchId, ChatId, MemberId } from '../../src/ids.ts'
import {
  collegeChat,
  committeeExpectedOf,
  isOfPeople,
  itemsFor,
  ladderOf,
  splitExempt,
  timesAround,
} from '../../src/meetings/rules.ts'
import type { Person } from '../../src/roster/types.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { isQuiet } from '../../src/time/silent.ts'

const ZONE = 'Asia/Shanghai'
const calendar = openCalendar(await loadHolidays())
const silent = { from: Temporal.PlainTime.from('21:30'), to: Temporal.PlainTime.from('07:30'), daysOff: true }
const reminders: Reminders = {
  notice: Temporal.Duration.from('P3D'),
  answerBy: { kind: 'workdays', workdays: 1, at: Temporal.PlainTime.from('17:00') },
  ask: Temporal.Duration.from('PT4H'),
  confirm: null,
  silent,
  evening: Temporal.PlainTime.from('19:30'),
  monthly: true,
  dailyCap: 3,
}
const duration = (text: string) => Temporal.Duration.from(text)
const checkin = {
  opens: duration('PT15M'),
  late: duration('PT10M'),
  closes: duration('PT30M'),
  code: 'none',
} as const
const types = meetingTypes([])
const settings = { timezone: ZONE, types, reminders, checkin }

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant()
const local = (instant: Temporal.Instant | null) =>
  instant?.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' }) ?? null

function planned(start: string, now: string, told = false) {
  const startsAt = at(start)
  return timesAround(
    { types: ['主题党日'], startsAt, endsAt: startsAt.add({ minutes: 100 }) },
    { settings, calendar, now: at(now), told },
  )
}

test('a meeting is announced three days before, and asked about four hours before the answer is due', () => {
  const made = planned('2026-12-10T14:00', '2026-11-23T09:00')
  expect(local(made.notice)).toBe('2026-12-07T14:00')
  expect(local(made.answerBy)).toBe('2026-12-09T17:00')
  expect(local(made.ask)).toBe('2026-12-09T13:00')
  expect(local(made.opens)).toBe('2026-12-10T13:45')
  expect(local(made.lateAfter)).toBe('2026-12-10T14:10')
  expect(local(made.closes)).toBe('2026-12-10T16:10')
})

test('a notice that would fall on a Sunday goes out on the Friday evening before', () => {
  expect(local(planned('2026-12-16T14:00', '2026-11-23T09:00').notice)).toBe('2026-12-11T14:00')
})

test('a meeting booked late is announced at once, and no deadline falls on the same afternoon', () => {
  const made = planned('2026-11-24T17:30', '2026-11-23T15:00')
  expect(local(made.notice)).toBe('2026-11-23T15:00')
  expect(local(made.answerBy)).toBe('2026-11-24T17:30')
  expect(local(made.ask)).toBe('2026-11-24T13:30')
})

test('a notice of noon is not followed by forty reminders twelve minutes later', () => {
  const made = planned('2026-11-24T14:00', '2026-11-23T12:48', true)
  expect(local(made.answerBy)).toBe('2026-11-24T14:00')
  expect(local(made.ask)).toBe('2026-11-24T10:00')
})

test('of a meeting on the same day the reminder waits for half of what is left, or does not come', () => {
  expect(local(planned('2026-11-23T18:00', '2026-11-23T12:48').ask)).toBe('2026-11-23T15:24')
  expect(local(planned('2026-11-23T16:00', '2026-11-23T12:48').ask)).toBe(null)
})

test('steps of seconds that a college sets to try the bot are kept as they are', () => {
  const seconds = (n: number) => duration(`PT${n}S`)
  const answerBy = { kind: 'duration', before: seconds(30) } as const
  const quick = { ...reminders, notice: seconds(60), answerBy, ask: seconds(10) }
  const startsAt = at('2026-11-23T12:00')
  const made = timesAround(
    { types: ['党课'], startsAt, endsAt: startsAt.add({ minutes: 1 }) },
    { settings: { ...settings, reminders: quick }, calendar, now: at('2026-11-23T11:00'), told: false },
  )
  expect([made.answerBy, made.ask].map(String)).toEqual(['2026-11-23T03:59:30Z', '2026-11-23T03:59:20Z'])
})

test('when the day for answers has passed, answers are due at the start', () => {
  expect(local(planned('2026-11-24T17:30', '2026-11-24T08:00').answerBy)).toBe('2026-11-24T17:30')
})

test('a meeting booked at night for the early morning is announced at once', () => {
  expect(local(planned('2026-11-24T07:00', '2026-11-23T23:00').notice)).toBe('2026-11-23T23:00')
})

test('a moved meeting that was announced is told at once, not three days before its new start', () => {
  expect(local(planned('2026-12-10T14:00', '2026-11-23T09:00', true).notice)).toBe('2026-11-23T09:00')
})

test('whatever is booked whenever: hours from notice to reminder, no deadline on the notice’s day, nothing in silent times', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 60 })
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 60 * 24 * 30 }), fc.boolean(), (from, ahead, told) => {
      const now = at('2026-10-25T00:00').add({ minutes: from })
      const startsAt = now.add({ minutes: ahead })
      const made = timesAround(
        { types: ['党课'], startsAt, endsAt: startsAt.add({ minutes: 60 }) },
        { settings, calendar, now, told },
      )
      const order = [now, made.notice, ...(made.ask === null ? [] : [made.ask]), made.answerBy, startsAt]
      expect(order.map(String)).toEqual(order.toSorted(Temporal.Instant.compare).map(String))
      const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(ZONE).toPlainDate().toString()
      if (!made.answerBy.equals(startsAt)) expect(dayOf(made.answerBy)).not.toBe(dayOf(made.notice))
      if (made.ask === null) return
      const about = startsAt.toZonedDateTimeISO(ZONE).toPlainDate()
      expect(made.notice.until(made.ask).total('hours')).toBeGreaterThanOrEqual(2)
      expect(isQuiet(made.ask, { zone: ZONE, calendar, silent }, about)).toBe(false)
    }),
  )
})

test('a branch committee meets alone, also when a sitting has only its type', () => {
  const audience = { kind: 'branch', branch: BranchId.parse('B10') } as const
  expect(committeeExpectedOf({ types: ['支部委员会'], audience }, types)).toBe('B10')
  expect(committeeExpectedOf({ types: ['支部委员会', '主题党日'], audience }, types)).toBeNull()
  expect(committeeExpectedOf({ types: ['支部党员大会'], audience }, types)).toBeNull()
})

test('a type that sets its own ladder keeps it, and says where it is set; what it leaves open is the college’s', () => {
  const own = meetingTypes([
    { name: '支部委员会', reminders: { notice: duration('P1D') } },
    { name: '党课', reminders: { notice: duration('P7D'), ask: duration('PT2H') } },
  ])
  const of = (...names: string[]) => ladderOf(names, { types: own, reminders })
  const { answerBy, confirm } = reminders
  const keys = {
    notice: 'reminders.notice',
    answerBy: 'reminders.answerBy',
    ask: 'reminders.ask',
    confirm: 'reminders.confirm',
  }
  expect(of('主题党日')).toEqual({ notice: reminders.notice, answerBy, ask: reminders.ask, confirm, keys })
  expect(of('读书会').keys).toEqual(keys)
  expect(of('支委会')).toEqual({
    ...{ notice: duration('P1D'), answerBy, ask: reminders.ask, confirm },
    keys: { ...keys, notice: 'types.支部委员会.notice' },
  })
  // Of several types the longest notice rules: nobody is told later than one of them promises.
  const both = { ...keys, notice: 'types.党课.notice', ask: 'types.党课.ask' }
  expect(of('主题党日', '党课').keys).toEqual(both)
  expect(of('党课', '支部委员会').keys).toEqual(both)
  expect(of('支部委员会', '主题党日').keys).toEqual(keys)
  const startsAt = at('2026-12-10T14:00')
  const planning = {
    settings: { ...settings, types: own },
    calendar,
    now: at('2026-11-23T09:00'),
    told: false,
  }
  const made = timesAround({ types: ['党课'], startsAt, endsAt: startsAt.add({ minutes: 60 }) }, planning)
  expect([local(made.notice), local(made.ask)]).toEqual(['2026-12-03T14:00', '2026-12-09T15:00'])
})

test('who is away for long does not count, who is away for less than half a year does', () => {
  const person = (id: string, status: string): Person => ({
    ...{ id: MemberId.parse(id), name: id, openId: null, branch: BranchId.parse('B1'), group: null },
    ...{ type: '正式', voting: true, status },
  })
  const split = splitExempt([
    person('M1', '在册在岗'),
    person('M2', '长期不便参会'),
    person('M3', '外出实习(半年内)'),
    person('M4', '出国交流(半年以上)'),
  ])
  expect(split).toEqual({ expected: ['M1', 'M3'], exempt: ['M2', 'M4'] })
})

test('a meeting of secretaries and committee is announced among the secretaries', () => {
  const [committee, secretaries] = [ChatId.parse('oc_c'), ChatId.parse('oc_s')]
  const chats = { committee, secretaries, inspectors: null }
  const both = { kind: 'list', parts: [{ kind: 'committee' }, { kind: 'secretaries' }] } as const
  expect(collegeChat(both, chats)).toBe(secretaries)
  expect(collegeChat({ kind: 'committee' }, chats)).toBe(committee)
  expect(collegeChat({ kind: 'member', member: MemberId.parse('M1') }, chats)).toBeNull()
})

test('people and offices have no chat in common; whatever else is named does', () => {
  const people = [
    { kind: 'member', member: MemberId.parse('M1') },
    { kind: 'office', office: '组织委员' },
  ] as const
  for (const part of people) expect(isOfPeople(part)).toBe(true)
  expect(isOfPeople({ kind: 'list', parts: [...people] })).toBe(true)
  expect(isOfPeople({ kind: 'committee' })).toBe(false)
  expect(isOfPeople({ kind: 'list', parts: [...people, { kind: 'secretaries' }] })).toBe(false)
})

const items = fc.array(fc.constantFrom('学习', '讨论', '表决', '通报'), { maxLength: 6 })
const observer = fc.constantFrom('M1', 'M2', 'M3').map((id) => MemberId.parse(id))
const flag = fc.record({ item: fc.constantFrom('学习', '讨论', '别的'), observers: fc.array(observer) })

test('an observer attends the items flagged for that person, by their place on the agenda, and no other', () => {
  fc.assert(
    fc.property(items, fc.array(flag), observer, (agenda, flagged, who) => {
      const own = itemsFor({ agenda, flagged }, who)
      const flaggedFor = (item: string) =>
        flagged.some((one) => one.item === item && one.observers.includes(who))
      expect(own).toEqual(
        agenda.map((item, nth) => `${nth + 1}. ${item}`).filter((_, nth) => flaggedFor(agenda[nth] ?? '')),
      )
    }),
  )
})

test('who joins gets a word before the start when the college wants it: not in the night, and not before the notice', () => {
  const confirmAt = (start: string, { now = '2026-11-23T09:00', confirm = 'PT30M' } = {}) => {
    const startsAt = at(start)
    const wanted = { ...settings, reminders: { ...reminders, confirm: duration(confirm) } }
    const meeting = { types: ['主题党日'], startsAt, endsAt: startsAt.add({ minutes: 90 }) }
    return local(timesAround(meeting, { settings: wanted, calendar, now: at(now), told: false }).confirm)
  }
  expect(planned('2026-12-10T14:00', '2026-11-23T09:00').confirm).toBeNull()
  expect(confirmAt('2026-12-10T14:00')).toBe('2026-12-10T13:30')
  expect(confirmAt('2026-12-10T07:50')).toBe('2026-12-10T07:30')
  expect(confirmAt('2026-12-10T07:20')).toBe('2026-12-09T21:29')
  expect(confirmAt('2026-12-12T14:00')).toBe('2026-12-12T13:30')
  expect(confirmAt('2026-12-10T14:00', { now: '2026-12-10T13:40' })).toBeNull()
})
