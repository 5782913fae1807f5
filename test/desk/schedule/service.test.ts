import { expect, test } from 'vitest'
import { scheduleCard } from '../../../src/desk/schedule/card.ts'
import { scheduleFor, scheduleOf, sendSchedule } from '../../../src/desk/schedule/service.ts'
import { ChatId, MemberId, MessageId } from '../../../src/ids.ts'
import type { Receiver } from '../../../src/letters/types.ts'
import { type Life, aLife } from '../../support/a-life.ts'

/** A047 is B10's meeting on Wednesday 25 November at 14:00; M0213 is its secretary, M0230 a member, M0140 an administrator. */
const group = { chat: ChatId.parse('oc_fx_B10') }
const [member, secretary, admin] = ['M0230', 'M0213', 'M0140'].map((id) => ({ person: MemberId.parse(id) }))
const B10 = '本科二'

const show = ({ ctx, act }: Life, reader: Receiver | undefined) =>
  act(async (tx) => scheduleFor(ctx, tx, reader ?? group))
const textOf = async (life: Life, reader: Receiver | undefined) =>
  JSON.stringify(scheduleCard(await show(life, reader)))

test('a group sees its own meetings of this week and the next with counts, and nothing to press', async () => {
  await using life = await aLife()
  const { rows, from, to } = await show(life, group)
  expect([from, to].map(String)).toEqual(['2026-11-23', '2026-12-07'])
  expect(rows.length).toBeGreaterThan(0)
  for (const { meeting, mayChange } of rows) {
    expect([meeting.chat, mayChange]).toEqual([group.chat, false])
  }
  const text = await textOf(life, group)
  expect(text).toContain('11月25日 周三 14:00')
  expect(text).toMatch(/应到\d+，参加0，请假0/)
  expect(text).not.toContain('meetings.open')
})

test('a member sees what the person is invited to, and can change nothing', async () => {
  await using life = await aLife()
  const { rows } = await show(life, member)
  expect(rows.map(({ meeting }) => meeting.id)).toContain('A047')
  expect(rows.every(({ meeting }) => meeting.branch === 'B10' || meeting.branch === null)).toBe(true)
  expect(await textOf(life, member)).not.toContain('meetings.open')
})

test('a member sees the own answer, a group sees nobody’s', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.settle()
  expect(await textOf(life, member)).toContain('您：待反馈；应到')
  const answer = { data: { meeting: 'A047', reply: 'join', place: 'private' } }
  await life.press('M0230', 'attendance.answer', answer)
  expect(await textOf(life, member)).toContain('您：参加；应到41，参加1，请假0')
  expect(await textOf(life, group)).not.toContain('您')
})

test('what was cancelled or whose notice was withdrawn says so among the first three columns', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.settle()
  const columns = JSON.stringify(scheduleCard(await show(life, admin)).blocks[0])
  expect(columns.indexOf('"state"')).toBeLessThan(columns.indexOf('"place"'))
  const withdrawn = { withdrawn: 1 }
  await life.db.updateTable('meetings_meetings').set(withdrawn).where('id', '=', 'A047').execute()
  expect(await textOf(life, member)).toContain('通知已撤回')
  await life.db
    .updateTable('meetings_meetings')
    .set({ state: 'cancelled' })
    .where('id', '=', 'A047')
    .execute()
  expect(await textOf(life, member)).toContain('已取消')
})

test('a secretary can open what lies ahead, and sees how the branch’s organisational life stands', async () => {
  await using life = await aLife({ only: ['A047'] })
  expect(await textOf(life, secretary)).toContain('meetings.open')
  const { cadence } = await show(life, secretary)
  expect(cadence.map(({ branch }) => branch.startsWith(B10))).toEqual([true])
  expect(await textOf(life, secretary)).toMatch(/支部党员大会","本季度已开/)
  life.ctx.set('2026-11-25T14:00:00+08:00')
  expect(await textOf(life, secretary)).not.toContain('meetings.open')
})

test('an administrator sees every branch’s meetings, each with its branch', async () => {
  await using life = await aLife()
  const { rows, from, to } = await show(life, admin)
  const ahead = life.planned.filter(({ start }) => {
    const day = start.toPlainDate()
    return Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) < 0
  })
  expect(rows.map(({ meeting }) => meeting.id).sort()).toEqual(ahead.map(({ id }) => id).sort())
  expect(await textOf(life, admin)).toContain('"title":"支部"')
})

test('a chat without meetings says so', async () => {
  await using life = await aLife({ only: [] })
  expect(await textOf(life, group)).toContain('本周和下周没有已安排的会议。')
})

test('会议 is answered where it was asked, and its button opens the meeting’s card for those who may', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say('M0213', '会议')
  const [letter] = await life.letters('desk.schedule')
  expect(letter).toMatchObject({ receiver: 'person:M0213', ended: 'sent' })
  const data = { meeting: 'A047' }
  expect(await life.press('M0230', 'meetings.open', { data })).toContain('办理')
  expect(await life.letters('meetings.manage')).toHaveLength(0)
  await life.press('M0213', 'meetings.open', { data })
  expect(await life.letters('meetings.manage')).toHaveLength(1)
})

test('asked in a group it is answered there, and a message that comes twice is answered once', async () => {
  await using life = await aLife({ only: ['A047'] })
  const said = {
    ...{ who: MemberId.parse('M0213'), ...group, inGroup: true, text: '', about: null },
    ...{ words: '', at: Temporal.Instant.from('2026-11-23T09:00:00+08:00'), buttons: [] },
    ...{ pictures: [], files: [], isUseless: false, messageId: MessageId.parse('om_1') },
  }
  for (let times = 0; times < 2; times += 1) await life.act((tx) => sendSchedule(life.ctx, tx, said))
  expect(await life.letters('desk.schedule')).toMatchObject([{ receiver: 'chat:oc_fx_B10' }])
})

test('a branch that is named is listed privately, for those who look after it', async () => {
  await using life = await aLife({ now: '2026-11-20T09:00:00+08:00' })
  const last = () => JSON.stringify(life.sent.at(-1))
  await life.say('M0140', '会议 本科二')
  expect(last()).toContain('支部党员大会')
  expect(last()).not.toContain('"title":"支部"')
  await life.say('M0140', '会议 本科三三')
  expect(last()).toContain('最接近的是本科三')
  await life.say('M0230', '会议 本科二')
  expect(last()).toContain('学院管理员')
  const receivers = (await life.letters('desk.schedule')).map(({ receiver, ended }) => [receiver, ended])
  expect(receivers).toEqual([
    ['person:M0140', 'sent'],
    ['person:M0140', 'sent'],
    ['person:M0230', 'sent'],
  ])
})

test('an inspector sees a branch looked after, with nothing to change in it', async () => {
  await using life = await aLife()
  const [seat] = life.college.inspectors
  const [branch] = seat?.branches ?? []
  if (seat === undefined || branch === undefined) throw new Error('the demo college has no inspector')
  const schedule = await life.act((tx) => scheduleOf(life.ctx, tx, { branch, who: seat.member }))
  expect(schedule.rows.map(({ meeting }) => meeting.branch)).toContain(branch)
  for (const { meeting, mayChange } of schedule.rows)
    expect([meeting.branch, mayChange]).toEqual([branch, false])
  expect(schedule.cadence).toHaveLength(1)
})
