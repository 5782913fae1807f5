import { expect, test } from 'vitest'
import { followRoster, repliesOf, rollOf } from '../../../src/attendance/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import {
  A047,
  ADMIN,
  buttonsOf,
  cardOf,
  DEPUTY,
  linesOf,
  MEMBER,
  named,
  SECRETARY,
  STRANGER,
} from '../overview/shown.ts'

const TOLD = '2026-11-23T10:00:00+08:00'
const ID = MeetingId.parse('A047')
const REASON = '组织关系已转入'

function told(): Promise<Life> {
  const past = { name: 'list', live: (life: Pick<Life, 'liveUntil'>) => life.liveUntil(TOLD) }
  return aLife({ only: ['A047'], past })
}

const open = (life: Life, who = SECRETARY) => life.press(who, 'attendance.openList', A047)
const change = (life: Life, form: object, who = SECRETARY) =>
  life.press(who, 'attendance.changeList', { ...A047, form: { reason: REASON, ...form } })
const add = (life: Life, person: string, who?: string) => change(life, { person, change: 'add' }, who)
const remove = (life: Life, person: string, who?: string) => change(life, { person, change: 'remove' }, who)
const counts = (life: Life) => life.act((tx) => repliesOf(tx, ID))

test('the card of a meeting opens its list by name, for whoever looks after it and nobody else', async () => {
  await using life = await told()
  await life.press(SECRETARY, 'meetings.open', A047)
  expect(buttonsOf(await cardOf(life, SECRETARY, 'meetings.manage')).get('应到名单')?.action).toBe(
    'attendance.openList',
  )
  for (const who of [SECRETARY, DEPUTY, ADMIN])
    expect(await open(life, who)).toBe('应到名单已发到与您的私聊。')
  for (const who of [MEMBER, STRANGER]) expect(await open(life, who)).toMatch(/^这项操作需要本支部书记/)
  const lines = linesOf(await cardOf(life, SECRETARY, 'attendance.list'))
  expect(lines[0]).toContain(named(life, 'M0230'))
  expect(lines[0]).toMatch(/^应到（41）：/)
  expect(lines[1]).toContain('名单随名册变动')
  const looks = life.db.selectFrom('roster_audit').select('actor').where('act', '=', 'attendance.readByName')
  expect(await looks.execute()).toEqual([{ actor: ADMIN }])
})

test('who is added by hand is told, can answer, and stays whatever the roster does', async () => {
  await using life = await told()
  expect(await add(life, 'M0001')).toBe('已加入应到名单。')
  expect((await life.letters('attendance.added')).map(({ key }) => key)).toEqual([
    'attendance.added:A047:v1:M0001',
  ])
  const join = { data: { meeting: 'A047', reply: 'join', place: 'private' } }
  expect(await life.press('M0001', 'attendance.answer', join)).toBe('已记录：您将参加。')
  await followRoster(life.ctx)
  expect(await counts(life)).toEqual({ expected: 42, join: 1, leave: 0 })
  expect(await add(life, 'M0001')).toBe('这位同志已在名单中，无需再加。')
})

test('who is taken out by hand stays out whatever the roster does, keeps the answer, and comes back with it', async () => {
  await using life = await told()
  await life.press(MEMBER, 'attendance.answer', { data: { meeting: 'A047', reply: 'join', place: 'group' } })
  expect(await remove(life, MEMBER)).toBe('已移出应到名单，其此前的反馈保留。')
  await followRoster(life.ctx)
  expect(await counts(life)).toEqual({ expected: 40, join: 0, leave: 0 })
  expect(await remove(life, MEMBER)).toBe('这位同志不在名单中，无需移出。')
  expect(await add(life, MEMBER)).toBe('已加入应到名单。')
  expect(await counts(life)).toEqual({ expected: 41, join: 1, leave: 0 })
  expect(await life.letters('attendance.added')).toEqual([])
})

test('after the freeze the list is changed by hand alone, until the meeting is over', async () => {
  await using life = await told()
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  await remove(life, MEMBER)
  await add(life, 'M0001')
  await life.press('M0001', 'attendance.checkIn', A047)
  expect(await life.press(MEMBER, 'attendance.checkIn', A047)).toContain('您无需反馈')
  await open(life)
  expect(linesOf(await cardOf(life, SECRETARY, 'attendance.list')).join('\n')).toContain(
    '名单已于11月25日13:45签到开放时确定',
  )
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  expect(await life.act((tx) => rollOf(tx, ID))).toMatchObject({ expected: 41, present: 1, unconfirmed: 40 })
  expect(await add(life, MEMBER)).toBe('会议已结束，应到名单不再变动。')
})

test('the reason is kept apart: no audit, letter or card of others holds it', async () => {
  await using life = await told()
  await remove(life, MEMBER)
  for (const who of [SECRETARY, DEPUTY]) await open(life, who)
  await life.settle()
  const line = `${named(life, SECRETARY)}：移出应到 ${named(life, MEMBER)}`
  const shown = async (who: string) => linesOf(await cardOf(life, who, 'attendance.list')).at(-1)
  expect(await shown(SECRETARY)).toBe(`11月23日09:00，${line}，原因：${REASON}`)
  expect(await shown(DEPUTY)).toBe(`11月23日09:00，${line}`)
  const rows = [
    ...(await life.db.selectFrom('roster_audit').selectAll().execute()),
    ...(await life.db.selectFrom('letters_letters').selectAll().execute()),
    ...(await life.db.selectFrom('alarms_alarms').selectAll().execute()),
  ]
  expect(JSON.stringify(rows)).not.toContain(REASON)
  const audit = life.db
    .selectFrom('roster_audit')
    .select(['actor', 'details'])
    .where('act', '=', 'attendance.changeList')
  expect(await audit.execute()).toEqual([
    { actor: SECRETARY, details: { change: 'remove', member: MEMBER, was: 'due' } },
  ])
})

test('each act has its own right, and what is missing is asked for', async () => {
  await using life = await told()
  expect(await add(life, 'M0001', DEPUTY)).toBe('已加入应到名单。')
  expect(await remove(life, 'M0001', ADMIN)).toContain('已移出')
  for (const who of [MEMBER, STRANGER]) expect(await add(life, 'M0002', who)).toMatch(/^这项操作需要/)
  expect(await change(life, { name: 'M0001', change: 'observe' }, DEPUTY)).toContain(
    '邀请列席需要本支部书记或学院管理员办理。',
  )
  expect(await change(life, { change: 'add' })).toBe('请选择或填写人员，再提交。')
  expect(await change(life, { person: 'M0001' })).toBe('请选择如何调整，再提交。')
  expect(await change(life, { person: 'M0001', change: 'add', reason: ' ' })).toBe('请填写原因，再提交。')
  expect(await add(life, '没有这个人')).toBe('名册中没有这位同志，请核对姓名或编号。')
  await life.db
    .updateTable('roster_members')
    .set({ name: '同名' })
    .where('id', 'in', ['M0001', 'M0002'])
    .execute()
  expect(await add(life, '同名')).toBe('有几位同志同名，请改写编号，如M0012。')
})

test('an observer is invited from the card, once, and dismissed there', async () => {
  await using life = await told()
  const observe = (what: string) => change(life, { name: 'M0001', change: what })
  expect(await observe('observe')).toBe('已列为列席人员，将私聊邀请。')
  expect(await observe('observe')).toBe('这位同志已在名单中，无需再加。')
  await life.settle()
  expect((await life.letters('attendance.observe')).map(({ key, ended }) => [key, ended])).toEqual([
    ['attendance.observe:A047:v1:M0001', 'sent'],
  ])
  await followRoster(life.ctx)
  expect(await counts(life)).toMatchObject({ expected: 41 })
  expect(await change(life, { name: MEMBER, change: 'observe' })).toContain('不能列席')
  expect(await observe('dismiss')).toBe('已取消列席。')
  expect(JSON.stringify(await cardOf(life, 'M0001', 'attendance.observe'))).toContain('这次无需您列席')
  await followRoster(life.ctx)
  expect(JSON.stringify(await cardOf(life, 'M0001', 'attendance.observe'))).toContain('这次无需您列席')
})

test('twenty who press at once change the list once', async () => {
  await using life = await told()
  const answers = await Promise.all(Array.from({ length: 20 }, () => remove(life, MEMBER)))
  expect(answers.filter((one) => one.startsWith('已移出'))).toHaveLength(1)
  expect(await life.db.selectFrom('attendance_list_changes').select('id').execute()).toHaveLength(1)
})
