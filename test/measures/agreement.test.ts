import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import {
  makeBranchPart,
  makeCollegeDigest,
  openWeek,
  readDigest,
  takeDueWeeks,
} from '../../src/digest/service.ts'
import type { Snapshot } from '../../src/digest/types.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { definitions } from '../../src/measures/service.ts'
import type { FigureName, Figures } from '../../src/measures/types.ts'
import { registry } from '../../src/router.ts'
import { press } from '../collections/people.ts'
import { ADMIN, aSite } from '../pages/a-site.ts'
import { made, PAST, type Rows, sheetsIn } from '../workbooks/setup.ts'

const MONDAY = '2026-11-23T08:30:00+08:00'
const WEEK = { from: '2026-11-16', to: '2026-11-23' }
const RANGE = '2026-11-16..2026-11-22'
// The keys of definitions are names of figures.
const FIGURES = Object.keys(definitions) as FigureName[]

type Counts = Partial<Record<FigureName, number>>

let site: Awaited<ReturnType<typeof aSite>>
let digest: Snapshot
let cookie: { cookie: string }
beforeAll(async () => {
  site = await aSite({ only: [], past: PAST })
  const { ctx } = site.life
  await openWeek(ctx, Temporal.Instant.from(MONDAY))
  ctx.set(MONDAY)
  for (const { key, branches } of await takeDueWeeks(ctx)) {
    for (const branch of branches) await makeBranchPart(ctx, key, branch)
    await makeCollegeDigest(ctx, key)
  }
  digest = await site.life.act((tx) => readDigest(tx, 'digest-COL1-2026-W47'))
  cookie = await site.signIn(ADMIN)
})
afterAll(() => site[Symbol.asyncDispose]())

async function card(kind: 'statistics.sheet' | 'digest.college', ref: string): Promise<Card> {
  const { life } = site
  const letter = { id: LetterId.parse(crypto.randomUUID()), kind, ref, to: { person: MemberId.parse(ADMIN) } }
  const shown = await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter))
  if (!('blocks' in shown)) throw new Error(shown.text)
  return shown
}

/** What 统计 says of a branch: each figure stands on the button that opens it. */
async function inChat(of: string): Promise<Counts> {
  const { blocks } = await card('statistics.sheet', `${of}/${WEEK.from}/${WEEK.to}`)
  const said = blocks.flatMap((one) => (one.kind === 'buttons' ? one.buttons.map(({ text }) => text) : []))
  const found = FIGURES.map((name) => {
    const button = said.find((text) => text.startsWith(`${definitions[name].name} `))
    return [name, Number(button?.split(' ')[1] ?? 0)]
  })
  return Object.fromEntries(found)
}

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, '')

/** The rows of a page's table: what heads them, and of each cell the number that it begins with. */
function numbersIn(html: string, caption: string): [head: string, numbers: number[]][] {
  const [, table = ''] = html.split(`${caption}</caption>`)
  const [, body = ''] = (table.split('</table>')[0] ?? '').split('<tbody')
  return body
    .split('<tr')
    .slice(1)
    .map((row) => {
      const [head = '', ...cells] = row.split(/<\/t[hd]>/).map((cell) => plain(`<${cell}`))
      return [head, cells.slice(0, -1).map((cell) => Number.parseFloat(cell))]
    })
}

async function onPage(path: string): Promise<string> {
  const { statusCode, body } = await site.get(`/p${path}`, cookie)
  expect([path, statusCode]).toEqual([path, 200])
  return body
}

/** What the page of figures says of a branch. */
async function inBrowser(of: string): Promise<Counts> {
  const rows = numbersIn(
    await onPage(`/statistics?of=${of}&range=${RANGE}`),
    '的全部数字，点一个数字查看它由哪些会议或纪实组成',
  )
  const numbers = new Map(rows)
  return Object.fromEntries(FIGURES.map((name) => [name, numbers.get(definitions[name].name)?.[0] ?? 0]))
}

async function inFile(): Promise<Rows> {
  await site.life.press(ADMIN, 'workbooks.export', { data: { of: 'all', ...WEEK } })
  const form = { content: 'counts', format: 'xlsx' }
  await press(site.life, { kind: 'workbooks.ask', who: ADMIN, button: '生成', form })
  const file = await made(site.life)
  return (await sheetsIn(file?.bytes ?? Buffer.from(''))).get('总表') ?? []
}

function counts(figures: Figures | null): Counts {
  if (figures === null) throw new Error('not counted')
  return Object.fromEntries(FIGURES.map((name) => [name, figures[name]]))
}

test('digest, chat, page and file give the same number of every figure of every branch', async () => {
  const file = await inFile()
  const parts = [...digest.branches, digest.college]
  expect(file).toHaveLength(parts.length + 1)
  for (const [at, { id, name, figures }] of parts.entries()) {
    const said = counts(figures)
    const row = file[at] ?? {}
    const ref = id === 'college' ? id : `branch:${id}`
    expect([name, await inChat(ref)]).toEqual([name, said])
    expect([name, await inBrowser(id)]).toEqual([name, said])
    expect([name, Object.fromEntries(FIGURES.map((one) => [one, row[definitions[one].name]]))]).toEqual([
      name,
      said,
    ])
  }
})

test('what the digest says of all branches is what its buttons and the page lead to', async () => {
  const sum = (of: FigureName) => digest.branches.reduce((all, { figures }) => all + (figures?.[of] ?? 0), 0)
  const [chat, page] = [await inChat('branches'), await inBrowser('branches')]
  for (const name of FIGURES) expect([name, chat[name], page[name]]).toEqual([name, sum(name), sum(name)])
  const text = JSON.stringify((await card('digest.college', 'digest-COL1-2026-W47')).blocks)
  expect(text).toContain(`共开展组织生活${sum('held')}次`)
  expect(text).toContain(`纪实应交${sum('reportsDue')}份`)
  const overview = await onPage('/overview?week=2026-W47')
  const rows = new Map(numbersIn(overview, '个支部上周组织生活，“迟交/待补”为纪实份数'))
  for (const { name, figures } of digest.branches) {
    const [held, , , due] = rows.get(name) ?? []
    expect([name, held, due]).toEqual([name, figures?.held, figures?.reportsDue])
  }
})

test('a number on the page opens in one click into rows that add up to it', async () => {
  for (const name of ['held', 'present', 'reportsDue'] as const) {
    const overview = await onPage('/overview')
    const to = `/statistics/${name}?of=branches&amp;range=${RANGE}`
    expect(overview).toContain(`href=".${to}"`)
    let [total, pages] = [0, 1]
    for (let page = 1; page <= pages; page += 1) {
      const body = await onPage(`${to.replace('&amp;', '&')}&page=${page}`)
      for (const [, numbers] of numbersIn(body, '“计入”一列之和即为该数')) total += numbers.at(-1) ?? 0
      pages = Number(/第1\/(\d+)页/.exec(body)?.[1] ?? pages)
    }
    expect([name, total]).toEqual([
      name,
      digest.branches.reduce((all, one) => all + (one.figures?.[name] ?? 0), 0),
    ])
  }
})
