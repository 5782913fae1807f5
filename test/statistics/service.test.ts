import { afterAll, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { renderCard } from '../../src/feishu/cards/card.ts'
import { LetterId, type MemberId, MessageId, MemberId as Member } from '../../src/ids.ts'
import type { Rendering } from '../../src/letters/types.ts'
import {
  countPeople,
  measure,
  measureMany,
  measurePeople,
  sumOf,
  windowOfDays,
} from '../../src/measures/service.ts'
import { actions } from '../../src/statistics/action.ts'
import { letters } from '../../src/statistics/letter.ts'
import { countedRows, pageOf } from '../../src/statistics/rows/rules.ts'
import { askedIn, mayRead, OFFERED, usualScope } from '../../src/statistics/rules.ts'
import { sendStatistics, sheetOf } from '../../src/statistics/service.ts'
import type { Rights } from '../../src/roster/types.ts'
import { aScene } from '../digest/setup.ts'
import { college } from '../support/demo-college.ts'

const scene = await aScene()
afterAll(() => scene[Symbol.asyncDispose]())

const ADMIN = Member.parse('M0140')
const SECRETARY = Member.parse('M0001')
const LEADER = Member.parse('M0005')
const INSPECTOR = Member.parse('M0011')
const MEMBER = Member.parse('M0006')

let messages = 0

/** What a person is sent for these words: of which kind, to whom, and the card. */
async function asks(who: MemberId, text: string, inGroup = false) {
  messages += 1
  const messageId = MessageId.parse(`om_statistics${messages}`)
  const said = { who, text, messageId, inGroup } as Parameters<typeof sendStatistics>[2] // reads no more of it
  await scene.run((tx) => sendStatistics(scene.ctx, tx, said))
  return shown(messageId)
}

async function shown(by: string) {
  const letter = await scene.db
    .selectFrom('letters_letters')
    .select(['kind', 'ref', 'receiver'])
    .where('key', 'like', `%${by}%`)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  const kind = letter.kind as keyof typeof letters // the kinds of this feature
  const person = Member.parse(letter.receiver.replace('person:', ''))
  const id = LetterId.parse(crypto.randomUUID())
  const rendering: Rendering = await scene.run((tx) =>
    letters[kind].render(scene.ctx, tx, { id, kind, ref: letter.ref, to: { person } }),
  )
  if (!('blocks' in rendering)) throw new Error(rendering.text)
  return { ...letter, card: rendering, text: JSON.stringify(rendering.blocks) }
}

function buttonsOf({ blocks }: Card) {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
}

async function press(who: MemberId, card: Card, text: string) {
  const button = buttonsOf(card).find((one) => one.text.startsWith(text))
  if (button === undefined) throw new Error(`no button ${text}`)
  messages += 1
  const madeAt = scene.ctx.now().add({ minutes: messages })
  const handler = new Map(actions).get(button.action)
  await scene.run(async (tx) =>
    handler?.(scene.ctx, tx, { who, letter: null, madeAt, data: button.data, form: {} }),
  )
  return shown(`${who}@${madeAt}`)
}

test('each sees by default what is theirs, privately wherever they asked', async () => {
  expect((await asks(ADMIN, '')).ref).toBe('all/2026-11-01/2026-12-01')
  expect((await asks(SECRETARY, '', true)).ref).toBe('branch:B01/2026-11-01/2026-12-01')
  const own = await asks(MEMBER, '', true)
  expect(own).toMatchObject({
    kind: 'statistics.sheet',
    receiver: 'person:M0006',
    ref: 'person:M0006/2026-09-07/2027-01-18',
  })
})

test('the card of all branches has the figures of measure, in the college’s order', async () => {
  const { ref, card, text } = await asks(ADMIN, '全院 本月')
  const days = { from: Temporal.PlainDate.from('2026-11-01'), to: Temporal.PlainDate.from('2026-12-01') }
  const window = windowOfDays(scene.ctx, days)
  const own = await scene.run(async (tx) => {
    const all = []
    for (const { id: branch } of college.branches)
      all.push(await measure(scene.ctx, tx, { subject: { kind: 'branch', branch }, window }))
    return [...all, await measure(scene.ctx, tx, { subject: { kind: 'college' }, window })]
  })
  const counted = await scene.run((tx) => sheetOf(scene.ctx, tx, askedIn(ref)))
  expect(counted.lines.map(({ figures, gaps }) => [figures, gaps])).toEqual(
    own.map(({ figures, gaps }) => [figures, gaps]),
  )
  const total = sumOf(own.map(({ figures }) => figures))
  expect(text).toContain(`开展${total.held}次，计划${total.planned}次`)
  expect(text).toContain(`应到${total.due}人次，实到${total.present}`)
  expect(total.held).toBeGreaterThan(20)
  const table = card.blocks.find((block) => block.kind === 'table')
  expect(table?.rows.map(({ branch }) => branch)).toEqual([
    ...college.branches.map((one) => one.short),
    '学院层面',
  ])
  expect(table?.rows.map(({ held }) => held)).toEqual(own.map(({ figures: f }) => `${f.held}/${f.planned}`))
})

test('as many names are said to be in an export as are in it', async () => {
  const window = windowOfDays(scene.ctx, askedIn('all/2026-11-01/2026-12-01').days)
  const of = [...college.branches.map(({ id }) => id), null]
  const [people, counted] = await scene.run(async (tx) => {
    const found = new Set<MemberId>()
    for (const { facts } of await measureMany(scene.ctx, tx, { of, window, type: null }))
      for (const { member } of await measurePeople(tx, facts)) found.add(member)
    return [found.size, await countPeople(tx, { of, window })]
  })
  expect(counted).toBe(people)
})

test('every number opens into rows that add up to it, of all branches and of one', async () => {
  const { ref, card } = await asks(ADMIN, '全院 本月')
  const sheet = await scene.run((tx) => sheetOf(scene.ctx, tx, askedIn(ref)))
  const total = sumOf(sheet.lines.map(({ figures }) => figures))
  for (const name of OFFERED) {
    const rows = countedRows(name, sheet.lines)
    expect(
      rows.reduce((sum, { count }) => sum + count, 0),
      name,
    ).toBeCloseTo(total[name])
  }
  const opened = await press(ADMIN, card, '开展 ')
  expect(opened.card.title).toBe(`全院 开展 ${total.held}次`)
  const ofOne = await press(ADMIN, opened.card, '自动化系')
  expect(ofOne.card.title).toMatch(/^自动化系 开展 \d+次$/)
  // A meeting of the list opens the card that it has, by that card's rights.
  expect(buttonsOf(ofOne.card).map(({ action }) => action)).toContain('attendance.openOverview')
  expect(JSON.stringify(opened.card)).toContain('共')
  const second = await press(ADMIN, opened.card, '下一页')
  expect(JSON.stringify(second.card)).toContain('第2/')
})

test('a list has twenty rows to a page, and a page that does not exist is the nearest', () => {
  const all = Array.from({ length: 41 }, (_, n) => n)
  expect(pageOf(all, 1).rows).toHaveLength(20)
  expect(pageOf(all, 99)).toMatchObject({ page: 3, pages: 3, rows: [40] })
  expect(pageOf([], 0)).toEqual({ page: 1, pages: 1, rows: [] })
})

test('of oneself the own figures and no names, nor a meeting’s card', async () => {
  const { card, text } = await asks(MEMBER, '我')
  expect(card.title).toBe('本人统计')
  expect(text).toMatch(/应到\d+次，实到\d+/)
  expect(text).not.toContain('应交')
  const opened = await press(MEMBER, card, '应到')
  expect(buttonsOf(opened.card)).toEqual([])
})

test.each<[string, MemberId, Partial<Record<'all' | 'B01' | 'B05' | 'B01G1' | 'me', boolean>>]>([
  ['committee', ADMIN, { all: true, B01: true, B05: true, B01G1: true }],
  ['secretary', SECRETARY, { B01: true, B01G1: true }],
  ['inspector', INSPECTOR, { B05: true }],
  ['leader', LEADER, {}],
  ['member', MEMBER, {}],
])('rights of the %s', async (_, who, may) => {
  const phrases = { all: '全院', B01: 'B01', B05: 'B05' }
  for (const [scope, text] of Object.entries(phrases)) {
    const { card } = await asks(who, `${text} 本月`)
    const isShown = card.title !== '统计：需确认'
    expect(isShown, scope).toBe(may[scope as keyof typeof phrases] ?? false) // a key of phrases
  }
  expect((await asks(who, '我')).card.title).toBe('本人统计')
})

test('who may not is offered what there is, which then opens', async () => {
  const { card, text } = await asks(LEADER, '全院 上月')
  expect(text).toContain('您可以查看')
  expect(buttonsOf(card).map((one) => one.text)).toEqual([
    expect.stringMatching(/^自动化系第.党小组 2026年10月$/),
    '本人 2026年10月',
  ])
  expect((await press(LEADER, card, '自动化系')).card.title).toMatch(/^自动化系第.党小组统计$/)
})

test('a right is an office’s: without it the same letter shows no figures', () => {
  const none: Rights = {
    ...{ admin: false, committee: false, secretaryOf: [], leads: [] },
    ...{ branchCommitteeOf: [], leaderOf: [], inspects: [] },
  }
  expect(mayRead({ kind: 'all' }, MEMBER, none)).toBe(false)
  expect(mayRead({ kind: 'person', member: MEMBER }, MEMBER, none)).toBe(true)
  expect(
    mayRead({ kind: 'person', member: SECRETARY }, MEMBER, { ...none, admin: true, committee: true }),
  ).toBe(false)
  expect(usualScope(MEMBER, none)).toEqual({ kind: 'person', member: MEMBER })
})

test('words that mean nothing are shown as they are, and asked; choices are only what one may see', async () => {
  const { kind, card, text } = await asks(MEMBER, '<at id=all></at> 本科')
  expect(kind).toBe('statistics.asked')
  expect(text).toContain('<at id=all></at>')
  expect(buttonsOf(card)).toEqual([])
})

test.each([
  ['2027-03', '这段时间还没有到', '没有可计的到会'],
  ['2025-03', '数据不足：支部助手启用', '"到会率","数据不足"'],
])('the range %s says so: %s', async (range, note, rate) => {
  const { text } = await asks(ADMIN, `自动化系 ${range}`)
  expect(text).toContain(note)
  expect(text).toContain(rate)
})

test('a term has a line of weeks, and bars of types; one type has no bars', async () => {
  const kinds = ({ blocks }: Card) => blocks.map(({ kind }) => kind)
  expect(kinds((await asks(SECRETARY, '本学期')).card)).toEqual(expect.arrayContaining(['line', 'chart']))
  expect(kinds((await asks(SECRETARY, '本学期 主题党日')).card)).not.toContain('chart')
  expect(kinds((await asks(SECRETARY, '上周')).card)).not.toContain('line')
})

test('a card of 14 branches, and a page of rows, stay light; with 630 branches the table gives way', async () => {
  const { ref, card } = await asks(ADMIN, '全院 本学期')
  const opened = await press(ADMIN, card, '应到')
  for (const one of [card, opened.card]) {
    const json = JSON.stringify(renderCard(one, { letter: crypto.randomUUID() }))
    expect(Buffer.byteLength(json)).toBeLessThan(28 * 1024)
    expect(json.match(/"tag"/g)?.length).toBeLessThanOrEqual(200)
  }
  const { sheetCard } = await import('../../src/statistics/card.ts')
  const sheet = await scene.run((tx) => sheetOf(scene.ctx, tx, askedIn(ref)))
  const [line] = sheet.lines
  if (line === undefined) throw new Error('no line')
  const many = sheetCard(
    { ...sheet, lines: Array(631).fill(line) },
    { name: '全院', page: [] },
    scene.ctx.settings,
  )
  expect(JSON.stringify(many)).toContain('发送“统计 支部名”')
  expect(Buffer.byteLength(JSON.stringify(renderCard(many, { letter: 'l1' })))).toBeLessThan(28 * 1024)
})

test('figures that a button names are only those which there are', async () => {
  const { card } = await asks(SECRETARY, '本月')
  expect(OFFERED).toEqual(expect.arrayContaining(['planned', 'held']))
  expect(buttonsOf(card).some(({ text }) => / 0$/.test(text))).toBe(false)
})
