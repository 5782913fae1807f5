import { afterAll, beforeAll, expect, test } from 'vitest'
import { registry } from '../../src/router.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { ADMIN, aSite, MEMBER, SECRETARY } from '../pages/a-site.ts'
import { PAST } from '../workbooks/setup.ts'

/** Of the committee and no administrator; inspects B05 and B10. */
const [COMMITTEE, INSPECTOR] = ['M0033', 'M0011']

let site: Awaited<ReturnType<typeof aSite>>
const cookies = new Map<string, { cookie: string }>()
beforeAll(async () => {
  site = await aSite({ only: [], past: PAST })
  for (const who of [ADMIN, COMMITTEE, SECRETARY, INSPECTOR, MEMBER]) cookies.set(who, await site.signIn(who))
})
afterAll(() => site[Symbol.asyncDispose]())

async function seen(who: string, path: string): Promise<{ status: number; body: string }> {
  const { statusCode: status, body } = await site.get(`/p${encodeURI(path)}`, cookies.get(who))
  return { status, body }
}

test.each([
  {
    name: 'administrator',
    who: ADMIN,
    open: ['/branches/B01', '/statistics?of=all', '/statistics/held?of=B01'],
    closed: [],
  },
  {
    name: 'committee',
    who: COMMITTEE,
    open: ['/branches/B01', '/statistics?of=college', '/statistics/due?of=branches'],
    closed: [],
  },
  {
    name: 'secretary',
    who: SECRETARY,
    open: [
      '/branches/B10',
      '/statistics',
      '/statistics?of=B10G1',
      '/statistics/held?of=B10',
      '/statistics?of=me',
    ],
    closed: ['/branches/B01', '/statistics?of=all', '/statistics?of=B01G1', '/statistics/held?of=B01'],
  },
  {
    name: 'inspector',
    who: INSPECTOR,
    open: ['/branches/B10', '/statistics?of=B05'],
    closed: ['/branches/B02', '/statistics?of=all'],
  },
  {
    name: 'member',
    who: MEMBER,
    open: ['/statistics', '/statistics/due?of=me'],
    closed: ['/branches/B10', '/statistics?of=B10', '/overview?of=B10'],
  },
])('what is open to the $name, and what is not', async ({ who, open, closed }) => {
  for (const path of open) expect([path, (await seen(who, path)).status]).toEqual([path, 200])
  for (const path of closed) expect([path, (await seen(who, path)).status]).toEqual([path, 403])
})

const LONG = '很'.repeat(60)

test.each<[string, string]>([
  ['/statistics?of=B99', '没有这个范围：“B99”'],
  ['/statistics?of=<script>alert(1)</script>', '没有这个范围：“&lt;script>'],
  ['/statistics?type=下棋', '没有这种会议类型：“下棋”'],
  ['/statistics?range=days&from=2026-12-01&until=2026-11-01', '开始日期晚于结束日期'],
  ['/statistics?range=2026-11-20..2026-11-01', '开始日期晚于结束日期'],
  ['/statistics?range=2016-01-01..2026-01-01', '一次最多统计12个月'],
  ['/statistics?range=days&from=2026-02-30&until=2026-03-01', '没有看懂时间'],
  ['/statistics?range=days&from=yesterday', '没有看懂时间'],
  ['/statistics?range=12月', '有几种可能'],
  ["/statistics?range=';drop table x--", '没有看懂时间'],
  [`/statistics?range=${LONG}`, '没有看懂时间'],
  ['/statistics/held?of=B10&range=x', '没有看懂时间'],
  ['/statistics/held?of=B10&page=-1', '共5行'],
  ['/statistics/present?of=B10&range=2026-11&page=1e9', '共'],
  ['/branches/B10?range=2036-01..2046-01', '一次最多统计12个月'],
  ['/overview?of=B99', '没有这个范围'],
  ['/overview?week=2026-W99', '这一周没有周报'],
])('%s is answered with a clear word', async (path, said) => {
  const { status, body } = await seen(ADMIN, path)
  expect([status, body.includes(said) || body.match(/<main[\s\S]*<\/main>/)?.[0]]).toEqual([200, true])
})

test.each(['/branches/B99', '/branches/%00', '/statistics/rate?of=all', '/statistics/held/2', '/branches'])(
  'there is no page %s',
  async (path) => {
    const { statusCode } = await site.get(`/p${path}`, cookies.get(ADMIN))
    expect(statusCode).toBe(404)
  },
)

test('a branch’s page has its figures, what is still missing, its meetings and their records, and no names', async () => {
  const { body } = await seen(SECRETARY, '/branches/B10?range=本月')
  for (const words of ['本科生第二党支部', '应开展的组织生活', '还缺1次', '每周到会率', '按时率', '已通过'])
    expect(body, words).toContain(words)
  expect(body).toMatch(/href="\.\/statistics\/held\?of=B10&amp;range=2026-11-01\.\.2026-11-30"/)
  expect(body).toMatch(/href="\.\/meetings\/A\d+"/)
  for (const { name, branch } of site.life.college.members.filter(({ id }) => id !== SECRETARY))
    if (branch === 'B10') expect(body, name).not.toContain(name)
  // Whose office opens no meetings reads of them without a way to them.
  expect((await seen(COMMITTEE, '/branches/B10?range=本月')).body).not.toMatch(/href="\.\/meetings\//)
})

test('the way from the overview: filters by branch, type and time, which stay chosen, and a link to each branch', async () => {
  const { body } = await seen(ADMIN, '/overview?of=B10&type=主题党日&range=本月')
  expect(body).toContain('action="./overview"')
  for (const chosen of ['value="B10"', 'value="主题党日"', 'value="本月"'])
    expect(body, chosen).toMatch(new RegExp(`<option[^>]*selected[^>]* ${chosen}|<option ${chosen} selected`))
  expect(body).toContain('type=%E4%B8%BB')
  const all = await seen(ADMIN, '/overview?of=all&range=本月')
  for (const { id } of site.life.college.branches) expect(all.body).toContain(`href="./branches/${id}"`)
  // Own days are there for whoever chooses them, also without a script.
  expect(body).toMatch(/<label data-only-with="days">.*?type="date" name="from" value="2026-11-01"/)
})

test('the card’s 查看明细 leads to the page with the same figures', async () => {
  const { life } = site
  const id = LetterId.parse(crypto.randomUUID())
  const to = { person: MemberId.parse(SECRETARY) }
  for (const [kind, ref, page] of [
    [
      'statistics.sheet',
      'branch:B10/2026-09-07/2027-01-18',
      '/statistics?of=B10&range=2026-09-07..2027-01-17',
    ],
    ['statistics.rows', 'held/2/branch:B10/2026-11-01/2026-12-01/党课', '/statistics/held?of=B10&range='],
  ] as const) {
    const shown = await life.act((tx) =>
      registry.letters.kinds[kind].render(life.ctx, tx, { id, kind, ref, to }),
    )
    const address = /"to":"([^"]+)"/.exec(JSON.stringify(shown))?.[1] ?? ''
    expect(address).toContain(page)
    expect((await site.get(`/p${address}`, cookies.get(SECRETARY))).statusCode).toBe(200)
  }
})
