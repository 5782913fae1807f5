import { expect, test } from 'vitest'
import { answeredOnes, repliesOf, unansweredMeetings } from '../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { cancelMeeting } from '../../src/meetings/service.ts'
import { aCollege } from '../meetings/college.ts'
import { type Registry, press } from './press.ts'

const A047 = MeetingId.parse('A047')
const HALFWAY = MemberId.parse('M0230')

const reply = (reply: 'join' | 'leave', place: 'group' | 'private' = 'group') => ({
  name: 'attendance.answer',
  data: { meeting: 'A047', reply, place },
})
const leave = { name: 'attendance.leave', data: { meeting: 'A047' }, form: { category: '事假', note: '' } }

/** What the cards of a kind say in the chat list and on top, newest last. */
async function headsOf(life: Registry, kind: Parameters<Registry['written']>[0]) {
  return (await life.written(kind)).map(({ shows }) => {
    const { title, summary }: { title: string; summary: string } = JSON.parse(shows)
    return { title, summary }
  })
}

async function summaryOf(life: Registry, kind: Parameters<Registry['written']>[0]) {
  return (await headsOf(life, kind)).at(-1)?.summary
}

test('请假 without a category is a step short: it counts as nothing in the group, and is said so wherever it stands', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-23T09:30:00+08:00')
  await press(life, HALFWAY, reply('join'))
  expect(await press(life, HALFWAY, reply('leave'))).toBe(
    '还差一步：请到与支部助手的私聊中点选请假类别，点选后才算请假。',
  )
  expect(await life.act((tx) => repliesOf(tx, A047))).toEqual({ expected: 41, join: 0, leave: 0 })
  expect(await life.act((tx) => answeredOnes(tx, A047))).toEqual([])
  expect((await life.written('meetings.notice'))[0]?.shows).not.toContain('已反馈')
  const waiting = await life.act((tx) => unansweredMeetings(life.ctx, tx, HALFWAY))
  expect(waiting.map(({ id, waitsFor }) => [id, waitsFor])).toEqual([['A047', 'category']])
  expect(await headsOf(life, 'attendance.leaveForm')).toEqual([
    { title: '请假还差一步', summary: '请假还差一步：第四季度支部党员大会' },
  ])
  await press(life, HALFWAY, leave)
  expect(await life.act((tx) => repliesOf(tx, A047))).toEqual({ expected: 41, join: 0, leave: 1 })
  expect(await life.act((tx) => answeredOnes(tx, A047))).toEqual([HALFWAY])
})

test('pressed again after a while 请假 brings the form again, for the first may have scrolled away', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, HALFWAY, reply('leave'))
  await press(life, HALFWAY, reply('leave'))
  expect(await life.written('attendance.leaveForm')).toHaveLength(1)
  life.ctx.set('2026-11-23T10:30:00+08:00')
  await press(life, HALFWAY, reply('leave'))
  expect(await life.written('attendance.leaveForm')).toHaveLength(2)
})

test('whoever had answered before a move is asked to confirm, whoever had not to answer', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-23T09:30:00+08:00')
  await press(life, 'M0231', reply('join'))
  await press(life, 'M0232', leave)
  await press(life, HALFWAY, reply('leave'))
  await life.book(life.planned.map((one) => ({ ...one, start: one.start.add({ days: 1 }) })))
  await life.liveUntil('2026-11-26T13:00:00+08:00')
  const asks = new Map((await life.written('attendance.ask')).map((one) => [one.receiver, one.shows]))
  const again = '会议时间有变，请再确认一次是否参加。'
  for (const who of ['M0231', 'M0232']) {
    expect(asks.get(`person:${who}`)).toContain(again)
    expect(asks.get(`person:${who}`)).not.toContain('暂未收到您的反馈')
  }
  for (const who of ['M0233', HALFWAY]) {
    expect(asks.get(`person:${who}`)).not.toContain(again)
    expect(asks.get(`person:${who}`)).toContain('暂未收到您的反馈')
  }
  const [waiting] = await life.act((tx) => unansweredMeetings(life.ctx, tx, MemberId.parse('M0231')))
  expect(waiting?.waitsFor).toBe('again')
})

test('the chat list follows a notice: announced, moved, over, cancelled', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-23T09:30:00+08:00')
  expect(await headsOf(life, 'meetings.notice')).toEqual([
    {
      title: '【会议通知】第四季度支部党员大会',
      summary: '会议通知：第四季度支部党员大会，11月25日14:00',
    },
  ])
  await life.book(life.planned.map((one) => ({ ...one, start: one.start.add({ days: 1 }) })))
  await life.liveUntil('2026-11-23T10:30:00+08:00')
  const [old, moved] = await headsOf(life, 'meetings.notice')
  expect(old?.summary).toMatch(/^会议安排有变：/)
  expect(moved).toEqual({
    title: '【会议改期】第四季度支部党员大会',
    summary: '会议改期：第四季度支部党员大会，11月26日14:00',
  })
  life.ctx.set('2026-11-26T14:00:00+08:00')
  expect(await summaryOf(life, 'meetings.notice')).toMatch(/^会议已开始：/)
  life.ctx.set('2026-11-26T10:00:00+08:00')
  await life.act((tx) => cancelMeeting(life.ctx, tx, { id: A047, reason: null, by: MemberId.parse('M0213') }))
  for (const { title, summary } of await headsOf(life, 'meetings.notice')) {
    expect([title, summary]).toEqual([
      '【会议取消】第四季度支部党员大会',
      '会议取消：第四季度支部党员大会，11月26日14:00',
    ])
  }
})

test('the chat list follows a leave, for whoever decides and for whoever asked', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, HALFWAY, reply('leave'))
  await press(life, HALFWAY, leave)
  expect(await summaryOf(life, 'attendance.leavesAsked')).toBe('有一份请假待批')
  expect(await summaryOf(life, 'attendance.leaveForm')).toBe('请假已提交：第四季度支部党员大会')
  const data = { meeting: 'A047', member: HALFWAY, verdict: 'approved' }
  await press(life, 'M0213', { name: 'attendance.decide', data })
  expect(await summaryOf(life, 'attendance.leavesAsked')).toBe('请假已处理')
  expect(await summaryOf(life, 'attendance.leaveDecided')).toBe('请假有了结果：第四季度支部党员大会')
})

test('the choice of a category stands until the check-in closes, and asks for nothing any more then', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, HALFWAY, reply('leave'))
  await life.liveUntil('2026-11-25T14:00:00+08:00')
  expect(await headsOf(life, 'attendance.leaveForm')).toEqual([
    { title: '请假还差一步', summary: '请假还差一步：第四季度支部党员大会' },
  ])
  await life.liveUntil('2026-11-25T16:11:00+08:00')
  expect(await headsOf(life, 'attendance.leaveForm')).toEqual([
    { title: '您的会议反馈', summary: '反馈已截止：第四季度支部党员大会' },
  ])
})
