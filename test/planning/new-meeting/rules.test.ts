import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { BranchId, GroupId } from '../../../src/ids.ts'
import {
  calledAs,
  everyAudienceChoice,
  isFor,
  mayCall,
  minutesOf,
  namesOf,
  readForm,
  refusalOf,
  stageFrom,
  timing,
  whenKnown,
  audienceMeant,
} from '../../../src/planning/new-meeting/rules.ts'
import type { Complete, Draft } from '../../../src/planning/new-meeting/types.ts'
import type { Rights } from '../../../src/roster/types.ts'
import { readTime } from '../../../src/time/read/reader.ts'
import { nobody } from '../../support/rights.ts'
import { monday } from '../../time/read/seen.ts'

const [b10, b11] = [BranchId.parse('B10'), BranchId.parse('B11')]
const G1 = GroupId.parse('B10G1')
const branches = [
  { id: b10, name: '本科生第二党支部', short: '本科二支部', kind: 'undergrad', chat: null, active: true },
  { id: b11, name: '本科生第三党支部', short: '本科三支部', kind: 'undergrad', chat: null, active: true },
]
const groups = [{ id: G1, branch: b10, name: '第一党小组', chat: null }]
const every = everyAudienceChoice({ branches, groups })
const types = meetingTypes([])
const knows = { seen: monday, types, every }
const keysFor = (rights: Partial<Rights>) =>
  every.filter((choice) => mayCall({ ...nobody, ...rights }, choice)).map(({ key }) => key)
const all = every.map(({ key }) => key)

test('whoever holds an office calls meetings within it, an administrator all, others none', () => {
  expect(all).toEqual(['branch:B10', 'group:B10G1', 'branch:B11', 'secretaries', 'committee', 'both'])
  expect(keysFor({ admin: true })).toEqual(all)
  expect(keysFor({ branchCommitteeOf: [b10] })).toEqual(['branch:B10', 'group:B10G1'])
  expect(keysFor({ leaderOf: [G1] })).toEqual(['group:B10G1'])
  expect(keysFor({ committee: true })).toEqual([])
  expect(keysFor({ inspects: [b10] })).toEqual([])
  expect(keysFor({})).toEqual([])
})

test('a branch is named by its id and all its names, a group with its branch', () => {
  expect(namesOf(every, branches, []).slice(0, 2)).toEqual([
    { key: 'branch:B10', names: ['B10', '本科生第二党支部', '本科生第二支部', '本科二支部', '本科二党支部'] },
    { key: 'group:B10G1', names: ['本科二支部第一党小组'] },
  ])
  expect(namesOf(every, branches, every)[1]?.names).toEqual(['本科二支部第一党小组', '第一党小组'])
  const other = { id: GroupId.parse('B11G1'), branch: b11, name: '第一党小组', chat: null }
  const both = everyAudienceChoice({ branches, groups: [...groups, other] })
  expect(namesOf(both, branches, both)[1]?.names).toEqual(['本科二支部第一党小组'])
})

const among = (rights: Partial<Rights>, here: Parameters<typeof audienceMeant>[1]['here'] = null) => ({
  may: every.filter((choice) => mayCall({ ...nobody, ...rights }, choice)),
  types,
  here,
})
const secretary = { branchCommitteeOf: [b10] }
const at10 = { branch: b10, own: null }

test.each([
  ['the only branch', secretary, '党课', null, 'branch:B10'],
  ['the only group for a group’s meeting', secretary, '党小组会', null, 'group:B10G1'],
  ['a leader’s group', { leaderOf: [G1] }, '党小组会', null, 'group:B10G1'],
  ['nobody, when a leader calls the branch’s assembly', { leaderOf: [G1] }, '支部党员大会', null, ''],
  ['nobody, when a branch calls the college', secretary, '党委会', null, ''],
  ['what an administrator must choose', { admin: true }, '党课', null, null],
  ['what an administrator must choose for the college', { admin: true }, '党委会', null, null],
  ['the branch in whose chat it is said', { admin: true }, '党课', at10, 'branch:B10'],
  [
    'the group in whose own chat it is said',
    secretary,
    '党小组会',
    { branch: b10, own: 'group:B10G1' },
    'group:B10G1',
  ],
  ['nobody in the chat of another branch', secretary, '党课', { branch: b11, own: null }, ''],
])('it is for %s', (...[, rights, type, here, key]) => {
  expect(audienceMeant({ audience: null, type }, among(rights, here))).toBe(key)
  expect(audienceMeant({ audience: 'branch:B11', type }, among(rights, here))).toBe('branch:B11')
})

test('a branch holds its own and its groups’ meetings, the college any, a group its own', () => {
  const fits = (level: 'branch' | 'group' | 'college') =>
    (['group', 'branch', 'college'] as const).filter((of) => isFor(of, { level }))
  expect([fits('group'), fits('branch'), fits('college')]).toEqual([
    ['group'],
    ['group', 'branch'],
    ['group', 'branch', 'college'],
  ])
})

const draft: Draft = {
  whom: 'branch:B10',
  type: '党课',
  title: '',
  start: null,
  minutes: null,
  place: '',
  agenda: [],
  saidAt: null,
}
const complete = (over: Partial<Complete>): Complete => ({
  ...draft,
  whom: 'branch:B10',
  type: '党课',
  start: monday.now.add({ days: 1 }),
  ...over,
})
const stage = (text: string, over: Partial<Draft> = {}) =>
  stageFrom({ ...draft, ...over }, readTime(text, monday), knows)

test('what is clear is previewed, two times are asked with buttons, and the form asks for the rest', () => {
  expect(stage('下周三下午两点')).toMatchObject({ at: 'preview', draft: { start: { day: 2, hour: 14 } } })
  expect(stage('下周三（11月25日）14:00')).toMatchObject({ at: 'when', choices: [{ day: 25 }, { day: 2 }] })
  expect(stage('下周三')).toMatchObject({ at: 'form', filled: { day: '2026-12-02' } })
  expect(stage('下午两点半')).toMatchObject({ at: 'when' })
  expect(stage('2月30日14:00')).toMatchObject({
    at: 'form',
    question: '没有“2月30日”这个时间，请核对后再写。',
  })
  expect(stage('下周三下午两点', { type: null })).toMatchObject({ at: 'form', question: '请选择会议类型。' })
  expect(stage('下周三下午两点', { whom: null })).toMatchObject({
    at: 'form',
    question: '请选择为谁安排会议。',
  })
  expect(stage('今天上午8点半', { minutes: 60 })).toMatchObject({ at: 'form', draft: { start: { hour: 8 } } })
})

test('what is over is a record, what goes on is neither, and what lies ahead is a plan', () => {
  const when = (start: string, minutes: number) =>
    timing(complete({ start: Temporal.PlainDateTime.from(start), minutes }), knows)
  expect(when('2026-11-23T09:01', 60)).toBe('ahead')
  expect(when('2026-11-23T09:00', 60)).toBe('underway')
  expect(when('2026-11-23T08:30', 31)).toBe('underway')
  expect(when('2026-11-23T08:30', 30)).toBe('past')
  expect(whenKnown(complete({ start: Temporal.PlainDateTime.from('2026-11-20T14:00') }), knows).at).toBe(
    'preview',
  )
})

test('a type and whom it is for must fit each other', () => {
  expect(refusalOf(complete({}), knows)).toBeNull()
  expect(refusalOf(complete({ whom: 'group:B10G1' }), knows)).toBe('misfit')
  expect(refusalOf(complete({ whom: 'group:B10G1', type: '党小组会' }), knows)).toBeNull()
  expect(refusalOf(complete({ whom: 'group:B10G1', type: 'other', title: '走访' }), knows)).toBeNull()
  expect(refusalOf(complete({ type: '党委会' }), knows)).toBe('misfit')
  expect(refusalOf(complete({ whom: 'branch:B99' }), knows)).toBe('misfit')
})

test('a meeting lasts as long as is said, else as its type does, and is called like it', () => {
  expect(minutesOf(complete({ minutes: 45 }), types)).toBe(45)
  expect(minutesOf(complete({ type: '党小组会' }), types)).toBe(60)
  expect(minutesOf(complete({ type: 'other' }), types)).toBe(90)
  expect(calledAs(complete({}))).toEqual({ types: ['党课'], title: '党课' })
  expect(calledAs(complete({ title: '专题党课' }))).toEqual({ types: ['党课'], title: '专题党课' })
  expect(calledAs(complete({ type: 'other', title: '走访' }))).toEqual({ types: ['走访'], title: '走访' })
})

const may = every.filter(({ branch }) => branch === b10)
const filled = {
  whom: 'branch:B10',
  type: '党课',
  day: '2026-12-02 +0800',
  clock: '14:00 +0800',
  minutes: '',
}
const fill = (over: object) => readForm({ ...filled, ...over }, { draft, may, types })

test('a form is read whole, or says what is missing', () => {
  expect(fill({ place: '信息楼305', agenda: '学习\n讨论' })).toMatchObject({
    ok: true,
    draft: { whom: 'branch:B10', type: '党课', minutes: null, place: '信息楼305', agenda: ['学习', '讨论'] },
  })
  const refusal = (over: object) => {
    const read = fill(over)
    return read.ok ? null : read.refusal
  }
  expect(refusal({ whom: 'branch:B11' })).toBe('noAudience')
  expect(refusal({ whom: undefined })).toBe('noAudience')
  expect(refusal({ type: '没有的类型' })).toBe('noType')
  expect(refusal({ type: 'other' })).toBe('noTitle')
  expect(refusal({ type: 'other', title: '走访' })).toBeNull()
  expect(refusal({ day: '明天' })).toBe('noTime')
  expect(refusal({ clock: '25:00 +0800' })).toBe('noTime')
  expect(refusal({ minutes: '0' })).toBe('noMinutes')
  expect(refusal({ minutes: '1441' })).toBe('noMinutes')
  expect(readForm({ ...filled, whom: undefined }, { draft, may: may.slice(0, 1), types }).ok).toBe(true)
})

test('no form makes it throw, and what it takes is whom the person may call and a known type', () => {
  const value = fc.oneof(fc.anything(), fc.constantFrom(...Object.values(filled), 'other', '走访'))
  const form = fc.record(
    Object.fromEntries(
      ['whom', 'type', 'title', 'day', 'clock', 'minutes', 'place', 'agenda'].map((name) => [name, value]),
    ),
  )
  fc.assert(
    fc.property(form, (said) => {
      const read = readForm(said, { draft, may, types })
      if (!read.ok) return
      expect(may.map(({ key }) => key)).toContain(read.draft.whom)
      expect(['other', ...types.map(({ name }) => name)]).toContain(read.draft.type)
      expect(calledAs(read.draft).title).not.toBe('')
    }),
    { numRuns: 500 },
  )
})
