import { expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { collegeDigest } from '../../src/digest/card.ts'
import type { Part } from '../../src/digest/types.ts'
import { renderCard } from '../../src/feishu/cards/card.ts'
import type { Figures } from '../../src/measures/types.ts'
import { anAssembly, aPart, aSnapshot, nothingHeld } from './setup.ts'

const loaded = await loadCollege('config/demo/college.yaml')
if (!loaded.ok) throw new Error('the demo college does not load')
const { settings, branches } = loaded.college

type Over = Partial<Omit<Part, 'figures'>> & { figures?: Partial<Figures> }

const full: Over = {}
const none: Over = { figures: nothingHeld }
const half: Over = { figures: { due: 20, present: 9, leave: 2, absent: 9 } }
const nobodyNoted: Over = { figures: { due: 0, present: 0, unrecorded: 1 } }

function digest(parts: Over[], names = branches.map(({ short }) => short), of = settings) {
  const all = parts.map((over, place) => aPart({ place, name: names[place] ?? '支部', ...over }))
  return collegeDigest(aSnapshot(all), of)
}

test('what is still missing stands among the three columns that a phone shows', () => {
  const table = digest([full]).blocks.find((block) => block.kind === 'table')
  const names = table?.kind === 'table' ? table.columns.map(({ name }) => name) : []
  expect(names.slice(0, 3)).toContain('late')
})

test('what waits for its people is said beside what was held, in every figure that counts it', () => {
  const done = (unrecorded: number) => [anAssembly({ done: 1, unrecorded })]
  const card = JSON.stringify(
    digest([{ duties: done(1), figures: { held: 2, unrecorded: 1 } }, { duties: done(0) }]),
  )
  expect(card).toContain('上周2个支部共开展组织生活3次（1次到会待登记）')
  expect(card).toContain('本季度党员大会已完成2/2（1个到会待登记）')
  expect(JSON.stringify(digest([full, full]))).not.toContain('次到会待登记')
})

test('a college that asks for no meeting of all members in a quarter reads nothing of it', () => {
  const types = settings.types.filter(({ name }) => name !== '支部党员大会')
  const card = JSON.stringify(digest([full], undefined, { ...settings, types }))
  expect(card).not.toContain('党员大会')
})

test('a branch that is closed by now shows what it did, as such', () => {
  expect(JSON.stringify(digest([{ closed: true }]))).toContain('自动化系（已撤销）')
})

const chartIn = (card: ReturnType<typeof digest>) => card.blocks.find(({ kind }) => kind === 'chart')

const both: Over = { figures: { due: 40, present: 29, leave: 2, absent: 9 } }

test('rates of branches are bars in the college’s own order, not by size, between summary and table', () => {
  const card = digest([half, full, both])
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
  const forgotten: Over = { figures: { due: 24, present: 1, absent: 23 } }
  const card = digest([forgotten, full, full])
  const table = card.blocks.find(({ kind }) => kind === 'table')
  expect(table).toMatchObject({ rows: [{ rate: '待核' }, { rate: '100%' }, { rate: '100%' }] })
  expect(chartIn(card)).toMatchObject({ bars: [{ label: '计算机系' }, { label: '电子信息系' }] })
  const alone = digest([forgotten])
  expect(JSON.stringify(alone)).toContain('到会率待核')
  expect(JSON.stringify(alone)).not.toContain('4%')
})

test('a branch without a rate has no bar, and its row says so', () => {
  const card = digest([full, none, nobodyNoted, half])
  expect(chartIn(card)).toMatchObject({ bars: [{ label: '自动化系' }, { label: '机械工程系' }] })
  const table = card.blocks.find(({ kind }) => kind === 'table')
  expect(table).toMatchObject({ rows: [{ rate: '100%' }, { rate: '—' }, { rate: '—' }, { rate: '50%' }] })
})

test.each([
  ['no branch', []],
  ['one branch', [full, none, nobodyNoted]],
  ['more branches than a phone can show', Array.from({ length: 31 }, () => full)],
])('%s with a rate: no chart', (_how, sittings) => {
  expect(chartIn(digest(sittings))).toBeUndefined()
})

test('with fourteen bars the card stays well within what the platform takes', () => {
  const card = renderCard(
    digest(
      branches.map(() => both),
      branches.map(({ name }) => name),
    ),
    { letter: 'l' },
  )
  const json = JSON.stringify(card)
  expect(Buffer.byteLength(json)).toBeLessThan(15_000)
  expect(json.match(/"tag"/g)?.length ?? 0).toBeLessThan(100)
})
