import { expect, test } from 'vitest'
import { rollOf } from '../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { cancelMeeting, meetingById } from '../../src/meetings/service.ts'
import { aCollege } from '../meetings/college.ts'
import { type Registry, press } from './press.ts'

const A047 = MeetingId.parse('A047')
const on = (time: string) => `2026-11-25T${time}:00+08:00`

const checkIn = (at?: string) => ({
  name: 'attendance.checkIn',
  data: { meeting: 'A047' },
  ...(at === undefined ? {} : { at }),
})
const leave = { name: 'attendance.leave', data: { meeting: 'A047' }, form: { category: '事假' } }
const counts = (life: Registry) => life.act((tx) => rollOf(tx, A047))

test('the check-in opens in the chat a quarter of an hour before the start', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('13:44'))
  expect(await life.written('attendance.checkin')).toEqual([])
  await life.liveUntil(on('13:46'))
  const [card] = await life.written('attendance.checkin')
  expect(card).toMatchObject({
    key: 'attendance.checkin:A047:v1',
    receiver: 'chat:oc_fx_B10',
    isRelevant: true,
  })
  expect(card?.shows).toContain('第四季度支部党员大会开始签到，14:10前签到记为准时。')
  expect(card?.shows).toContain('应到41，已签到0。')
})

test('a check-in of a meeting that is cancelled says so, and asks nothing', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('13:46'))
  await life.act((tx) => cancelMeeting(life.ctx, tx, { id: A047, reason: null, by: MemberId.parse('M0213') }))
  const [card] = await life.written('attendance.checkin')
  expect(card?.shows).toContain('会议已取消。')
  expect(card?.shows).not.toContain('签到')
})

test('a check-in is answered with its time, a late one kindly, a second one with the first', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('13:56'))
  expect(await press(life, 'M0230', checkIn())).toBe('签到成功（13:56）。')
  await life.liveUntil(on('14:13'))
  expect(await press(life, 'M0230', checkIn())).toBe('您已签到（13:56），无需重复。')
  expect(await press(life, 'M0231', checkIn())).toBe(
    '已签到（14:13），记为迟到。如有特殊情况，可向支部书记说明。',
  )
  expect(await counts(life)).toMatchObject({ present: 2, late: 1 })
})

test('a crowd of twenty checks in at once while the roll is being closed, and nobody is lost', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('16:09'))
  const crowd = Array.from({ length: 20 }, (_, index) => `M0${213 + index}`)
  const presses = crowd.map((who) => press(life, who, checkIn(on('14:00'))))
  await Promise.all([...presses, life.liveUntil(on('16:10'))])
  expect(await counts(life)).toEqual({
    expected: 41,
    present: 20,
    late: 0,
    leave: 0,
    absent: 0,
    unconfirmed: 21,
    observers: 0,
    guests: 0,
  })
})

test('closing marks who is on leave and who is absent, ends the meeting and tells the chat counts only', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0231', leave)
  await press(life, 'M0232', {
    name: 'attendance.answer',
    data: { meeting: 'A047', reply: 'join', place: 'group' },
  })
  await life.liveUntil(on('13:50'))
  await press(life, 'M0230', checkIn())
  await life.liveUntil(on('16:11'))
  expect(await counts(life)).toEqual({
    expected: 41,
    present: 1,
    late: 0,
    leave: 1,
    absent: 0,
    unconfirmed: 39,
    observers: 0,
    guests: 0,
  })
  expect((await life.act((tx) => meetingById(tx, A047))).state).toBe('ended')
  const [card] = await life.written('attendance.checkin')
  expect(card?.shows).toContain('第四季度支部党员大会已结束：应到41，实到1，请假1，待核实39。感谢参加。')
  expect(card?.shows).not.toContain('"buttons"')
  expect(await press(life, 'M0233', checkIn())).toBe('本次会议的签到已结束。')
  expect((await life.written('meetings.notice'))[0]?.shows).not.toContain('"buttons"')
})

test('twenty whose clicks in time arrive after the close are all counted, and none waits for another in a ring', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('16:11'))
  const crowd = Array.from({ length: 20 }, (_, index) => `M0${213 + index}`)
  await Promise.all(crowd.map((who) => press(life, who, checkIn(on('14:00')))))
  expect(await counts(life)).toMatchObject({ present: 20, absent: 0, unconfirmed: 21 })
})

test('a click made in time counts although the roll was closed before it arrived', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('16:11'))
  expect(await press(life, 'M0230', checkIn(on('14:05')))).toBe('签到成功（14:05）。')
  expect(await counts(life)).toMatchObject({ present: 1, unconfirmed: 40 })
})

test('a leave that is refused after the end is an absence only once somebody says so', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0231', leave)
  await life.liveUntil(on('13:50'))
  await press(life, 'M0230', checkIn())
  await life.liveUntil(on('16:11'))
  expect(await counts(life)).toMatchObject({ present: 1, leave: 1, unconfirmed: 39 })
  const data = { meeting: 'A047', member: 'M0231', verdict: 'refused' }
  await press(life, 'M0213', { name: 'attendance.decide', data })
  expect(await counts(life)).toMatchObject({ leave: 0, absent: 0, unconfirmed: 40 })
})

test('observers check in outside the counts of the due, and need not answer', async () => {
  await using life = await aCollege({ only: [] })
  const [planned] = life.college.meetings.filter(({ id }) => id === 'A047')
  if (planned === undefined) throw new Error('the demo has no A047')
  await life.book([{ ...planned, observers: [MemberId.parse('M0001')] }])
  await life.liveUntil(on('13:50'))
  expect(await press(life, 'M0001', checkIn())).toBe('签到成功（13:50）。')
  expect(await counts(life)).toMatchObject({ expected: 41, present: 0, observers: 1 })
  const answer = { name: 'attendance.answer', data: { meeting: 'A047', reply: 'join', place: 'group' } }
  expect(await press(life, 'M0001', answer)).toBe('您是列席人员，无需反馈；到场后请签到。')
})

test('no card in a group names a member', async () => {
  await using life = await aCollege({ only: ['A047', 'A046'] })
  await press(life, 'M0231', leave)
  await life.liveUntil(on('13:50'))
  await press(life, 'M0230', checkIn())
  await life.liveUntil(on('20:00'))
  const shown = [...(await life.written('meetings.notice')), ...(await life.written('attendance.checkin'))]
  expect(shown).toHaveLength(4)
  for (const { name } of life.college.members)
    expect(shown.some(({ shows }) => shows.includes(name))).toBe(false)
})

test('one member pressing twenty times at once is checked in once', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('13:50'))
  // Connections are opened first, so that the presses meet each other.
  await Promise.all(Array.from({ length: 20 }, () => counts(life)))
  const toasts = await Promise.all(Array.from({ length: 20 }, () => press(life, 'M0230', checkIn())))
  expect(toasts.filter((text) => text === '签到成功（13:50）。')).toHaveLength(1)
  expect(toasts.filter((text) => text === '您已签到（13:50），无需重复。')).toHaveLength(19)
})

test('the check-in of a moved meeting opens at its new time only', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.book(life.planned.map((one) => ({ ...one, start: one.start.add({ days: 1 }) })))
  await life.liveUntil(on('18:00'))
  expect(await life.written('attendance.checkin')).toEqual([])
  expect((await life.act((tx) => meetingById(tx, A047))).state).toBe('scheduled')
  await life.liveUntil('2026-11-26T13:50:00+08:00')
  expect((await life.written('attendance.checkin')).map(({ key }) => key)).toEqual([
    'attendance.checkin:A047:v2',
  ])
})

test('after a bot that was down all through the check-in nobody is marked absent', async () => {
  await using life = await aCollege({ only: ['A047'] })
  life.ctx.set('2026-11-25T20:00:00+08:00')
  await life.liveUntil(on('20:00'))
  expect((await life.act((tx) => meetingById(tx, A047))).state).toBe('ended')
  expect(await counts(life)).toMatchObject({ expected: 41, present: 0, absent: 0 })
})

test('a check-in that nobody used counts nobody as absent, and the cards still open say that it is over', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('16:11'))
  expect(await counts(life)).toMatchObject({ expected: 41, present: 0, absent: 0 })
  const [summary] = await life.written('attendance.checkin')
  expect(summary?.shows).toContain('应到41，到会情况待登记')
  const [ask] = await life.written('attendance.ask')
  expect(ask?.shows).toContain('会议已结束。')
})
