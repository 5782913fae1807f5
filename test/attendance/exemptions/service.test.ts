import { expect, test } from 'vitest'
import { followRoster, repliesOf } from '../../../src/attendance/service.ts'
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

const ID = MeetingId.parse('A047')
const B10 = { data: { branch: 'B10' } }
const CLASS = '长期卧床或生活不能自理'
const APPROVAL = '组字〔2026〕7号'

function told(): Promise<Life> {
  const past = {
    name: 'exempt',
    live: (life: Pick<Life, 'liveUntil'>) => life.liveUntil('2026-11-23T10:00:00+08:00'),
  }
  return aLife({ only: ['A047'], past })
}

const propose = (life: Life, form: object = {}, who = SECRETARY) =>
  life.press(who, 'attendance.proposeExempt', {
    ...B10,
    form: { person: MEMBER, class: CLASS, approval: APPROVAL, ...form },
  })
const idOf = async (life: Life) => (await life.letters('attendance.exemptAsked')).at(-1)?.ref ?? ''
const decide = async (life: Life, verdict = 'approved', who = ADMIN) =>
  life.press(who, 'attendance.decideExempt', { data: { id: await idOf(life), verdict } })
const expected = async (life: Life) => (await life.act((tx) => repliesOf(tx, ID))).expected
const roleOf = async (life: Life, who = MEMBER) =>
  (
    await life.db
      .selectFrom('attendance_due')
      .select('standing')
      .where('member_id', '=', who)
      .where('meeting_id', '=', ID)
      .executeTakeFirstOrThrow()
  ).standing

test('the secretary proposes, an administrator approves on one private card, and the person is not counted from then on', async () => {
  await using life = await told()
  await life.press(MEMBER, 'attendance.answer', { data: { meeting: 'A047', reply: 'join', place: 'group' } })
  await life.press(SECRETARY, 'attendance.openList', A047)
  const open = buttonsOf(await cardOf(life, SECRETARY, 'attendance.list')).get('申请不计入应到')
  expect(open?.data).toEqual({ branch: 'B10' })
  expect(await life.press(SECRETARY, 'attendance.openExemptions', B10)).toBe('已发到与您的私聊。')
  expect(await propose(life)).toBe('申请已提交，等待学院管理员审批。')
  expect((await life.letters('attendance.exemptAsked')).map(({ receiver }) => receiver)).toEqual([
    `person:${ADMIN}`,
  ])
  expect(await expected(life)).toBe(41)
  const card = await cardOf(life, ADMIN, 'attendance.exemptAsked')
  expect([...buttonsOf(card).keys()]).toEqual(['同意', '不同意'])
  expect(linesOf(card)).toContain(`理由：${CLASS}`)
  expect(await decide(life)).toBe('已记录，将告知申请人。')
  expect(await decide(life)).toBe('这份申请已处理，无需再点。')
  expect([await roleOf(life), await expected(life)]).toEqual(['exempt', 40])
  expect(linesOf(await cardOf(life, SECRETARY, 'attendance.exemptDecided'))).toEqual([
    `您申请的${named(life, MEMBER)}不计入应到，已同意。`,
  ])
  await followRoster(life.ctx)
  expect(await roleOf(life)).toBe('exempt')
  const line = `${named(life, MEMBER)}：${CLASS}；依据：${APPROVAL}；2026年11月23日起；已同意`
  expect(linesOf(await cardOf(life, SECRETARY, 'attendance.exemptions'))).toContain(line)
  expect(await life.press(SECRETARY, 'attendance.liftExempt', { data: { id: await idOf(life) } })).toContain(
    '已解除',
  )
  expect(await life.act((tx) => repliesOf(tx, ID))).toEqual({ expected: 41, join: 1, leave: 0 })
})

test('a refusal leaves the list as it was; the person may be proposed again, but not twice at once', async () => {
  await using life = await told()
  await Promise.all(Array.from({ length: 20 }, () => propose(life)))
  expect(await life.letters('attendance.exemptAsked')).toHaveLength(1)
  expect(await propose(life)).toContain('已有待审批或生效中的申请')
  await decide(life, 'refused')
  expect(await expected(life)).toBe(41)
  expect(await propose(life)).toBe('申请已提交，等待学院管理员审批。')
})

test('a period counts by the day of the meeting', async () => {
  await using life = await told()
  await propose(life, { from: '2026-11-26 +0800' })
  await decide(life)
  await propose(life, { person: 'M0231', until: '2026-11-24 +0800' })
  await decide(life)
  await propose(life, { person: 'M0232', from: '2026-11-20 +0800', until: '2026-11-25 +0800' })
  await decide(life)
  expect(await Promise.all([MEMBER, 'M0231', 'M0232'].map((who) => roleOf(life, who)))).toEqual([
    'due',
    'due',
    'exempt',
  ])
})

test('only the secretary proposes, only an administrator decides, and nobody the own case', async () => {
  await using life = await told()
  for (const who of [DEPUTY, MEMBER, STRANGER, ADMIN])
    expect(await propose(life, {}, who)).toContain('申请不计入应到需要本支部书记办理。')
  for (const who of [DEPUTY, MEMBER, STRANGER])
    expect(await life.press(who, 'attendance.openExemptions', B10)).toContain('书记办理')
  await propose(life)
  for (const who of [SECRETARY, DEPUTY, MEMBER])
    expect(await decide(life, 'approved', who)).toBe('这项操作需要学院管理员办理。')
  await life.db.insertInto('roster_committee').values({ member_id: SECRETARY, rights: 'admin' }).execute()
  expect(await decide(life, 'approved', SECRETARY)).toContain('需由其他管理员审批')
  expect(await life.press(DEPUTY, 'attendance.liftExempt', { data: { id: await idOf(life) } })).toContain(
    '书记办理',
  )
})

test('what is missing is asked for', async () => {
  await using life = await told()
  expect(await propose(life, { person: '' })).toBe('请选择或填写人员，再提交。')
  expect(await propose(life, { person: 'M0001' })).toContain('本支部没有这位同志')
  expect(await propose(life, { class: '不想来' })).toBe('请选择理由，再提交。')
  expect(await propose(life, { approval: ' ' })).toBe('请填写批准文号或决议，再提交。')
  expect(await propose(life, { until: '2026-11-22 +0800' })).toContain('截止日期不能早于')
})

test('class and approval stand on the two cards that may hold them, and nowhere else', async () => {
  await using life = await told()
  await life.press(DEPUTY, 'attendance.openList', A047)
  await life.press(SECRETARY, 'attendance.openExemptions', B10)
  await propose(life)
  await life.settle()
  await decide(life)
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  const rows = [
    ...(await life.db.selectFrom('roster_audit').selectAll().execute()),
    ...(await life.db.selectFrom('letters_letters').selectAll().execute()),
    ...(await life.db.selectFrom('alarms_alarms').selectAll().execute()),
  ]
  const sent = life.sent.filter(({ content }) => JSON.stringify(content).match(/卧床|组字/))
  expect(JSON.stringify(rows)).not.toMatch(/卧床|组字/)
  expect(new Set(sent.map(({ to }) => to.id))).toEqual(new Set([`ou_${ADMIN}`, `ou_${SECRETARY}`]))
  expect(JSON.stringify(await cardOf(life, DEPUTY, 'attendance.list'))).not.toMatch(/卧床|组字/)
  for (const kind of ['attendance.exemptions', 'attendance.exemptAsked'] as const) {
    const card = await cardOf(life, kind === 'attendance.exemptions' ? SECRETARY : ADMIN, kind)
    expect(`${card.title}${card.summary}`).not.toMatch(/卧床|组字/)
    expect(`${card.title}${card.summary}`).not.toContain(named(life, MEMBER))
  }
})
