import { expect, test } from 'vitest'
import { dropMeetings } from '../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { changeMeeting, lockMeeting, meetingById } from '../../src/meetings/service.ts'
import { aCollege } from '../meetings/college.ts'
import { type House, press } from './press.ts'

const A047 = MeetingId.parse('A047')
const drop = (house: House) => house.act((tx) => dropMeetings(house.ctx, tx, [A047]))
const stateOf = (house: House) => house.act(async (tx) => (await meetingById(tx, A047)).state)
const join = { name: 'attendance.answer', data: { meeting: 'A047', reply: 'join', place: 'group' } }
const cancel = { name: 'attendance.cancelDropped', data: { meeting: 'A047' } }

test('a meeting that disappears from the file before anybody answered is cancelled', async () => {
  await using house = await aCollege({ only: ['A047'] })
  await drop(house)
  expect(await stateOf(house)).toBe('cancelled')
  expect(await house.written('attendance.dropped')).toEqual([])
})

test('a meeting that somebody answered stays until an administrator says so, and is asked about once', async () => {
  await using house = await aCollege({ only: ['A047'] })
  await press(house, 'M0230', join)
  await drop(house)
  await drop(house)
  expect(await stateOf(house)).toBe('scheduled')
  const asked = await house.written('attendance.dropped')
  expect(asked.map(({ receiver }) => receiver)).toEqual(['person:M0140', 'person:M0141', 'person:M0142'])
  expect(await press(house, 'M0213', cancel)).toBe('这项操作需要学院管理员办理。')
  expect(await stateOf(house)).toBe('scheduled')
  expect(await press(house, 'M0142', cancel)).toBe('会议已取消，并已通知会议所在的群。')
  expect(await stateOf(house)).toBe('cancelled')
})

test('one that a person changed is asked about, too, until its own line in the file counts again', async () => {
  for (const [own, state] of [
    [false, 'scheduled'],
    [true, 'cancelled'],
  ] as const) {
    await using house = await aCollege({ only: ['A047'] })
    await house.act(async (tx) => {
      const old = await lockMeeting(tx, A047)
      const next = { ...old, place: '信息楼306' }
      await changeMeeting(house.ctx, tx, { old, next, by: MemberId.parse('M0213') })
    })
    if (own) await house.book(house.planned.map((one) => ({ ...one, place: '信息楼307' })))
    await drop(house)
    expect(await stateOf(house)).toBe(state)
  }
})
