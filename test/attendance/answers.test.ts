import { expect, test } from 'vitest'
import { leavesToDecide, repliesOf, unansweredMeetings } from '../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { aCollege } from '../meetings/college.ts'
import { press } from './press.ts'

const A047 = MeetingId.parse('A047')
const member = (id: string) => MemberId.parse(id)

const reply = (reply: 'join' | 'leave', place: 'group' | 'private' = 'group') => ({
  name: 'attendance.answer',
  data: { meeting: 'A047', reply, place },
})
const leave = (category: string) => ({
  name: 'attendance.category',
  data: { meeting: 'A047', category },
})
const explain = (note: string) => ({
  name: 'attendance.leaveNote',
  data: { meeting: 'A047' },
  form: { note },
})
const decide = (who: string, verdict: 'approved' | 'refused') => ({
  name: 'attendance.decide',
  data: { meeting: 'A047', member: who, verdict },
})

test('a member joins, changes to leave, and joins again', async () => {
  await using life = await aCollege({ only: ['A047'] })
  expect(await press(life, 'M0230', reply('join'))).toBe('已记录：您将参加。')
  expect(await press(life, 'M0230', reply('leave', 'private'))).toBe(
    '还差一步：请点选请假类别，点选后才算请假。',
  )
  expect(await life.act((tx) => repliesOf(tx, A047))).toEqual({ expected: 41, join: 0, leave: 0 })
  expect(await press(life, 'M0230', reply('join', 'private'))).toBe('已记录：您将参加。')
  expect(await life.act((tx) => repliesOf(tx, A047))).toEqual({ expected: 41, join: 1, leave: 0 })
})

test('an older click that arrives later does not undo the newer answer', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0230', { ...reply('join'), at: '2026-11-23T09:00:05+08:00' })
  await press(life, 'M0230', { ...reply('leave'), at: '2026-11-23T09:00:01+08:00' })
  expect(await life.act((tx) => repliesOf(tx, A047))).toMatchObject({ join: 1, leave: 0 })
  expect(await life.written('attendance.leaveForm')).toEqual([])
})

test('twenty members answer at once and each counts once', async () => {
  await using life = await aCollege({ only: ['A047'] })
  const crowd = Array.from({ length: 20 }, (_, index) => `M0${213 + index}`)
  await Promise.all(crowd.map((who, index) => press(life, who, reply(index % 4 === 0 ? 'leave' : 'join'))))
  expect(await life.act((tx) => repliesOf(tx, A047))).toEqual({ expected: 41, join: 15, leave: 0 })
  const away = crowd.filter((_, index) => index % 4 === 0)
  await Promise.all(away.map((who) => press(life, who, leave('公务'))))
  expect(await life.act((tx) => repliesOf(tx, A047))).toEqual({ expected: 41, join: 15, leave: 5 })
})

test('one member pressing twenty times leaves one form, and one answer', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await Promise.all(Array.from({ length: 20 }, () => press(life, 'M0230', reply('leave'))))
  await Promise.all(Array.from({ length: 20 }, () => press(life, 'M0230', leave('事假'))))
  expect(await life.act((tx) => repliesOf(tx, A047))).toMatchObject({ join: 0, leave: 1 })
  expect(await life.written('attendance.leavesAsked')).toHaveLength(1)
  expect(await life.written('attendance.leaveForm')).toHaveLength(1)
})

test('leave goes from the private form to the secretary and back, and no word of it to the group', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-23T09:30:00+08:00')
  await press(life, 'M0230', reply('leave'))
  const [form] = await life.written('attendance.leaveForm')
  expect(form?.receiver).toBe('person:M0230')
  expect(await press(life, 'M0230', leave('健康'))).toBe('请假已提交，等待审批。')
  expect(await press(life, 'M0230', explain('复诊'))).toBe('说明已附上，仅审批人可见。')
  const [asked] = await life.written('attendance.leavesAsked')
  expect(asked).toMatchObject({ receiver: 'person:M0213', isRelevant: true })
  expect(asked?.shows).toContain('11月25日第四季度支部党员大会的请假：')
  expect(asked?.shows).toContain('，健康\\n说明：复诊')
  expect(await life.act((tx) => leavesToDecide(life.ctx, tx, member('M0213')))).toHaveLength(1)
  expect(await press(life, 'M0213', decide('M0230', 'approved'))).toBe('已记录，将告知本人。')
  expect(await press(life, 'M0213', decide('M0230', 'refused'))).toBe('这份请假已处理或已撤回。')
  const [decided] = await life.written('attendance.leaveDecided')
  expect(decided).toMatchObject({ receiver: 'person:M0230', isRelevant: true })
  expect(decided?.shows).toContain('您的请假已获同意：11月25日14:00的第四季度支部党员大会。')
  const group = (await life.written('meetings.notice')).map(({ shows }) => shows).join()
  expect(group).toContain('已反馈1人：参加0，请假1。')
  expect(group).not.toMatch(/健康|复诊|M0230/)
})

test.each([
  ['approved', '，事假，已同意'],
  ['refused', '，事假，未同意'],
] as const)('a request for leave that was %s says so and asks nothing more', async (verdict, line) => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0230', leave('事假'))
  expect((await life.written('attendance.leavesAsked'))[0]?.shows).toContain('attendance.decide')
  await press(life, 'M0213', decide('M0230', verdict))
  const [asked] = await life.written('attendance.leavesAsked')
  expect(asked?.shows).toContain(line)
  expect(asked?.shows).not.toContain('"attendance.decide"')
})

test('the secretary’s own leave is decided by the deputy or an administrator', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0213', leave('事假'))
  const [asked] = await life.written('attendance.leavesAsked')
  expect(asked?.receiver).not.toBe('person:M0213')
  expect(await press(life, 'M0213', decide('M0213', 'approved'))).toBe('本人的请假需由其他负责同志审批。')
  const decider = asked?.receiver.slice('person:'.length) ?? ''
  expect(await press(life, decider, decide('M0213', 'approved'))).toBe('已记录，将告知本人。')
})

test('members cannot decide on leaves, nor strangers to the meeting answer', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0230', leave('事假'))
  expect(await press(life, 'M0231', decide('M0230', 'approved'))).toBe('这项操作需要支部书记办理。')
  expect(await press(life, 'M0001', reply('join'))).toBe('本次会议请本科二支部参加，您无需反馈。')
  expect(await press(life, 'M0230', { ...reply('join'), at: '2026-11-25T14:00:00+08:00' })).toContain(
    '会议已开始',
  )
})

test('only who has not answered is asked, once, privately, the day before', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await press(life, 'M0230', reply('join'))
  await press(life, 'M0231', leave('公务'))
  await press(life, 'M0232', reply('leave'))
  await life.liveUntil('2026-11-25T13:00:00+08:00')
  const asks = await life.written('attendance.ask')
  expect(asks).toHaveLength(39)
  const receivers = asks.map(({ receiver }) => receiver)
  expect(receivers).not.toContain('person:M0230')
  expect(receivers).not.toContain('person:M0231')
  expect(receivers).toContain('person:M0232')
  const one = asks.find(({ receiver }) => receiver === 'person:M0233')
  expect(one).toMatchObject({ key: 'attendance.ask:A047:v1:M0233', isRelevant: true })
  expect(one?.shows).toContain('同学，您好：今天（11月25日周三）14:00在电气楼118召开第四季度支部党员大会')
  expect(one?.shows).toContain('目前已有2位同志反馈。')
  await press(life, 'M0233', reply('join', 'private'))
  const after = (await life.written('attendance.ask')).find(({ receiver }) => receiver === 'person:M0233')
  expect(after).toMatchObject({ isRelevant: false })
  expect(after?.shows).toContain('已记录：您将参加11月25日14:00的第四季度支部党员大会。')
  expect(after?.shows).toContain('改为请假')
})

test('answers for another time are asked for again, answers for another place are kept', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0230', reply('join'))
  await press(life, 'M0231', leave('事假'))
  await life.book(life.planned.map((one) => ({ ...one, place: '信息楼305' })))
  expect(await life.act((tx) => repliesOf(tx, A047))).toMatchObject({ join: 1, leave: 1 })
  await life.book(life.planned.map((one) => ({ ...one, start: one.start.add({ days: 1 }) })))
  expect(await life.act((tx) => repliesOf(tx, A047))).toMatchObject({ join: 0, leave: 0 })
  expect((await life.written('attendance.leavesAsked'))[0]?.isRelevant).toBe(false)
})

test('what still waits for a member’s answer is known, in order of time', async () => {
  await using life = await aCollege()
  const ids = async () =>
    (await life.act((tx) => unansweredMeetings(life.ctx, tx, member('M0220')))).map(({ id }) => id)
  expect(await ids()).toEqual([])
  await life.liveUntil('2026-11-23T09:30:00+08:00')
  expect(await ids()).toEqual(['A047', 'A046'])
  await press(life, 'M0220', reply('join'))
  expect(await ids()).toEqual(['A046'])
})
