import { expect, test } from 'vitest'
import { rollOf } from '../../src/attendance/service.ts'
import { MeetingId } from '../../src/ids.ts'
import { aCollege } from '../meetings/college.ts'
import { press } from './press.ts'

const A047 = MeetingId.parse('A047')
const checkIn = { name: 'attendance.checkIn', data: { meeting: 'A047' } }
const join = { name: 'attendance.answer', data: { meeting: 'A047', reply: 'join', place: 'group' } }

/** B10's meeting of 25 November at 14:00; M0230 need not come. */
async function aMeetingWithGuest() {
  const life = await aCollege({ only: ['A047'] })
  await life.db
    .updateTable('roster_members')
    .set({ status: '长期不便参会' })
    .where('id', '=', 'M0230')
    .execute()
  await life.book(life.planned.map((one) => ({ ...one, place: '信息楼305' })))
  return life
}

test('whoever need not come and comes all the same is welcome, and counted apart from who is expected', async () => {
  await using life = await aMeetingWithGuest()
  expect(await press(life, 'M0230', join)).toBe('您可不参加本次会议；如能到场，欢迎签到。')
  await life.liveUntil('2026-11-25T14:20:00+08:00')
  expect(await press(life, 'M0230', checkIn)).toBe('签到成功（14:20）。')
  for (const who of ['M0231', 'M0232']) await press(life, who, checkIn)
  await life.liveUntil('2026-11-25T16:11:00+08:00')
  const counts = await life.act((tx) => rollOf(tx, A047))
  const nobody = { leave: 0, absent: 0, observers: 0 }
  expect(counts).toEqual({ expected: 40, present: 2, late: 2, unconfirmed: 38, guests: 1, ...nobody })
  const [card] = await life.written('attendance.checkin')
  expect(card?.shows).toContain('应到40，实到2，请假0，待核实38，另有1位不计入应到的同志到会。')
})

test('a check-in that only a guest used says nothing of those who were expected', async () => {
  await using life = await aMeetingWithGuest()
  await life.liveUntil('2026-11-25T14:00:00+08:00')
  await press(life, 'M0230', checkIn)
  await life.liveUntil('2026-11-25T16:11:00+08:00')
  expect(await life.act((tx) => rollOf(tx, A047))).toMatchObject({ unconfirmed: 40, guests: 1 })
  expect((await life.written('attendance.checkin'))[0]?.shows).toContain('应到40，到会情况待登记')
})

test('whoever is in the chat and not asked is told whom the meeting is for', async () => {
  await using life = await aCollege({ only: ['A047'] })
  expect(await press(life, 'M0001', join)).toBe('本次会议请本科二支部参加，您无需反馈。')
  await life.liveUntil('2026-11-25T14:00:00+08:00')
  expect(await press(life, 'M0001', checkIn)).toBe('本次会议请本科二支部参加，您无需反馈。')
})
