import { expect, test } from 'vitest'
import { repliesOf } from '../../../src/attendance/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { press, type Registry } from '../press.ts'

/** A047 is B10's meeting of 25 November at 14:00; M0213 is its secretary, M0230 one of its members. */
const [MEETING, MEMBER] = ['A047', 'M0230']

const choose = (category: string, at?: string) => ({
  name: 'attendance.category',
  data: { meeting: MEETING, category },
  ...(at === undefined ? {} : { at }),
})
const explain = (note: string) => ({
  name: 'attendance.leaveNote',
  data: { meeting: MEETING },
  form: { note },
})
const answer = (reply: 'join' | 'leave', place: 'group' | 'private' = 'group') => ({
  name: 'attendance.answer',
  data: { meeting: MEETING, reply, place },
})
/** The form that stood on cards before there were five buttons. */
const oldForm = (category: string | undefined, note = '') => ({
  name: 'attendance.leave',
  data: { meeting: MEETING },
  form: { category, note },
})

const counted = (life: Registry) => life.act((tx) => repliesOf(tx, MeetingId.parse(MEETING)))

async function leaveOf({ db }: Registry) {
  const row = await db.selectFrom('attendance_leaves').selectAll().executeTakeFirstOrThrow()
  return { category: row.category, note: row.note, state: row.state, by: row.decided_by }
}

async function everyLetter({ db }: Registry): Promise<string[]> {
  const rows = await db.selectFrom('letters_letters').select('kind').orderBy('seq').execute()
  return rows.map(({ kind }) => kind)
}

test('请假 in the group brings five buttons in private, and nothing to fill in', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, MEMBER, answer('leave'))
  const [card] = await life.written('attendance.leaveForm')
  expect(card?.receiver).toBe(`person:${MEMBER}`)
  const labels = [...(card?.shows ?? '').matchAll(/"text":"([^"]+)","style"/g)].map(([, label]) => label)
  expect(labels).toEqual(['公务', '教学', '事假', '健康', '其他', '改为参加'])
  expect(card?.shows).not.toContain('"kind":"form"')
  expect(card?.shows).toContain('公务、教学点选即准，其余由书记审批。')
})

test.each(['公务', '教学'])(
  '%s is granted in the click’s own answer, and nobody is written to',
  async (category) => {
    await using life = await aCollege({ only: [MEETING] })
    await press(life, MEMBER, answer('leave'))
    expect(await press(life, MEMBER, choose(category))).toBe('您的请假已获同意。')
    expect(await everyLetter(life)).toEqual(['attendance.leaveForm'])
    const [card] = await life.written('attendance.leaveForm')
    expect(card?.shows).toContain('您的请假已获同意：11月25日14:00的第四季度支部党员大会。')
    expect(card?.shows).toContain(`类别：${category}。`)
    expect(card?.shows).not.toContain('"kind":"form"')
    expect(await counted(life)).toMatchObject({ join: 0, leave: 1 })
    expect(await press(life, MEMBER, choose(category))).toBe('您的请假已获同意。')
    expect(await press(life, MEMBER, answer('join', 'private'))).toBe('已记录：您将参加。')
    expect(await counted(life)).toMatchObject({ join: 1, leave: 0 })
  },
)

test('the audit says that a leave was granted by the rule, and neither its category nor a name', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, MEMBER, choose('教学'))
  const lines = await life.db
    .selectFrom('roster_audit')
    .selectAll()
    .where('act', 'like', 'attendance.%')
    .execute()
  expect(lines).toMatchObject([{ act: 'attendance.grantLeave', actor: MEMBER, about: MEETING, details: {} }])
  expect(JSON.stringify(lines)).not.toContain('教学')
})

test('a college may let nothing pass, or everything', async () => {
  await using life = await aCollege({ only: [MEETING] })
  const { settings } = life.ctx
  Object.assign(life.ctx, { settings: { ...settings, leave: { ...settings.leave, granted: [] } } })
  expect(await press(life, MEMBER, choose('公务'))).toBe('请假已提交，等待审批。')
  Object.assign(life.ctx, { settings: { ...settings, leave: { ...settings.leave, granted: ['健康'] } } })
  expect(await press(life, 'M0231', choose('健康'))).toBe('您的请假已获同意。')
})

test('whoever waits for a decision may choose another category, and what the college lets pass is granted then', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, MEMBER, choose('事假'))
  await press(life, MEMBER, explain('搬家'))
  expect(await leaveOf(life)).toEqual({ category: '事假', note: '搬家', state: 'asked', by: null })
  expect(await press(life, MEMBER, choose('公务'))).toBe('您的请假已获同意。')
  // Nobody decides: nobody need know why.
  expect(await leaveOf(life)).toEqual({ category: '公务', note: null, state: 'approved', by: null })
})

test('an older press that comes after a newer answer changes nothing', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, MEMBER, choose('健康', '2026-11-23T09:00:02+08:00'))
  expect(await press(life, MEMBER, choose('事假', '2026-11-23T09:00:01+08:00'))).toBe(
    '请假已提交，等待审批。',
  )
  expect(await leaveOf(life)).toMatchObject({ category: '健康' })
  await press(life, MEMBER, { ...answer('join'), at: '2026-11-23T09:00:05+08:00' })
  expect(await press(life, MEMBER, choose('公务', '2026-11-23T09:00:04+08:00'))).toBe('已记录：您将参加。')
  expect(await counted(life)).toMatchObject({ join: 1, leave: 0 })
})

test('what is explained stands on the card of whoever decides and on no other, not even the person’s own', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await life.liveUntil('2026-11-23T09:30:00+08:00')
  await press(life, MEMBER, answer('leave'))
  await press(life, MEMBER, choose('健康'))
  expect(await press(life, MEMBER, explain('  '))).toBe('请先填写说明，再提交。')
  await press(life, MEMBER, explain('复诊'))
  const [own] = await life.written('attendance.leaveForm')
  expect(own?.shows).toContain('您的说明已附上，仅审批人可见。')
  for (const kind of ['attendance.leaveForm', 'meetings.notice'] as const)
    for (const { shows } of await life.written(kind)) expect(shows).not.toContain('复诊')
  const lines = await life.db.selectFrom('roster_audit').selectAll().execute()
  expect(JSON.stringify(lines)).not.toMatch(/复诊|健康/)
})

test('an explanation that comes after the decision is kept nowhere', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, MEMBER, choose('事假'))
  const data = { meeting: MEETING, member: MEMBER, verdict: 'approved' }
  await press(life, 'M0213', { name: 'attendance.decide', data })
  expect(await press(life, MEMBER, explain('搬家'))).toBe('这份请假已有结果，无需再补充说明。')
  expect(await leaveOf(life)).toMatchObject({ note: null })
})

test('the form on a card that was sent before is understood as ever', async () => {
  await using life = await aCollege({ only: [MEETING] })
  // The platform may send a list that nobody touched as nothing or as an empty text.
  for (const untouched of [undefined, ''])
    expect(await press(life, MEMBER, oldForm(untouched))).toBe('请先选择请假类别，再提交。')
  expect(await press(life, MEMBER, oldForm('健康', '复诊'))).toBe('请假已提交，等待审批。')
  expect(await leaveOf(life)).toMatchObject({ category: '健康', note: '复诊' })
  expect(await press(life, 'M0231', oldForm('公务'))).toBe('您的请假已获同意。')
})

test('twenty members press a category at once and each is granted once', async () => {
  await using life = await aCollege({ only: [MEETING] })
  const crowd = Array.from({ length: 20 }, (_, index) => `M0${213 + index}`)
  const pressed = crowd.flatMap((who) => [press(life, who, choose('公务')), press(life, who, choose('公务'))])
  expect(new Set(await Promise.all(pressed))).toEqual(new Set(['您的请假已获同意。']))
  expect(await counted(life)).toMatchObject({ join: 0, leave: 20 })
  expect(await everyLetter(life)).toEqual([])
})
