import { expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import type { Card } from '../../src/cards/card.ts'
import { collegeDigest } from '../../src/digest/college/card.ts'
import type { Live } from '../../src/digest/college/types.ts'
import type { DutyLine, Earlier, Part } from '../../src/digest/types.ts'
import { renderCard } from '../../src/feishu/cards/card.ts'
import type { Figures } from '../../src/measures/types.ts'
import { anAssembly, aPart, aSnapshot, nothingHeld } from './setup.ts'

const loaded = await loadCollege('config/demo/college.yaml')
if (!loaded.ok) throw new Error('the demo college does not load')
const { settings, branches } = loaded.college

type Over = Partial<Omit<Part, 'figures'>> & { figures?: Partial<Figures> | null }

const full: Over = {}
const none: Over = { figures: nothingHeld }
const half: Over = { figures: { due: 20, present: 9, leave: 2, absent: 9 } }
const nobodyNoted: Over = { figures: { due: 0, present: 0, unrecorded: 1 } }
const nothingLeft: Live = { toReview: 0, overdue: 0, remedies: 0, unreachable: 0, nudged: null }
const names = branches.map(({ short }) => short)
const KEY = 'digest-COL1-2026-W47'

function digest(parts: Over[], live: Partial<Live> = {}, of = settings) {
  const all = parts.map((over, place) => aPart({ place, name: names[place] ?? `第${place}支部`, ...over }))
  const leads = { figures: [], page: [], ledger: [], file: [] }
  return collegeDigest(aSnapshot(all), of, { digest: KEY, live: { ...nothingLeft, ...live }, leads })
}

const said = (card: Card) =>
  card.blocks.flatMap((block) => (block.kind === 'text' ? block.text.split('\n') : []))
const pressed = (card: Card) =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ text }) => text) : []))
const tableIn = (card: Card) => card.blocks.find((block) => block.kind === 'table')
const lineIn = (card: Card) => card.blocks.find((block) => block.kind === 'line')
const fieldIn = (card: Card) => card.blocks.find((block) => block.kind === 'heatmap')

test('with nothing to decide the card begins with one calm line', () => {
  const card = digest([full, full])
  expect(card.blocks[0]).toEqual({ kind: 'text', text: '没有需要处理的事项。' })
  expect(pressed(card)).toEqual([])
})

test('decisions come first, each with the button and the number of what is still to be done', () => {
  const adjourned = [{ meeting: 'A1', title: '党员大会', at: '2026-11-18T06:00:00Z' }]
  const card = digest(
    [
      { toReview: 2, overdue: 1 },
      { toReview: 1, remedies: 2, adjourned },
      { figures: null, uncounted: 'failed' },
    ],
    { toReview: 3, overdue: 1, remedies: 2, unreachable: 4 },
  )
  expect(said(card).slice(0, 7)).toEqual([
    '需关注：6项',
    '未能统计，不计入以下合计：电子信息系',
    '纪实待审核：自动化系2份、计算机系1份',
    '纪实待补交：自动化系1份',
    '到会不足，改期再开：计算机系1次',
    '整改未完成：计算机系2项',
    '联系不上：4人（办法见名册）',
  ])
  expect(pressed(card)).toEqual(['开始审核（3）', '催办', '督查', '名册'])
})

test('what was done since has no button any more, and says so', () => {
  const waiting = [{ toReview: 2, overdue: 3, remedies: 1 }]
  expect(said(digest(waiting))).toEqual(
    expect.arrayContaining(['已审核完。', '已全部交来或办结。', '已全部完成。']),
  )
  expect(pressed(digest(waiting))).toEqual([])
  const nudged = digest(waiting, { overdue: 3, nudged: { people: 2, records: 3 } })
  expect(said(nudged)).toContain('今天已催办2位负责人，共3份。')
  expect(pressed(nudged)).toEqual([])
})

test('records that came in after Sunday are named apart, and are nobody’s to be reminded of', () => {
  const card = digest([
    { overdue: 2, late: { reports: 2 }, figures: { reportsDue: 2, reportsMissing: 2 } },
    { overdue: 1 },
  ])
  expect(said(card)).toContain('纪实待补交：计算机系1份')
  expect(said(card).join()).toContain('待补2份；周日24:00以后又交2份，未计入')
})

test('what is still missing stands among the three columns that a phone shows', () => {
  const table = tableIn(digest([full]))
  const columns = table?.kind === 'table' ? table.columns.map(({ name }) => name) : []
  expect(columns.slice(0, 3)).toContain('late')
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
  expect(JSON.stringify(digest([full], {}, { ...settings, types }))).not.toContain('党员大会')
})

test('a branch that is closed by now shows what it did, as such', () => {
  expect(JSON.stringify(digest([{ closed: true }]))).toContain('自动化系（已撤销）')
})

test('a rate of fewer than half is to be checked: it stands as 待核', () => {
  const forgotten: Over = { figures: { due: 24, present: 1, absent: 23 } }
  expect(tableIn(digest([forgotten, full, half, none, nobodyNoted]))).toMatchObject({
    rows: [{ rate: '待核' }, { rate: '100%' }, { rate: '50%' }, { rate: '—' }, { rate: '—' }],
  })
  const alone = digest([forgotten])
  expect(JSON.stringify(alone)).toContain('到会率待核')
  expect(JSON.stringify(alone)).not.toContain('4%')
})

test('where figures are not whole there stands 数据不足 and no rate', () => {
  const gap: Over = { gaps: ['rolls'], figures: { held: 4, unrecorded: 1 } }
  const one = digest([gap, full, full, full, full])
  expect(tableIn(one)).toMatchObject({ rows: [{ rate: '数据不足' }, { rate: '100%' }, {}, {}, {}] })
  expect(said(one).join()).toContain('到会率100%（请假不计）；其中1个支部数据不足')
  const two = digest([gap, gap, full])
  expect(said(two)).toContain('到会率数据不足（2个支部），暂不统计')
})

const weekOf = (week: string, over: Partial<Earlier> = {}): Earlier => ({
  ...{ week, held: 1, rate: 1, present: 9, able: 10, reportsDue: 2, reportsOnTime: 1, ...over },
})

test('the weeks before and this one are a line, and every value of it stands in words', () => {
  const earlier = [weekOf('2026-W45'), weekOf('2026-W46', { present: 8, able: 8 })]
  const own: Over = { earlier, figures: { present: 18, absent: 2, reportsDue: 4, reportsOnTime: 4 } }
  const card = digest([own, { earlier: earlier.slice(1) }])
  // Of the first of these weeks one branch is not known.
  expect(card.blocks.filter(({ kind }) => kind === 'line')).toMatchObject([
    { title: '近2周到会率', points: ['第10周', '第11周'], courses: [{ values: [100, 95] }] },
    { title: '近2周纪实按时率', points: ['第10周', '第11周'], courses: [{ values: [50, 100] }] },
  ])
  expect(said(card)).toEqual(
    expect.arrayContaining([
      '到会率：100%、95%',
      '纪实按时率：2/4、4/4',
      '到会率95%（请假不计），比前一周低5个百分点',
    ]),
  )
  expect(lineIn(digest([full]))).toBeUndefined()
})

const duty = (over: Partial<DutyLine>) =>
  anAssembly({ type: '主题党日', months: 1, window: '2026-11+1', ...over })

test('how far each branch is with each type is a field in the college’s own order', () => {
  const duties = [
    [anAssembly({ done: 1 }), duty({ isNear: true })],
    [anAssembly(), duty({ planned: 1, isNear: true }), duty({ window: '2026-10+1', isOver: true })],
  ]
  const card = digest([{ duties: duties[0] ?? [] }, { duties: duties[1] ?? [] }])
  expect(fieldIn(card)).toMatchObject({
    columns: ['党员大会', '主题党日'],
    rows: [
      {
        label: '自动化系',
        cells: [
          { text: '1/1', shade: 'done' },
          { text: '0/1', shade: 'open' },
        ],
      },
      {
        label: '计算机系',
        cells: [
          { text: '0/1', shade: 'none' },
          { text: '0/1', shade: 'partly' },
        ],
      },
    ],
  })
  expect(said(card)).toEqual(
    expect.arrayContaining([
      '本月主题党日待安排：自动化系',
      '上月主题党日未开展：计算机系',
      '已完成的支部：本季度支部党员大会1/2、本月主题党日0/2',
    ]),
  )
})

function sizeOf(card: Card): { bytes: number; elements: number } {
  const json = JSON.stringify(renderCard(card, { letter: 'l'.repeat(36) }))
  return { bytes: Buffer.byteLength(json), elements: json.match(/"tag"/g)?.length ?? 0 }
}

const types = settings.types.filter(({ level }) => level !== 'college').map(({ name }) => name)
const busy: Over = {
  ...{ toReview: 3, overdue: 3, returned: 2, remedies: 2 },
  duties: types.map((type) => duty({ type, isNear: true })),
  earlier: ['2026-W43', '2026-W44', '2026-W45', '2026-W46'].map((week) => weekOf(week)),
  figures: { held: 3, unrecorded: 1, due: 40, present: 29, leave: 2, absent: 9 },
  next: {
    count: 3,
    first: [{ meeting: 'A1', title: '主题党日（学习全会精神）', at: '2026-11-25T06:00:00Z' }],
  },
}
const live = { toReview: 40, overdue: 40, remedies: 20, unreachable: 9 }

test('fourteen busy branches stay within what the platform takes', () => {
  const card = digest(
    names.map(() => busy),
    live,
  )
  const { bytes, elements } = sizeOf(card)
  expect(bytes).toBeLessThan(28 * 1024)
  expect(elements).toBeLessThan(200)
  // Nothing was cut to get there.
  expect(JSON.stringify(renderCard(card, { letter: 'l' }))).toContain('学习全会精神')
  expect(fieldIn(card)).toBeDefined()
})

test('of 630 branches the table holds only those that need attention, forty at most, and no field is drawn', () => {
  const many = (concerned: number) =>
    digest(
      Array.from({ length: 630 }, (_, n) => (n < concerned ? busy : full)),
      live,
    )
  for (const [concerned, rows] of [
    [630, 40],
    [7, 7],
  ] as const) {
    const card = many(concerned)
    const table = tableIn(card)
    expect(table?.kind === 'table' && table.rows.length).toBe(rows)
    expect(said(card).join()).toContain(`共630个支部，下表只列需要关注的${rows}个`)
    expect(fieldIn(card)).toBeUndefined()
    const { bytes, elements } = sizeOf(card)
    expect([bytes < 28 * 1024, elements < 200]).toEqual([true, true])
  }
  expect(tableIn(many(0))).toBeUndefined()
})
