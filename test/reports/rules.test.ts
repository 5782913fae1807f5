import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { BranchId, FileId, MemberId, PictureId, RequestId } from '../../src/ids.ts'
import {
  addTo,
  BEGUN,
  chases,
  draftRefusal,
  escalation,
  mayWrite,
  NOTHING,
  refusalAt,
} from '../../src/reports/rules.ts'
import type { Draft, Report } from '../../src/reports/types.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { isQuiet } from '../../src/time/silent.ts'
import { nobody } from '../support/rights.ts'
import { aRequest, DUE } from './a-request.ts'

const silent = {
  from: Temporal.PlainTime.from('21:30'),
  to: Temporal.PlainTime.from('07:30'),
  daysOff: true,
}
const quiet = { zone: 'Asia/Shanghai', calendar: openCalendar(await loadHolidays()), silent }
const duration = Temporal.Duration.from
const rule = {
  due: { kind: 'days', days: 3, at: Temporal.PlainTime.from('18:00') },
  chase: ['-PT8H', 'PT0S', 'P1D'].map((each) => duration(each)),
  escalate: duration('P2D'),
  sample: 4,
  points: [],
} as const

const OTHER = MemberId.parse('M0001')

test('a request is chased eight hours before, when due, and a day after', () => {
  expect(chases(DUE, rule, quiet).map(({ at }) => local(at))).toEqual([
    '2026-11-23T10:00:00',
    '2026-11-23T18:00:00',
    '2026-11-24T18:00:00',
  ])
  expect(local(escalation(DUE, rule, quiet))).toBe('2026-11-25T18:00:00')
})

test('a chase on a day off waits for the next working morning, unless the report is due that very day', () => {
  const saturday = Temporal.Instant.from('2026-11-21T18:00+08:00')
  expect(chases(saturday, rule, quiet).map(({ at }) => local(at))).toEqual([
    '2026-11-21T10:00:00',
    '2026-11-21T18:00:00',
    '2026-11-23T07:30:00',
  ])
})

test('chases never fall into quiet times nor together, and each ends when the next begins', () => {
  const instants = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => DUE.add({ minutes }))
  fc.assert(
    fc.property(instants, (when) => {
      const all = chases(when, rule, quiet)
      const day = when.toZonedDateTimeISO(quiet.zone).toPlainDate()
      for (const [index, chase] of all.entries()) {
        expect(isQuiet(chase.at, quiet, day)).toBe(false)
        expect(chase.uselessAfter).toEqual(all[index + 1]?.at)
      }
      expect(new Set(all.map(({ at }) => String(at))).size).toBe(all.length)
    }),
  )
})

test('the owner, the branch committee and the leader of the group may write, others may not', () => {
  const request = aRequest()
  const { branch, group } = request
  expect(mayWrite(request, request.owner, nobody)).toBe(true)
  expect(mayWrite(request, OTHER, { ...nobody, branchCommitteeOf: branch === null ? [] : [branch] })).toBe(
    true,
  )
  expect(mayWrite(request, OTHER, { ...nobody, leaderOf: group === null ? [] : [group] })).toBe(true)
  expect(mayWrite(request, OTHER, { ...nobody, admin: true, committee: true })).toBe(false)
  expect(mayWrite(request, OTHER, { ...nobody, branchCommitteeOf: [BranchId.parse('B01')] })).toBe(false)
})

test('the college committee writes for the college', () => {
  const request = aRequest({ branch: null, group: null })
  expect(mayWrite(request, OTHER, { ...nobody, committee: true })).toBe(true)
  expect(mayWrite(request, OTHER, nobody)).toBe(false)
})

test('what was handed in may be replaced until it is due; what came back at any time; what is settled never', () => {
  const later = DUE.add({ seconds: 1 })
  expect(refusalAt(aRequest({ state: 'submitted' }), DUE)).toBeNull()
  expect(refusalAt(aRequest({ state: 'submitted' }), later)).toBe('closed')
  expect(refusalAt(aRequest({ state: 'returned' }), later)).toBeNull()
  expect(refusalAt(aRequest({ state: 'open' }), later)).toBeNull()
  expect(refusalAt(aRequest({ state: 'approved' }), DUE)).toBe('settled')
})

test('only the newest open draft can be handed in', () => {
  const report = { ...NOTHING, content: '学习' }
  const draft: Draft = {
    request: RequestId.parse('R-A044'),
    by: OTHER,
    n: 2,
    report,
    sources: [],
    said: {},
    seen: 0,
    filling: BEGUN,
    state: 'open',
    updatedAt: DUE,
  }
  expect(draftRefusal(draft, 2)).toBeNull()
  expect(draftRefusal(draft, 1)).toBe('superseded')
  expect(draftRefusal({ ...draft, state: 'submitted' }, 2)).toBe('already')
  expect(draftRefusal({ ...draft, state: 'dropped' }, 2)).toBe('dropped')
  expect(draftRefusal({ ...draft, state: 'withdrawn' }, 2)).toBe('dropped')
})

const reports = fc.record({
  content: fc.string(),
  decisions: fc.string(),
  stated: fc.option(fc.nat(), { nil: null }),
  photos: fc.array(fc.uuid().map((id) => PictureId.parse(id))),
  files: fc.array(fc.uuid().map((id) => FileId.parse(id))),
  answers: fc.dictionary(fc.string(), fc.string()),
  notHeld: fc.option(fc.string(), { nil: null }),
})

test('a second text is added to the first, and the same text twice is one', () => {
  fc.assert(
    fc.property(reports, reports, (before: Report, now: Report) => {
      const both = addTo(before, now)
      expect(both.content).toContain(before.content)
      expect(both.content).toContain(now.content)
      expect(addTo(both, now)).toEqual(both)
    }),
  )
})

function local(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(quiet.zone).toPlainDateTime().toString()
}
