import { afterAll, beforeAll, expect, test } from 'vitest'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { ADMIN, aSite, MEMBER, OTHER, SECRETARY } from './a-site.ts'

/** Inspects B10, of another branch. */
const INSPECTOR = 'M0011'
const NOTE = '陪护家人就医'
const [OWN_ITEM, FURTHER_ITEM] = ['听取教工支部工作情况', '研究干部事项']

/** One site for the whole file: nothing here changes what another test sees. */
let site: Awaited<ReturnType<typeof aSite>>
beforeAll(async () => {
  site = await aSite({ now: '2026-11-23T10:00:00+08:00', past: { name: 'pages meetings', live: answered } })
})
afterAll(() => site[Symbol.asyncDispose]())

type Life = Parameters<NonNullable<NonNullable<Parameters<typeof aSite>[0]>['past']>['live']>[0]

/** One comes to A047, and one asks for leave; of another sitting the secretary of B01 is an observer. */
async function answered(life: Life): Promise<void> {
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  const join = { meeting: 'A047', reply: 'join', place: 'group' }
  expect(await life.press('M0231', 'attendance.answer', { data: join })).toContain('已记录')
  const leave = { data: { meeting: 'A047' }, form: { category: '健康', note: NOTE } }
  expect(await life.press('M0232', 'attendance.leave', leave)).toContain('请假')
  const [line] = life.planned
  if (line === undefined) throw new Error('no A047')
  const observers = [MemberId.parse(OTHER)]
  const observed = { observers, agenda: [OWN_ITEM, FURTHER_ITEM], flagged: [{ item: OWN_ITEM, observers }] }
  await life.book([{ ...line, ...observed, id: MeetingId.parse('A047O'), title: '支部委员会（扩大）' }])
}

/** One checks in, the others are to be confirmed. */
async function held(life: Life): Promise<void> {
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  await life.press('M0231', 'attendance.checkIn', { data: { meeting: 'A047' } })
  await life.liveUntil('2026-11-25T17:00:00+08:00')
}

const nameOf = (id: string) => site.life.college.members.find((one) => one.id === id)?.name ?? ''
const seen = async (who: string, path: string) => (await site.get(`/p${path}`, await site.signIn(who))).body
const reads = () =>
  site.life.db.selectFrom('roster_audit').select('actor').where('act', '=', 'attendance.readByName').execute()

test('a member sees what a meeting is about, how many come, and the own answer, but nobody by name', async () => {
  const body = await seen(MEMBER, '/meetings/A047')
  for (const words of ['第四季度支部党员大会', '电气楼118', '应到', '未反馈', '我的反馈', '待反馈'])
    expect(body).toContain(words)
  expect([body.includes(nameOf('M0231')), body.includes('显示名单'), body.includes('活动纪实')]).toEqual([
    false,
    false,
    false,
  ])
  expect(await seen(MEMBER, '/meetings/A047?names=1')).not.toContain(nameOf('M0231'))
})

test('the secretary sees who answered what', async () => {
  const body = await seen(SECRETARY, '/meetings/A047')
  expect(body).toContain('未反馈（39）')
  expect(body).toContain(nameOf('M0231'))
  expect(await reads()).toEqual([])
})

test('an administrator and the inspector see names on demand, and it is written down', async () => {
  for (const who of [ADMIN, INSPECTOR]) {
    const before = await seen(who, '/meetings/A047')
    expect([before.includes('显示名单'), before.includes(nameOf('M0231'))]).toEqual([true, false])
    expect(await seen(who, '/meetings/A047?names=1')).toContain(nameOf('M0231'))
  }
  expect((await reads()).map(({ actor }) => actor)).toEqual([ADMIN, INSPECTOR])
})

test('why somebody is on leave stands on no page', async () => {
  for (const who of [SECRETARY, ADMIN, MEMBER, 'M0232']) {
    const body = (await seen(who, '/meetings/A047?names=1')) + (await seen(who, '/me'))
    expect([who, body.includes(NOTE), body.includes('健康')]).toEqual([who, false, false])
  }
})

test('whoever has nothing to do with a meeting sees neither it nor its line in the list', async () => {
  const headers = await site.signIn(OTHER)
  expect((await site.get('/p/meetings/A047', headers)).statusCode).toBe(403)
  expect((await site.get('/p/meetings/A999', headers)).statusCode).toBe(404)
  expect((await site.get('/p/meetings', headers)).body).not.toContain('A047"')
})

test('an observer sees the own items of the agenda and no numbers', async () => {
  const body = await seen(OTHER, '/meetings/A047O')
  expect(body).toContain(OWN_ITEM)
  expect([body.includes(FURTHER_ITEM), body.includes('应到')]).toEqual([false, false])
  expect(await seen(SECRETARY, '/meetings/A047O')).toContain(FURTHER_ITEM)
})

test('meetings are found by day, branch and type; what names no day means this week and the next', async () => {
  const headers = await site.signIn(ADMIN)
  const has = async (query: string) =>
    (await site.get(`/p/meetings?${query}`, headers)).body.includes('meetings/A047"')
  for (const found of [
    '',
    'branch=B10',
    'type=支部党员大会',
    'from=2026-11-25&until=2026-11-25',
    'from=&until=&branch=&type=',
    'from=yesterday&until=2026-13-40',
    'from=2026-11-30&until=2026-11-20',
  ])
    expect([found, await has(found)]).toEqual([found, true])
  for (const not of [
    'branch=B01',
    'type=党课',
    'from=2026-11-26',
    'until=2026-11-24',
    'branch=college',
    'branch=%27%3B--',
  ])
    expect([not, await has(not)]).toEqual([not, false])
})

test('a meeting that was held shows who came, and how its record stands to whoever may read it', async () => {
  await using past = await aSite({
    now: '2026-11-25T13:50:00+08:00',
    past: { name: 'pages held', live: held },
  })
  const shown = async (who: string) => (await past.get('/p/meetings/A047', await past.signIn(who))).body
  const own = await shown(MEMBER)
  expect([own.includes('实到'), own.includes('活动纪实')]).toEqual([true, false])
  const secretary = await shown(SECRETARY)
  for (const words of ['实到（1）', '待核实（', '活动纪实', '待提交', '截止'])
    expect(secretary).toContain(words)
})
