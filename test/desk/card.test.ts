import { expect, test } from 'vitest'
import { summaryCard, todoCard } from '../../src/desk/card.ts'
import { MeetingId, MemberId, RequestId } from '../../src/ids.ts'
import { aRequest } from '../reports/a-request.ts'
import { tickAction } from '../../src/reports/tasks/action.ts'

const DUE = Temporal.Instant.from('2026-11-27T10:00:00Z')
const when = { now: Temporal.Instant.from('2026-11-23T01:00:00Z'), zone: 'Asia/Shanghai' }
const ID = RequestId.parse('R1')
const report = {
  about: 'meeting' as const,
  id: ID,
  title: '主题党日',
  dueAt: DUE,
  returned: false,
}
const A047 = MeetingId.parse('A047')
const meeting = {
  id: A047,
  title: '党员大会',
  startsAt: DUE,
  waitsFor: 'answer' as const,
}

const none = {
  meetings: [],
  reports: [],
  collections: [],
  tasks: [],
  steps: [],
  makeups: [],
  inspections: [],
  leaves: [],
  extensions: [],
  explanations: [],
  troubles: 0,
  failures: [],
  files: null,
  reviews: 0,
  pauses: [],
}

test('who has more to do than anybody reads is shown what is next, and how much follows', () => {
  const many = <T>(one: T) => Array.from({ length: 12 }, () => one)
  const waiting = { ...none, meetings: many(meeting), reports: many(report) }
  const { blocks } = todoCard(waiting, when)
  const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  expect(texts).toHaveLength(8)
  expect(texts).toContain('另有9次会议待反馈')
  expect(texts.at(-1)).toBe('另有9份材料待提交，请先办理以上各份')
  expect(blocks.filter(({ kind }) => kind === 'buttons')).toHaveLength(6)
})

test('what the college decided stands with its branch, its day and a button to tick it off', () => {
  const tick = tickAction.button({ text: '办结', data: { task: '7' } })
  const task = {
    id: '7',
    what: '交学习计划',
    branch: '本科二支部',
    dueOn: Temporal.PlainDate.from('2026-12-04'),
  }
  const waiting = { ...none, tasks: [task] }
  expect(todoCard(waiting, when).blocks).toEqual([
    { kind: 'text', text: '例会议定事项（本科二支部）：交学习计划，12月4日前' },
    { kind: 'buttons', buttons: [tick] },
  ])
})

test('a summary keeps apart what it carries, each from the next and from what waits', () => {
  const carried = ['甲', '乙'].map((text) => [{ kind: 'text' as const, text }])
  const kinds = (waiting: Parameters<typeof todoCard>[0]) =>
    summaryCard({ waiting, covered: carried, ...when }).blocks.map(({ kind }) => kind)
  expect(kinds(none)).toEqual(['text', 'rule', 'text', 'text'])
  expect(kinds({ ...none, reports: [report] })).toEqual([
    'text',
    'buttons',
    'rule',
    'text',
    'rule',
    'text',
    'text',
  ])
})

test('what waits to be read is one line with the way to it, for whoever reads', () => {
  const { blocks } = todoCard({ ...none, reviews: 13 }, when)
  expect(JSON.stringify(blocks)).toContain('待审核：13份')
  expect(JSON.stringify(blocks)).toContain('审核（13）')
})

test('who has something of every kind sees fewer of each, and how many follow', () => {
  const many = <T>(one: T) => Array.from({ length: 12 }, () => one)
  const person = MemberId.parse('M0230')
  const leave = {
    ...{ meeting: A047, member: person, n: 1, name: '诸葛明', title: '党员大会' },
    ...{ startsAt: DUE, reason: '教学：期中考试' },
  }
  const task = {
    id: '7',
    what: '交学习计划',
    branch: '本科二支部',
    dueOn: Temporal.PlainDate.from('2026-12-04'),
  }
  const some = { ...none, meetings: many(meeting), reports: many(report), leaves: many(leave) }
  const rest = {
    tasks: many(task),
    failures: many({ id: 'E-7F3A', says: '未保存' }),
    pauses: many({ of: '学院', since: DUE, scope: 'college' as const }),
    files: { faults: 0, toDecide: 'v1' },
  }
  const asked = { request: ID, by: person, at: DUE, until: task.dueOn, why: '', state: 'asked' as const }
  const extension = {
    ...{ request: aRequest(), application: { ...asked, decidedBy: null } },
    ...{ branch: '本科二', by: '诸葛明', isAhead: true },
  }
  const further = (waiting: Parameters<typeof todoCard>[0]) =>
    JSON.stringify(todoCard(waiting, when)).match(/另有(\d+)次会议待反馈/)?.[1]
  expect(further(some)).toBe('9')
  expect(further({ ...some, ...rest, reviews: 3, extensions: many(extension) })).toBe('10')
})
