import { expect, test } from 'vitest'
import { press as pressAttendance } from '../../attendance/press.ts'
import { aTold, buttonsOf, cardOf, press, preview, SECRETARY, shown, toThursday } from './desk.ts'

test('a cancelled meeting is said to be cancelled, and nothing else happens', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '取消会议', form: { reason: '场地维修' } })
  expect(await shown(at, SECRETARY)).toContain('群会立即收到取消通知')
  await press(at, SECRETARY, { text: '确认' })
  expect(await shown(at, SECRETARY)).toContain('会议已取消。')
  expect(buttonsOf(await cardOf(at, SECRETARY)).size).toBe(0)
  await at.liveUntil('2026-11-25T18:00:00+08:00')
  const notices = await at.written('meetings.notice')
  expect(notices.map(({ key }) => key)).toEqual([
    'meetings.notice:A047:v1',
    'meetings.notice:A047:v1:cancelled',
  ])
  expect(notices[1]?.shows).toContain('场地维修')
  expect(await at.written('attendance.ask')).toEqual([])
  expect(await at.written('attendance.checkin')).toEqual([])
})

test('one cancelled while people check in says so on the check-in, too', async () => {
  await using at = await aTold()
  await at.liveUntil('2026-11-25T13:50:00+08:00')
  await preview(at, SECRETARY, { text: '取消会议', form: {} })
  await press(at, SECRETARY, { text: '确认' })
  const [checkIn] = await at.written('attendance.checkin')
  expect(checkIn?.shows).toContain('【会议取消】')
  const marked = await at.db
    .selectFrom('letters_letters')
    .select('changed')
    .where('kind', '=', 'attendance.checkin')
    .execute()
  expect(marked).toEqual([{ changed: true }])
  const checkedIn = await pressAttendance(at, 'M0221', {
    name: 'attendance.checkIn',
    data: { meeting: 'A047' },
  })
  expect(checkedIn).toContain('取消')
})

test('one moved while people check in begins its check-in afresh', async () => {
  await using at = await aTold()
  await at.liveUntil('2026-11-25T13:50:00+08:00')
  await pressAttendance(at, 'M0221', { name: 'attendance.checkIn', data: { meeting: 'A047' } })
  await preview(at, SECRETARY, { text: '改期', form: toThursday })
  await press(at, SECRETARY, { text: '确认' })
  await at.liveUntil('2026-11-26T14:50:00+08:00')
  const [old, fresh] = await at.written('attendance.checkin')
  expect(old?.key).toBe('attendance.checkin:A047:v1')
  expect(fresh?.key).toBe('attendance.checkin:A047:v2')
  expect(fresh?.shows).toContain('应到41，已签到0。')
})
