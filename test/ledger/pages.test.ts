import { afterAll, beforeAll, expect, test } from 'vitest'
import { CellId, MemberId } from '../../src/ids.ts'
import { closeProgramme, postpone, tick, waive } from '../../src/ledger/service.ts'
import { ADMIN, aSite, MEMBER, SECRETARY } from '../pages/a-site.ts'
import { aProgramme, save } from './a-programme.ts'

/** Of the committee and no administrator; inspects B05 and B10. */
const [COMMITTEE, INSPECTOR] = ['M0033', 'M0011']

const LETTERS = aProgramme({ title: '2026年责任书', short: '责任书' })
const PLANS = aProgramme({
  ...{ id: 'plans', title: '八大计划', rows: [{ id: 'P1', title: '星火计划', branch: 'B10' }] },
  ...{ from: '2026-09-01', until: '2026-12-31' },
  steps: [
    { id: 'line', title: '进展', every: 'P1M' },
    { id: 'end', title: '总结', due: '2026-12-25' },
  ],
})
const PEOPLE = aProgramme({
  ...{ id: 'pioneers', title: '十大先锋岗', rows: [{ id: 'p1', member: MEMBER, branch: 'B10' }] },
  steps: [{ id: 'form', title: '推荐表', due: '2026-12-20' }],
})
const OVER = aProgramme({
  id: 'old',
  title: '去年的台账',
  steps: [{ id: 'a', title: '甲', due: '2026-12-01' }],
})

let site: Awaited<ReturnType<typeof aSite>>
const cookies = new Map<string, { cookie: string }>()
beforeAll(async () => {
  site = await aSite({ only: [], now: '2026-09-21T09:00:00+08:00' })
  const { life } = site
  await save(life, [LETTERS, PLANS, PEOPLE, OVER])
  life.ctx.set('2026-11-23T09:00:00+08:00')
  await life.act((tx) => closeProgramme(life.ctx, tx, { id: OVER.id, by: MemberId.parse(ADMIN) }))
  const act = { who: MemberId.parse(ADMIN) }
  await life.act(async (tx) => {
    await tick(life.ctx, tx, { ...act, cell: CellId.parse('plans.P1.line.2026-10') })
    await waive(life.ctx, tx, { ...act, cell: CellId.parse('zrs26.B10.sign'), reason: '支部正在换届' })
    const day = Temporal.PlainDate.from('2026-12-30')
    await postpone(life.ctx, tx, { ...act, cell: CellId.parse('plans.P1.end'), due: day })
  })
  for (const who of [ADMIN, COMMITTEE, SECRETARY, INSPECTOR, MEMBER]) cookies.set(who, await site.signIn(who))
})
afterAll(() => site[Symbol.asyncDispose]())

async function seen(who: string, path: string): Promise<{ status: number; body: string }> {
  const { statusCode: status, body } = await site.get(`/p${path}`, cookies.get(who))
  return { status, body }
}

const CELL = '/ledger/zrs26/zrs26.B10.sign'
const ELSEWHERE = '/ledger/zrs26/zrs26.B01.sign'

test.each([
  { name: 'administrator', who: ADMIN, open: ['/ledger', '/ledger/zrs26', CELL, ELSEWHERE], closed: [] },
  { name: 'committee', who: COMMITTEE, open: ['/ledger', '/ledger/zrs26', CELL, ELSEWHERE], closed: [] },
  { name: 'secretary', who: SECRETARY, open: ['/ledger', '/ledger/zrs26', CELL], closed: [ELSEWHERE] },
  { name: 'inspector', who: INSPECTOR, open: ['/ledger', '/ledger/zrs26', CELL], closed: [ELSEWHERE] },
  { name: 'member', who: MEMBER, open: [], closed: ['/ledger', '/ledger/zrs26', CELL] },
])('what is open to the $name, and what is not', async ({ who, open, closed }) => {
  for (const path of open) expect([path, (await seen(who, path)).status]).toEqual([path, 200])
  for (const path of closed) expect([path, (await seen(who, path)).status]).toEqual([path, 403])
})

test('what there never was is unknown', async () => {
  for (const path of ['/ledger/nothing', '/ledger/zrs26/zrs26.B99.sign', '/ledger/plans/zrs26.B10.sign'])
    expect([path, (await seen(ADMIN, path)).status]).toEqual([path, 404])
})

test('all programmes stand with their coverage against the time, what is behind or late first', async () => {
  const { body } = await seen(ADMIN, '/ledger')
  expect(body).toContain('正在进行（3）')
  expect(body).toContain('责任书 1/14')
  // September's round of the plans is late, and the others have time.
  const order = ['plans', 'pioneers', 'zrs26'].map((id) => body.indexOf(`./ledger/${id}"`))
  expect(order).toEqual(order.toSorted((one, other) => one - other))
  expect(order).not.toContain(-1)
  expect(body).toMatch(/<progress[^>]*aria-label="2026年责任书：时间"/)
  expect(body).toContain('去年的台账')
})

test('whoever leads or inspects a branch sees its rows alone, also in what is counted', async () => {
  for (const who of [SECRETARY, INSPECTOR]) {
    const all = (await seen(who, '/ledger')).body
    expect(all).not.toContain('/14')
    const { body } = await seen(who, '/ledger/zrs26')
    expect(body).not.toContain('zrs26.B01.sign')
    expect(body).toContain('zrs26.B10.sign')
  }
  expect((await seen(SECRETARY, '/ledger')).body).toContain('责任书 1/1')
})

test('a programme is a table of rows and steps, with signs in words; only what is unfinished on demand', async () => {
  const { body } = await seen(ADMIN, '/ledger/plans')
  for (const said of ['进展（9月）', '进展（10月）', '总结', '！逾期', '✓ 已办', '12月30日前'])
    expect(body).toContain(said)
  expect(body).toContain('共1行')
  const all = (await seen(ADMIN, '/ledger/zrs26')).body
  expect(all).toContain('共14行')
  expect(all).toContain('免办')
  const open = (await seen(ADMIN, '/ledger/zrs26?open=1')).body
  expect(open).toContain('只列未完成的13行')
  expect(open).not.toContain('zrs26.B10.sign')
})

test('people stand by name before the committee and their own leads alone', async () => {
  const named = async (who: string) => (await seen(who, '/ledger/pioneers')).body.includes('姓名不显示')
  expect(await named(ADMIN)).toBe(false)
  expect(await named(COMMITTEE)).toBe(false)
  expect(await named(SECRETARY)).toBe(false)
  expect(await named(INSPECTOR)).toBe(true)
})

test('the history of a cell says what and when; who to the committee and its leads, why to administrators and its leads', async () => {
  const told = async (who: string) => {
    const { body } = await seen(who, CELL)
    expect(body).toContain('免办')
    const [{ name } = { name: '?' }] = await site.life.db
      .selectFrom('roster_members')
      .select('name')
      .where('id', '=', ADMIN)
      .execute()
    const table = body.slice(body.indexOf('<table'))
    return { who: table.includes(name), why: table.includes('支部正在换届') }
  }
  expect(await told(ADMIN)).toEqual({ who: true, why: true })
  expect(await told(COMMITTEE)).toEqual({ who: true, why: false })
  expect(await told(SECRETARY)).toEqual({ who: true, why: true })
  expect(await told(INSPECTOR)).toEqual({ who: false, why: false })
  expect((await seen(INSPECTOR, '/ledger/plans/plans.P1.end')).body).toContain('2026-12-30')
})
