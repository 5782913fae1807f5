import { expect, test } from 'vitest'
import { dropMeetings } from '../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { changeMeeting, lockMeeting, meetingById } from '../../src/meetings/service.ts'
import { aCollege } from '../meetings/college.ts'
import { type Registry, press } from './press.ts'

const A047 = MeetingId.parse('A047')
const drop = (life: Registry) => life.act((tx) => dropMeetings(life.ctx, tx, [A047]))
const stateOf = (life: Registry) => life.act(async (tx) => (await meetingById(tx, A047)).state)
const join = { name: 'attendance.answer', data: { meeting: 'A047', reply: 'join', place: 'group' } }
const cancel = { name: 'attendance.cancelDropped', data: { meeting: 'A047' } }

test('a meeting that disappears from the file before anybody answered is cancelled', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await drop(life)
  expect(await stateOf(life)).toBe('cancelled')
  expect(await life.written('attendance.dropped')).toEqual([])
})

test('a meeting that somebody answered stays until an administrator says so, and is asked about once', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, 'M0230', join)
  await drop(life)
  await drop(life)
  expect(await stateOf(life)).toBe('scheduled')
  const asked = await life.written('attendance.dropped')
  expect(asked.map(({ receiver }) => receiver)).toEqual(['person:M0140', 'person:M0141', 'person:M0142'])
  expect(await press(life, 'M0213', cancel)).toBe('这项操作需要学院管理员办理。')
  expect(await stateOf(life)).toBe('scheduled')
  expect(await press(life, 'M0142', cancel)).toBe('会议已取消，并已通知会议所在的群。')
  expect(await stateOf(life)).toBe('cancelled')
})

test('one that a person changed is asked about, too, until its own line in the file counts again', async () => {
  for (const [own, state] of [
    [false, 'scheduled'],
    [true, 'cancelled'],
  ] as const) {
    await using life = await aCollege({ only: ['A047'] })
    await life.act(async (tx) => {
      const old = await lockMeeting(tx, A047)
      const next = { ...old, place: '信息楼306' }
      await changeMeeting(life.ctx, tx, { old, next, by: MemberId.parse('M0213') })
    })
    if (own) await life.book(life.planned.map((one) => ({ ...one, place: '信息楼307' })))
    await drop(life)
    expect(await stateOf(life)).toBe(state)
  }
})
