import { expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { collegeDigest } from '../../src/digest/card.ts'
import { countRow } from '../../src/digest/rules.ts'
import type { MeetingFact, Row } from '../../src/digest/types.ts'
import { renderCard } from '../../src/feishu/cards/card.ts'
import { aMeeting, aRoll, MONDAY, week47 } from './setup.ts'

const loaded = await loadCollege('config/demo/college.yaml')
if (!loaded.ok) throw new Error('the demo college does not load')
const { settings, branches } = loaded.college

type Sitting = Partial<MeetingFact>

const full: Sitting = {}
const half: Sitting = { roll: aRoll({ present: 9, leave: 2, absent: 9 }) }
const nobodyNoted: Sitting = { roll: aRoll({ present: 0, unconfirmed: 20 }) }

function aRow(name: string, place: number, sittings: Sitting[]): Row {
  const facts = {
    week: week47,
    zone: settings.timezone,
    now: MONDAY,
    ofBranch: true,
    assembly: '支部党员大会',
    heldBefore: null,
    tasks: 0,
  }
  return countRow({ ...facts, place, name, reports: [], meetings: sittings.map(aMeeting) })
}

function digest(sittings: Sitting[][], names = branches.map(({ short }) => short), of = settings) {
  const rows = sittings.map((each, place) => aRow(names[place] ?? '支部', place, each))
  return collegeDigest({ week: week47, branches: rows, college: aRow('学院层面', 99, []) }, of)
}

test('what is still missing stands among the three columns that a phone shows', () => {
  const table = digest([[full]]).blocks.find((block) => block.kind === 'table')
  const names = table?.kind === 'table' ? table.columns.map(({ name }) => name) : []
  expect(names.slice(0, 3)).toContain('late')
})

test('what waits for its people is said beside what was held, in every figure that counts it', () => {
  const types = ['支部党员大会']
  const card = JSON.stringify(digest([[full, { types, roll: null }], [{ ...full, types }]]))
  expect(card).toContain('上周2个支部共开展组织生活3次（1次到会待登记）')
  expect(card).toContain('本季度党员大会已完成2/2（1个到会待登记）')
  expect(JSON.stringify(digest([[full], [full]]))).not.toContain('次到会待登记')
})

test('a college that asks for no meeting of all members in a quarter reads nothing of it', () => {
  const types = settings.types.filter(({ name }) => name !== '支部党员大会')
  const card = JSON.stringify(digest([[full]], undefined, { ...settings, types }))
  expect(card).not.toContain('党员大会')
})

const chartIn = (card: ReturnType<typeof digest>) => card.blocks.find(({ kind }) => kind === 'chart')

test('rates of branches are bars in the college’s own order, not by size, between summary and table', () => {
  const card = digest([[half], [full], [half, full]])
  expect(card.blocks.slice(0, 3).map(({ kind }) => kind)).toEqual(['text', 'chart', 'table'])
  expect(chartIn(card)).toEqual({
    kind: 'chart',
    title: '各支部到会率（请假不计）',
    bars: [
      { label: '自动化系', value: 50 },
      { label: '计算机系', value: 100 },
      { label: '电子信息系', value: 76 },
    ],
  })
})

test('a rate of fewer than half is to be checked: it stands as 待核, in no bar and in no sum', () => {
  const forgotten: Sitting = { roll: aRoll({ expected: 24, present: 1, absent: 23 }) }
  const card = digest([[forgotten], [full], [full]])
  const table = card.blocks.find(({ kind }) => kind === 'table')
  expect(table).toMatchObject({ rows: [{ rate: '待核' }, { rate: '100%' }, { rate: '100%' }] })
  expect(chartIn(card)).toMatchObject({ bars: [{ label: '计算机系' }, { label: '电子信息系' }] })
  const alone = digest([[forgotten]])
  expect(JSON.stringify(alone)).toContain('到会率待核')
  expect(JSON.stringify(alone)).not.toContain('4%')
})

test('a branch without a rate has no bar, and its row says so', () => {
  const card = digest([[full], [], [nobodyNoted], [half]])
  expect(chartIn(card)).toMatchObject({ bars: [{ label: '自动化系' }, { label: '机械工程系' }] })
  const table = card.blocks.find(({ kind }) => kind === 'table')
  expect(table).toMatchObject({ rows: [{ rate: '100%' }, { rate: '—' }, { rate: '—' }, { rate: '50%' }] })
})

test.each([
  ['no branch', []],
  ['one branch', [[full], [], [nobodyNoted]]],
  ['more branches than a phone can show', Array.from({ length: 31 }, () => [full])],
])('%s with a rate: no chart', (_how, sittings) => {
  expect(chartIn(digest(sittings))).toBeUndefined()
})

test('with fourteen bars the card stays well within what the platform takes', () => {
  const card = renderCard(
    digest(
      branches.map(() => [half, full]),
      branches.map(({ name }) => name),
    ),
    { letter: 'l' },
  )
  const json = JSON.stringify(card)
  expect(Buffer.byteLength(json)).toBeLessThan(15_000)
  expect(json.match(/"tag"/g)?.length ?? 0).toBeLessThan(100)
})
