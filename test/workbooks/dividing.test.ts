import { expect, test } from 'vitest'
import { renderCard } from '../../src/feishu/cards/card.ts'
import { BranchId, LetterId, MemberId, Sha256 } from '../../src/ids.ts'
import { readBytes } from '../../src/files/service.ts'
import type { Letter } from '../../src/letters/types.ts'
import { registry } from '../../src/router.ts'
import { progressCard } from '../../src/workbooks/card.ts'
import { piecesOf } from '../../src/workbooks/dividing/rules.ts'
import { makeWorkbookOf, takeDueWorkbooks } from '../../src/workbooks/service.ts'
import { makeFile } from '../../src/workbooks/sheets/service.ts'
import * as store from '../../src/workbooks/store.ts'
import type { Of } from '../../src/workbooks/types.ts'
import { ADMIN, cardOf, SECRETARY } from '../collections/people.ts'
import type { Life } from '../support/a-life.ts'
import { aPast, datesOf, NOVEMBER, sheetsIn } from './setup.ts'

const B10 = BranchId.parse('B10')
/** The college with three branches, so that not too many files are to be made. */
async function aSmallCollege() {
  const life = await aPast()
  const closed = life.db.updateTable('roster_branches').set({ active: false })
  await closed.where('id', 'not in', ['B01', 'B02', 'B10']).execute()
  return life
}

/** Two months, in the second of which all lies. */
const AUTUMN = { from: '2026-10-15', to: '2026-11-23' }

async function order(life: Life, of: Of, { who = ADMIN, days = NOVEMBER, at = life.ctx.now() } = {}) {
  const asked = { of, days: datesOf(days), who: MemberId.parse(who), at }
  return life.act((tx) => store.ask(tx, { ...asked, format: 'xlsx', content: 'counts' }))
}

/** Makes whatever is due, one after the other; returns how many were made. */
async function makeAll(life: Life, most?: number): Promise<number> {
  let made = 0
  for (;;) {
    const ids = await takeDueWorkbooks(life.ctx)
    if (ids.length === 0) return made
    for (const id of ids) await makeWorkbookOf(life.ctx, id, most)
    made += ids.length
  }
}

const files = (life: Life) =>
  life.db
    .selectFrom('files_files')
    .select(['id', 'name', 'size', 'sha256'])
    .where('kind', '=', 'made')
    .execute()

/** The files that were sent, in order. */
async function sent(life: Life) {
  const byId = new Map((await files(life)).map((file) => [String(file.id), file]))
  return (await life.letters('reports.file')).flatMap(({ ref }) => byId.get(ref) ?? [])
}

const namesSent = async (life: Life) => (await sent(life)).map(({ name }) => name)
/** What the card of an order says. */
async function shownOf(life: Life, id: string): Promise<string> {
  const to = { person: MemberId.parse(ADMIN) }
  const letter: Letter = { id: LetterId.parse(id), kind: 'workbooks.progress', ref: id, to }
  const { render } = registry.letters.kinds[letter.kind]
  return JSON.stringify(await life.act((tx) => render(life.ctx, tx, letter)))
}

const progress = async (life: Life) => JSON.stringify(await cardOf(life, 'workbooks.progress', ADMIN))

async function meetingsIn(life: Life, sha256: string | null): Promise<number> {
  const bytes = await readBytes(life.ctx.dataPath, Sha256.parse(sha256))
  const sheets = await sheetsIn(bytes ?? Buffer.from(''))
  return (sheets.get('会议') ?? []).filter((row) => row['会议'] !== null).length
}

/** The size of what was made last. */
async function sizeOf(life: Life, of: Of, days = NOVEMBER): Promise<number> {
  await order(life, of, { days })
  await makeAll(life)
  return (await sent(life)).at(-1)?.size ?? 0
}

test('what the platform does not take comes as a file of each branch, once, after it was said how many come', async () => {
  await using life = await aSmallCollege()
  const most = (await sizeOf(life, 'all')) - 1
  const [whole] = await sent(life)
  await order(life, 'all')
  expect(await makeAll(life, most)).toBe(5)
  const [, ...parts] = await sent(life)
  expect(parts.map(({ name }) => name)).toEqual([
    expect.stringContaining('自动化系'),
    expect.stringContaining('组织生活台账 2026年11月1日至11月22日.xlsx'),
    '本科二支部组织生活台账 2026年11月1日至11月22日.xlsx',
    '智能与机电工程学院层面组织生活台账 2026年11月1日至11月22日.xlsx',
  ])
  for (const { size } of parts) expect(size).toBeLessThanOrEqual(most)
  let meetings = 0
  for (const { sha256 } of parts) meetings += await meetingsIn(life, sha256)
  expect(meetings).toBe(await meetingsIn(life, whole?.sha256 ?? null))
  // Letters to one person go in the order in which they were written.
  const letters = (await life.letters()).filter(({ receiver }) => receiver === `person:${ADMIN}`)
  expect(letters.slice(1).map(({ kind }) => kind)).toEqual([
    'workbooks.progress',
    ...parts.map(() => 'reports.file'),
  ])
  const card = await progress(life)
  expect(card).toContain('分为4份，依次私聊发给您')
  expect(card).toContain('1. 自动化系教工党支部\\n2. ')
  expect(card).toContain('3. 本科二支部')
  expect(card).toContain('4. 智能与机电工程学院层面')
})

test('a branch that is too large by itself comes by the month; a month that is too large is said to be missing', async () => {
  await using life = await aSmallCollege()
  const most = (await sizeOf(life, B10, AUTUMN)) - 1
  const october = await sizeOf(life, B10, { from: '2026-10-15', to: '2026-11-01' })
  await order(life, 'all', { days: AUTUMN })
  await makeAll(life, most)
  expect((await namesSent(life)).slice(2).map((name) => `${name}`.replace(/^.*组织生活台账 /, ''))).toEqual([
    ...Array.from({ length: 2 }, () => '2026年10月15日至11月22日.xlsx'),
    ...['2026年10月15日至10月31日.xlsx', '2026年11月1日至11月22日.xlsx', '2026年10月15日至11月22日.xlsx'],
  ])
  expect(await progress(life)).toContain('3. 本科二支部 2026年10月15日至10月31日\\n4. 本科二支部 2026年11月')
  await order(life, B10, { days: AUTUMN })
  await makeAll(life, october)
  expect((await namesSent(life)).slice(7)).toEqual(['本科二支部组织生活台账 2026年10月15日至10月31日.xlsx'])
  const card = await progress(life)
  expect(card).toContain('分为1份')
  expect(card).toContain('没有生成：本科二支部 2026年11月1日至11月22日')
})

test('of twenty workers at once, and of one that comes late, nothing is sent twice', async () => {
  await using life = await aSmallCollege()
  const most = (await sizeOf(life, 'all')) - 1
  const id = await order(life, 'all')
  const crowd = async (one: string, length: number) =>
    Promise.all(Array.from({ length }, () => makeWorkbookOf(life.ctx, one, most)))
  const made: string[] = []
  for (;;) {
    const ids = await takeDueWorkbooks(life.ctx)
    if (ids.length === 0) break
    made.push(...ids)
    // A thread of its own for each: a crowd where it is divided, and where the last part ends it.
    for (const one of ids) await crowd(one, { 1: 4, 5: 20 }[made.length] ?? 1)
  }
  expect(new Set(made).size).toBe(5)
  await makeWorkbookOf(life.ctx, id, most)
  const [, ...parts] = await namesSent(life)
  expect(parts).toHaveLength(4)
  expect(new Set(parts).size).toBe(4)
  // Whoever finds it divided already has not failed.
  expect((await store.byId(life.db, id)).attempts).toBe(0)
  const told = (await life.letters('workbooks.progress')).filter(({ key }) => key.endsWith(':parts'))
  expect(told).toHaveLength(1)
})

test('one part at a time is taken up, so that what others want goes in between', async () => {
  await using life = await aSmallCollege()
  const most = (await sizeOf(life, 'all')) - 1
  await order(life, 'all')
  const [whole = ''] = await takeDueWorkbooks(life.ctx)
  await makeWorkbookOf(life.ctx, whole, most)
  const late = life.ctx.now().add({ minutes: 1 })
  const others = await order(life, B10, { who: SECRETARY, at: late })
  const taken = await takeDueWorkbooks(life.ctx)
  expect(taken).toHaveLength(2)
  expect(taken).toContain(others)
  expect(await takeDueWorkbooks(life.ctx)).toEqual([])
})

test('what cannot be made is named, and the others come', async () => {
  await using life = await aSmallCollege()
  const most = (await sizeOf(life, 'all')) - 1
  await order(life, 'all')
  const [whole = ''] = await takeDueWorkbooks(life.ctx)
  await makeWorkbookOf(life.ctx, whole, most)
  const [first = ''] = await takeDueWorkbooks(life.ctx)
  const { dataPath } = life.ctx
  Object.assign(life.ctx, { dataPath: '/dev/null' })
  for (const _ of [1, 2, 3]) await makeWorkbookOf(life.ctx, first, most)
  Object.assign(life.ctx, { dataPath })
  await makeAll(life, most)
  expect(await namesSent(life)).toHaveLength(4)
  const card = await progress(life)
  expect(card).toContain('分为3份')
  expect(card).toContain('没有生成：自动化系教工党支部。')
})

test('of what has grown too large no more is made', async () => {
  await using life = await aSmallCollege()
  const id = await order(life, 'all')
  const asked: string[] = []
  const growing = {
    begin: async () => void asked.push('begin'),
    rows: async () => asked.push('rows') * 10,
    end: async () => Buffer.from(''),
  }
  const whole = await store.byId(life.db, id)
  expect(await makeFile(life.ctx, growing, { order: whole, mostBytes: 30 })).toBeNull()
  // The sheets of the first branch, in numbers alone.
  expect(asked).toEqual(['begin', 'rows', 'rows', 'rows', 'rows'])
})

test('whoever has lost the office before the last part is made gets none', async () => {
  await using life = await aSmallCollege()
  const most = (await sizeOf(life, 'all')) - 1
  const whole = await order(life, 'all')
  for (let n = 0; n < 4; n += 1)
    for (const id of await takeDueWorkbooks(life.ctx)) await makeWorkbookOf(life.ctx, id, most)
  expect(await shownOf(life, whole)).toContain('正在分成多份生成')
  await life.db.deleteFrom('roster_committee').where('member_id', '=', ADMIN).execute()
  await makeAll(life, most)
  expect(await namesSent(life)).toHaveLength(1)
  expect(await shownOf(life, whole)).toContain('您目前不能导出')
})

test('all of 630 branches are named on one card, which the platform takes', () => {
  const parts = Array.from({ length: 631 }, (_, n) => ({ title: `自动化系教工第${n}党支部`, made: true }))
  const order = { of: 'all', content: 'names', ended: 'done' } as const
  const card = progressCard({ order, title: '学院组织生活台账', days: '2026年', parts })
  const sentCard = JSON.stringify(renderCard(card, { letter: LetterId.parse(crypto.randomUUID()) }))
  expect(Buffer.byteLength(sentCard)).toBeLessThan(30 * 1024)
  for (const { title } of parts) expect(sentCard).toContain(title)
  expect(sentCard).toContain('分为631份')
})

test('months are cut where they end, and one month is not divided', () => {
  const months = (from: string, to: string) =>
    piecesOf({ of: B10, days: datesOf({ from, to }), place: 3 }, []).map(({ of, days, place }) => [
      of,
      `${days.from}`,
      `${days.to}`,
      place,
    ])
  expect(months('2026-11-01', '2026-12-01')).toEqual([])
  expect(months('2026-11-05', '2026-11-06')).toEqual([])
  expect(months('2025-12-31', '2026-02-02')).toEqual([
    ['B10', '2025-12-31', '2026-01-01', 3],
    ['B10', '2026-01-01', '2026-02-01', 3],
    ['B10', '2026-02-01', '2026-02-02', 3],
  ])
  const days = datesOf(NOVEMBER)
  expect(piecesOf({ of: 'all', days, place: 0 }, [B10])).toEqual([
    { of: B10, days, place: 0 },
    { of: 'college', days, place: 1 },
  ])
})
