import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attention, countRow, type Facts, percent, totalsOf, uncountedRow } from '../../src/digest/rules.ts'
import type { MeetingFact, Row } from '../../src/digest/types.ts'
import { aMeeting, aReport, aRoll, MONDAY, week47 } from './setup.ts'

const facts: Facts = {
  week: week47,
  zone: 'Asia/Shanghai',
  now: MONDAY,
  place: 0,
  name: '自动化系',
  ofBranch: true,
  assembly: '支部党员大会',
  meetings: [],
  reports: [],
  heldBefore: null,
  tasks: 0,
}

const rowOf = (over: Partial<Facts>): Row => countRow({ ...facts, ...over })
const held = (...meetings: MeetingFact[]) => rowOf({ meetings })

test('approved leave never lowers the rate', () => {
  const people = fc.record({
    present: fc.nat(50),
    leave: fc.nat(50),
    absent: fc.nat(50),
    more: fc.integer({ min: 1, max: 50 }),
  })
  fc.assert(
    fc.property(people, ({ present, leave, absent, more }) => {
      const rate = (onLeave: number) => {
        const roll = aRoll({ present, leave: onLeave, absent, expected: present + onLeave + absent })
        return percent(held(aMeeting({ roll })))
      }
      const [before, after] = [rate(leave), rate(leave + more)]
      expect(after).toBe(before)
      expect(after === null || (after >= 0 && after <= 100)).toBe(true)
    }),
  )
})

test('a sitting of several types counts once', () => {
  expect(held(aMeeting({ types: ['支部党员大会', '党课', '主题党日'] })).held).toBe(1)
})

test.each(['adjourned', 'cancelled', 'scheduled'])('a meeting that is %s is not held', (state) => {
  expect(held(aMeeting({ state }))).toMatchObject({ held: 0, present: 0, base: 0, assembly: false })
})

test('a meeting belongs to the week in which it ends, midnight of Monday being the next one', () => {
  const ending = (endsAt: string) => held(aMeeting({ endsAt: Temporal.Instant.from(endsAt) })).held
  expect(ending('2026-11-16T00:00:00+08:00')).toBe(1)
  expect(ending('2026-11-22T23:59:59+08:00')).toBe(1)
  expect(ending('2026-11-15T23:59:59+08:00')).toBe(0)
  expect(ending('2026-11-23T00:00:00+08:00')).toBe(0)
})

test('a roll without entries is said to be open and does not count as nobody came', () => {
  const row = held(aMeeting(), aMeeting({ roll: aRoll({ expected: 30, present: 0, unconfirmed: 30 }) }))
  expect(row).toMatchObject({ held: 2, unrecorded: 1, present: 20, base: 20, attention: ['unrecorded'] })
  expect(percent(row)).toBe(100)
})

test('a sitting counts when nobody of it is to be confirmed or 48 hours have passed, and it is said which', () => {
  const closedAt = Temporal.Instant.from('2026-11-21T09:00:00+08:00')
  const open = { expected: 20, present: 15, unconfirmed: 5, closedAt }
  const before = { now: closedAt.add({ hours: 47, minutes: 59 }) }
  const after = { now: closedAt.add({ hours: 48 }) }
  const meetings = [aMeeting(), aMeeting({ roll: aRoll(open) })]
  expect(rowOf({ meetings, ...before })).toMatchObject({
    held: 2,
    fresh: 1,
    unconfirmed: 0,
    present: 20,
    base: 20,
  })
  expect(rowOf({ meetings, ...after })).toMatchObject({
    held: 2,
    fresh: 0,
    unconfirmed: 1,
    present: 35,
    base: 40,
  })
  const confirmed = [aMeeting({ roll: aRoll({ ...open, absent: 5, unconfirmed: 0 }) })]
  expect(rowOf({ meetings: confirmed, ...before })).toMatchObject({
    fresh: 0,
    unconfirmed: 0,
    present: 15,
    base: 20,
  })
})

test('reports due in the week are in, late or missing, a returned one being in and a waived one not due', () => {
  const missing = aReport({ state: 'open', submitted: false })
  const reports = [
    aReport(),
    aReport({ late: true }),
    aReport({ state: 'returned' }),
    aReport({ state: 'waived', submitted: false }),
    missing,
  ]
  const row = rowOf({ reports })
  expect(row).toMatchObject({ due: 4, in: 3, late: 1, missing: 1, overdue: 1, returned: 1 })
  expect(row.attention).toEqual(['overdue', 'returned', 'quiet'])
})

test('a report from an earlier week that is still missing is overdue, one due today is not yet', () => {
  const open = (due: string) =>
    rowOf({ reports: [aReport({ state: 'open', submitted: false, dueAt: Temporal.Instant.from(due) })] })
  expect(open('2026-11-13T18:00:00+08:00')).toMatchObject({ due: 0, missing: 0, overdue: 1 })
  expect(open('2026-11-23T18:00:00+08:00')).toMatchObject({ due: 0, missing: 0, overdue: 0 })
})

test('what comes next is this week’s, the first by time, without what is cancelled', () => {
  const on = (startsAt: string, title: string, state = 'scheduled') => {
    const at = Temporal.Instant.from(startsAt)
    return aMeeting({ startsAt: at, endsAt: at.add({ hours: 1 }), title, state, roll: null })
  }
  const row = held(
    on('2026-11-26T14:00:00+08:00', '党课'),
    on('2026-11-25T14:00:00+08:00', '党员大会'),
    on('2026-11-24T14:00:00+08:00', '取消的会', 'cancelled'),
    on('2026-11-30T14:00:00+08:00', '下周的会'),
  )
  expect(row.next).toEqual({ count: 2, first: { title: '党员大会', at: '2026-11-25T06:00:00Z' } })
})

test('the quarter’s meeting of all members is missed only from two thirds of the quarter on', () => {
  const later = { ...week47, from: week47.from.add({ hours: 336 }), to: week47.to.add({ hours: 336 }) }
  const october = aMeeting({
    types: ['支部党员大会'],
    endsAt: Temporal.Instant.from('2026-10-08T10:00:00+08:00'),
  })
  expect(held(aMeeting()).attention).toEqual([])
  expect(rowOf({ week: later }).attention).toContain('assembly')
  expect(rowOf({ week: later, meetings: [october] }).attention).not.toContain('assembly')
  expect(rowOf({ week: later, meetings: [{ ...october, ofGroup: true }] }).attention).toContain('assembly')
  expect(rowOf({ week: later, ofBranch: false }).attention).toEqual([])
  expect(rowOf({ week: later, assembly: null }).attention).not.toContain('assembly')
  expect(rowOf({ week: later, assembly: '支部大会', meetings: [october] }).attention).toContain('assembly')
})

test('100% is said only when everybody came', () => {
  expect(percent({ present: 999, base: 1000 })).toBe(99)
  expect(percent({ present: 20, base: 24 })).toBe(83)
  expect(percent({ present: 0, base: 0 })).toBeNull()
})

test('one quiet branch needs attention, a week in which all rest does not', () => {
  const quiet = rowOf({})
  const college = rowOf({ ofBranch: false })
  expect(attention([quiet, held(aMeeting())], college)).toEqual([{ code: 'quiet', rows: [quiet] }])
  expect(attention([quiet, quiet], college)).toEqual([])
})

test('the comparison with the week before needs it of every branch', () => {
  const [two, three] = [rowOf({ heldBefore: 2 }), rowOf({ heldBefore: 3 })]
  expect(totalsOf([two, three]).heldBefore).toBe(5)
  expect(totalsOf([two, rowOf({})]).heldBefore).toBeNull()
})

test('what was written down afterwards without people waits for them; with people it is held at once', () => {
  const row = held(aMeeting(), aMeeting({ roll: null }))
  expect(row).toMatchObject({ held: 2, unrecorded: 1, present: 20, base: 20, attention: ['unrecorded'] })
  expect(held(aMeeting(), aMeeting())).toMatchObject({ held: 2, unrecorded: 0, attention: [] })
})

test('a meeting of all members without people is done, and still waits for them', () => {
  const types = ['支部党员大会']
  const [known, unknown] = [aMeeting({ types }), aMeeting({ types, roll: null })]
  expect(held(unknown)).toMatchObject({ assembly: true, assemblyUnrecorded: true })
  expect(held(unknown, known)).toMatchObject({ assembly: true, assemblyUnrecorded: false })
  expect(held(aMeeting({ roll: null }))).toMatchObject({ assembly: false, assemblyUnrecorded: false })
  expect(totalsOf([held(known), held(unknown)])).toMatchObject({
    held: 2,
    unrecorded: 1,
    assemblies: 2,
    assembliesUnrecorded: 1,
  })
})

test('in the year’s fifty-third week the last quarter’s count goes on, with what was held on its last days', () => {
  const [from, to] = ['2026-12-28', '2027-01-04'].map((day) => Temporal.Instant.from(`${day}T00:00:00+08:00`))
  if (from === undefined || to === undefined) throw new Error('two days')
  const week = { ...week47, from, to }
  const on = (day: string) =>
    rowOf({
      week,
      meetings: [
        aMeeting({ types: ['支部党员大会'], endsAt: Temporal.Instant.from(`${day}T16:00:00+08:00`) }),
      ],
    })
  expect([on('2026-10-20').assembly, on('2026-12-30').assembly, on('2026-12-30').held]).toEqual([
    true,
    true,
    1,
  ])
  // The first days of the new year are in the next digest's quarter.
  expect(on('2027-01-02')).toMatchObject({ assembly: false, held: 1, attention: ['assembly'] })
})

test('a branch that could not be counted is in no sum, and says nothing about the others', () => {
  const lost = uncountedRow({ place: 3, name: '电气工程系' })
  const rows = [held(aMeeting()), lost, rowOf({})]
  expect(totalsOf(rows)).toMatchObject({ branches: 2, held: 1, present: 20, assemblies: 0 })
  expect(attention(rows, rowOf({ ofBranch: false }))[0]).toEqual({ code: 'uncounted', rows: [lost] })
})
