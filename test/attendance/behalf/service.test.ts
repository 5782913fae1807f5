import { expect, test } from 'vitest'
import { repliesOf, rollOf } from '../../../src/attendance/service.ts'
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
const on = (time: string) => `2026-11-25T${time}:00+08:00`
const OTHER = 'M0231'

/** A047 is announced, and nobody has answered. */
const TOLD = {
  name: 'told',
  live: async (life: Pick<Life, 'liveUntil'>) => life.liveUntil('2026-11-23T10:00:00+08:00'),
}

async function told(at = '2026-11-23T10:00:00+08:00'): Promise<Life> {
  const life = await aLife({ only: ['A047'], past: TOLD })
  await life.liveUntil(at)
  return life
}

const answerFor = (life: Life, by: string, form: object) =>
  life.press(by, 'attendance.answerFor', { ...A047, form: { member: MEMBER, ...form } })
const checkInFor = (life: Life, by: string, form: object = {}) =>
  life.press(by, 'attendance.checkInFor', { ...A047, form: { member: MEMBER, reason: '没有手机', ...form } })
const replies = (life: Life) => life.act((tx) => repliesOf(tx, ID))
const counts = (life: Life) => life.act((tx) => rollOf(tx, ID))
const audited = (life: Life, act: string) =>
  life.db.selectFrom('roster_audit').select(['actor', 'about', 'details']).where('act', '=', act).execute()

test('who looks after the meeting answers for somebody; both cards say so, and the person may change it', async () => {
  await using life = await told()
  const name = named(life, MEMBER)
  await life.press(SECRETARY, 'attendance.openOverview', A047)
  expect(await answerFor(life, SECRETARY, { reply: 'join' })).toBe(`已代${name}反馈：参加。`)
  expect(linesOf(await cardOf(life, SECRETARY))).toContain(`参加（1）：${name}（代答）`)
  expect(await audited(life, 'attendance.answerFor')).toEqual([
    { actor: SECRETARY, about: 'A047', details: { member: MEMBER, reply: 'join' } },
  ])
  life.ctx.set('2026-11-23T10:05:00+08:00')
  await life.press(MEMBER, 'attendance.answer', { data: { meeting: 'A047', reply: 'leave', place: 'group' } })
  await life.press(MEMBER, 'attendance.answer', {
    data: { meeting: 'A047', reply: 'join', place: 'private' },
  })
  expect(linesOf(await cardOf(life, SECRETARY))).toContain(`参加（1）：${name}`)
})

test('the own card says who answered, until the person does', async () => {
  await using life = await told('2026-11-24T14:00:00+08:00')
  await answerFor(life, SECRETARY, { reply: 'join' })
  const line = `由${named(life, SECRETARY)}代为反馈，如有出入可自行修改。`
  expect(linesOf(await cardOf(life, MEMBER, 'attendance.ask'))).toContain(line)
  life.ctx.set('2026-11-24T14:05:00+08:00')
  await life.press(MEMBER, 'attendance.answer', {
    data: { meeting: 'A047', reply: 'join', place: 'private' },
  })
  expect(linesOf(await cardOf(life, MEMBER, 'attendance.ask'))).not.toContain(line)
})

test('a leave is granted in the same step by whoever decides on it, and waits for them otherwise', async () => {
  await using life = await told()
  const sick = { reply: 'leave', category: '健康' }
  expect(await answerFor(life, SECRETARY, sick)).toBe(`已代${named(life, MEMBER)}请假，并已同意。`)
  const other = await answerFor(life, DEPUTY, { ...sick, member: OTHER })
  expect(other).toBe(`已代${named(life, OTHER)}提交请假，等待审批。`)
  await life.settle()
  expect((await life.letters('attendance.leavesAsked')).filter(({ ended }) => ended === 'sent')).toHaveLength(
    1,
  )
  await life.press(SECRETARY, 'attendance.openOverview', A047)
  const [line] = linesOf(await cardOf(life, SECRETARY)).filter((one) => one.startsWith('请假'))
  expect(line).toBe(`请假（2）：${named(life, MEMBER)}（已同意，代答）、${named(life, OTHER)}（待批，代答）`)
  const kept = JSON.stringify([await audited(life, 'attendance.answerFor'), await cardOf(life, SECRETARY)])
  // What a form offers is no answer of anybody's.
  expect(kept.replace(/"kind":"select".*/, '')).not.toContain('健康')
})

test('what is missing is asked for, and nothing is kept', async () => {
  await using life = await told()
  expect(await answerFor(life, SECRETARY, { member: '', reply: 'join' })).toBe('请先选择姓名，再提交。')
  expect(await answerFor(life, SECRETARY, { reply: '' })).toBe('请选择参加或请假，再提交。')
  expect(await answerFor(life, SECRETARY, { reply: 'leave' })).toBe('请先选择请假类别，再提交。')
  expect(await answerFor(life, SECRETARY, { member: STRANGER, reply: 'join' })).toBe(
    '这位同志不在本次会议的名单中。',
  )
  expect(await replies(life)).toMatchObject({ join: 0, leave: 0 })
})

test('neither a member nor an administrator does anything for others, and no form is offered to them', async () => {
  await using life = await told()
  for (const by of [MEMBER, ADMIN]) {
    expect(await answerFor(life, by, { member: OTHER, reply: 'join' })).toMatch(/^这项操作需要本支部书记/)
    expect(await checkInFor(life, by, { member: OTHER })).toMatch(/^这项操作需要本支部书记/)
  }
  await life.press(ADMIN, 'attendance.openOverview', A047)
  expect([...buttonsOf(await cardOf(life, ADMIN)).keys()]).toEqual([])
  expect(await replies(life)).toMatchObject({ join: 0 })
})

test('those who have not answered can be chosen first', async () => {
  await using life = await told()
  await answerFor(life, SECRETARY, { reply: 'join' })
  await life.press(SECRETARY, 'attendance.openOverview', A047)
  const form = (await cardOf(life, SECRETARY)).blocks.find((block) => block.kind === 'form')
  const field = form?.kind === 'form' ? form.fields[0] : undefined
  const choices = field?.kind === 'select' ? field.options.map(({ value }) => value) : []
  expect(choices).toHaveLength(41)
  expect(choices.at(-1)).toBe(MEMBER)
})

test('of an answer for somebody and a later one of their own, pressed at once by twenty, the later stands', async () => {
  await using life = await told()
  const crowd = Array.from({ length: 20 }, (_, n) => `M0${220 + n}`)
  const own = (who: string) => {
    const data = { meeting: 'A047', reply: 'join', place: 'group' }
    return life.press(who, 'attendance.answer', { data })
  }
  await Promise.all(
    crowd.flatMap((member) => [answerFor(life, SECRETARY, { member, reply: 'join' }), own(member)]),
  )
  expect(await replies(life)).toMatchObject({ join: 20 })
})

test('somebody without a phone is checked in with a reason, which stands neither in the audit nor on a card', async () => {
  await using life = await told(on('14:05'))
  const name = named(life, MEMBER)
  expect(await checkInFor(life, SECRETARY, { reason: ' ' })).toBe('请写明代签的原因，再提交。')
  expect(await checkInFor(life, SECRETARY, { member: null })).toBe('请先选择姓名，再提交。')
  expect(await checkInFor(life, SECRETARY)).toBe(`已为${name}签到（14:05）。`)
  expect(await checkInFor(life, DEPUTY)).toBe(`${name}已签到（14:05），无需重复。`)
  expect(await audited(life, 'attendance.checkInFor')).toEqual([
    { actor: SECRETARY, about: 'A047', details: { member: MEMBER } },
  ])
  const rows = life.db.selectFrom('attendance_checked_for').select(['member_id', 'by_id', 'reason'])
  expect(await rows.execute()).toEqual([{ member_id: MEMBER, by_id: SECRETARY, reason: '没有手机' }])
  const mark = life.db.selectFrom('attendance_marks').select('marked_by').where('member_id', '=', MEMBER)
  expect(await mark.executeTakeFirst()).toEqual({ marked_by: SECRETARY })
  await life.press(SECRETARY, 'attendance.openOverview', A047)
  const card = await cardOf(life, SECRETARY)
  expect(linesOf(card)).toContain(`已签到（1）：${name}（代签）`)
  // The hint of the field names the same example.
  expect(linesOf(card).join()).not.toContain('没有手机')
})

test('it is late or too late by the time of the press, and needs no digits', async () => {
  await using life = await told(on('13:44'))
  const { settings } = life.ctx
  Object.assign(life.ctx, { settings: { ...settings, checkin: { ...settings.checkin, code: 'spoken' } } })
  expect(await checkInFor(life, SECRETARY)).toBe('签到尚未开始。')
  await life.liveUntil(on('14:12'))
  expect(await checkInFor(life, SECRETARY)).toContain('（14:12），记为迟到。')
  await life.liveUntil(on('16:11'))
  expect(await checkInFor(life, SECRETARY, { member: OTHER })).toBe('本次会议的签到已结束。')
  expect(await counts(life)).toMatchObject({ present: 1, late: 1 })
})

test('a member and whoever checks them in at the same moment make one check-in', async () => {
  await using life = await told(on('13:50'))
  const own = () => life.press(MEMBER, 'attendance.checkIn', A047)
  const presses = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? own() : checkInFor(life, SECRETARY)))
  const toasts = await Promise.all(presses)
  expect(toasts.filter((text) => !text.endsWith('无需重复。'))).toHaveLength(1)
  expect(await counts(life)).toMatchObject({ present: 1 })
})
