import { expect, test } from 'vitest'
import { BranchId } from '../../src/ids.ts'
import { figuresOf } from '../../src/measures/service.ts'
import type { DueReport, Facts } from '../../src/measures/types.ts'
import { chartsOf } from '../../src/statistics/charts/service.ts'
import type { Line, Scope, Sheet } from '../../src/statistics/types.ts'
import { days } from '../measures/setup.ts'

const COLLEGE = { timezone: 'Asia/Shanghai', terms: [] }
const day = (text: string) => Temporal.PlainDate.from(text)
const NOVEMBER = { from: day('2026-11-02'), to: day('2026-11-30') }

/** A record that was due on that day at 18:00, and came in so many hours later; null: not at all. */
function due(on: string, hours: number | null): DueReport {
  const dueAt = Temporal.Instant.from(`${on}T18:00:00+08:00`)
  return {
    id: on,
    meeting: null,
    dueAt,
    submittedAt: hours === null ? null : dueAt.add({ hours }),
    state: 'open',
  }
}

function lineOf(name: string, reports: DueReport[]): Line {
  const facts: Facts = {
    window: days('2026-11-02', '2026-11-30'),
    sittings: [],
    reports,
    inspections: [],
    decisions: [],
  }
  const branch = BranchId.parse(name)
  const figures = figuresOf(facts)
  return { facts, figures, gaps: [], complete: true, name, branch, scope: { kind: 'branch', branch } }
}

function sheetOf(lines: Line[], scope: Scope, since = '2026-11-01'): Sheet {
  return { asked: { scope, days: NOVEMBER, type: null }, lines, today: day('2026-12-01'), since: day(since) }
}

test('of all branches, records on time are bars in the college’s order; without a record due there is none', () => {
  const lines = [
    lineOf('B01', [due('2026-11-03', -1), due('2026-11-10', 0), due('2026-11-11', 1)]),
    lineOf('B02', []),
    lineOf('B03', [due('2026-11-03', -1)]),
    lineOf('B04', [due('2026-11-03', null)]),
  ]
  expect(chartsOf(sheetOf(lines, { kind: 'branches' }), COLLEGE)).toEqual([
    {
      ...{ kind: 'chart', title: '各支部纪实按时率（按时÷应交）' },
      bars: [
        { label: 'B01', value: 66 },
        { label: 'B03', value: 100 },
        { label: 'B04', value: 0 },
      ],
    },
  ])
})

test('of one branch they are a line by week: a week without any is a gap, and one before the bot came is not drawn', () => {
  const reports = [due('2026-11-03', 1), due('2026-11-10', -1), due('2026-11-11', 5), due('2026-11-24', -1)]
  const line = lineOf('B01', reports)
  const scope: Scope = { kind: 'branch', branch: BranchId.parse('B01') }
  expect(chartsOf(sheetOf([line], scope), COLLEGE)).toMatchObject([
    { kind: 'line', points: ['11/2', '11/9', '11/16', '11/23'], courses: [{ values: [0, 50, null, 100] }] },
  ])
  expect(chartsOf(sheetOf([line], scope, '2026-11-05'), COLLEGE)).toMatchObject([
    { points: ['11/9', '11/16', '11/23'], courses: [{ values: [50, null, 100] }] },
  ])
})
