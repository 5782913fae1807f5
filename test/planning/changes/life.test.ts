import { expect, test } from 'vitest'
import { press as pressAttendance } from '../../attendance/press.ts'
import { MeetingId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import {
  ADMIN,
  aTold,
  buttonsOf,
  cardOf,
  open,
  press,
  pressButton,
  preview,
  SECRETARY,
  shown,
  texts,
  toThursday,
} from './desk.ts'

test('a cancelled meeting is said to be cancelled, and nothing else happens', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '取消会议', form: { reason: '场地维修' } })
  expect(await shown(at, SECRETARY)).toContain('群会立即收到取消通知')
  await press(at, SECRETARY, { text: '确认取消会议' })
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

test('at night the preview says that the chat hears of it in the morning', async () => {
  await using at = await aTold()
  await at.liveUntil('2026-11-23T23:00:00+08:00')
  await preview(at, SECRETARY, { text: '取消会议', form: {} })
  expect(await shown(at, SECRETARY)).toContain('群将于11月24日07:30收到取消通知')
  await press(at, SECRETARY, { text: '先不取消' })
  await press(at, SECRETARY, { text: '改期' })
  await press(at, SECRETARY, { text: '预览', form: toThursday })
  expect(await shown(at, SECRETARY)).toContain('群将于11月24日07:30收到新的会议通知')
})

test('one cancelled while people check in says so on the check-in, too', async () => {
  await using at = await aTold()
  await at.liveUntil('2026-11-25T13:50:00+08:00')
  await preview(at, SECRETARY, { text: '取消会议', form: {} })
  await press(at, SECRETARY, { text: '确认取消会议' })
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

test('the notice is given as plain text, once a minute however often it is pressed', async () => {
  await using at = await aTold()
  await open(at, SECRETARY)
  for (let n = 0; n < 3; n += 1) {
    expect(await press(at, SECRETARY, { text: '复制通知' })).toBe('通知文本已发到与您的私聊。')
  }
  expect(await texts(at, 'meetings.copy')).toEqual([
    [
      'person:M0213',
      '【会议通知】本科二支部 第四季度支部党员大会\n时间：11月25日（周三，第12周）14:00–15:40\n地点：电气楼118',
    ],
  ])
})

test('a notice that is withdrawn says so to those who had answered, once each, and nobody is asked any more', async () => {
  await using at = await aTold()
  await open(at, SECRETARY)
  // There is nothing to fill in.
  expect(await press(at, SECRETARY, { text: '撤回' })).toBe('请核对后确认。')
  const before = await shown(at, SECRETARY)
  expect(before).toContain('将为所有人撤回这次会议的通知，会议本身不取消。')
  expect(before).toContain('已反馈的3人将各收到一条私聊说明。')
  const yes = buttonsOf(await cardOf(at, SECRETARY)).get('确认')
  if (yes === undefined) throw new Error('nothing to confirm')
  await Promise.all(Array.from({ length: 20 }, () => pressButton(at, SECRETARY, yes)))
  const told = await texts(at, 'meetings.withdrawn')
  expect(told.map(([receiver]) => receiver)).toEqual(['person:M0221', 'person:M0222', 'person:M0223'])
  expect(told[0]?.[1]).toBe(
    '11月25日14:00的第四季度支部党员大会，会议通知已撤回。您的反馈已保留，请以之后的通知为准。',
  )
  const [notice] = await at.written('meetings.notice')
  expect(notice?.isRelevant).toBe(false)
  expect(notice?.shows).toContain('此通知已撤回，请以之后的通知为准。')
  expect(notice?.shows).not.toContain('"buttons"')
  await at.liveUntil('2026-11-25T13:00:00+08:00')
  expect(await at.written('attendance.ask')).toEqual([])
  expect([...buttonsOf(await cardOf(at, SECRETARY)).keys()]).not.toContain('撤回')
})

test('a change after that is a notice of its own', async () => {
  await using at = await aTold()
  await open(at, SECRETARY)
  await press(at, SECRETARY, { text: '撤回' })
  await press(at, SECRETARY, { text: '确认' })
  await press(at, SECRETARY, { text: '改地点' })
  await press(at, SECRETARY, { text: '预览', form: { place: '信息楼306' } })
  await press(at, SECRETARY, { text: '确认' })
  await at.liveUntil('2026-11-23T09:31:00+08:00')
  const notices = await at.written('meetings.notice')
  expect(notices.map(({ isRelevant }) => isRelevant)).toEqual([false, true])
  expect(notices[0]?.shows).toContain('此通知已撤回')
  expect(notices[1]?.shows).toContain('信息楼306')
  expect([...buttonsOf(await cardOf(at, SECRETARY)).keys()]).toContain('撤回')
})

test('what nobody was told of cannot be withdrawn', async () => {
  await using at = await aCollege({ only: ['A075'] })
  await open(at, ADMIN, MeetingId.parse('A075'))
  const card = await cardOf(at, ADMIN)
  expect([...buttonsOf(card).keys()]).not.toContain('撤回')
  const change = buttonsOf(card).get('改期')?.data['change']
  await pressButton(at, ADMIN, { action: 'meetings.form', data: { change, aspect: 'withdraw' } })
  expect(await press(at, ADMIN, { text: '确认' })).toBe('没有可撤回的会议通知。')
})

test('after a withdrawal the notice is sent again, once, with the answers kept and people asked as before', async () => {
  await using at = await aTold()
  await open(at, SECRETARY)
  expect([...buttonsOf(await cardOf(at, SECRETARY)).keys()]).not.toContain('重新发通知')
  await press(at, SECRETARY, { text: '撤回' })
  await press(at, SECRETARY, { text: '确认' })
  expect(await shown(at, SECRETARY)).toContain('会议通知已撤回。可点“重新发通知”再次通知')
  await press(at, SECRETARY, { text: '重新发通知' })
  const preview = await shown(at, SECRETARY)
  expect(preview).toContain('待确认：重新发通知')
  expect(preview).toContain('确认后，本科二支部群会立即收到会议通知。')
  expect(preview).toContain('已反馈的3人不必再次反馈。')
  const yes = buttonsOf(await cardOf(at, SECRETARY)).get('确认')
  if (yes === undefined) throw new Error('nothing to confirm')
  await Promise.all(Array.from({ length: 20 }, () => pressButton(at, SECRETARY, yes)))
  await at.liveUntil('2026-11-23T09:31:00+08:00')
  const notices = await at.written('meetings.notice')
  expect(notices.map(({ isRelevant }) => isRelevant)).toEqual([false, true])
  expect(notices[1]?.shows).toContain('参加')
  expect(await shown(at, SECRETARY)).toContain('参加3人，请假0人')
  expect([...buttonsOf(await cardOf(at, SECRETARY)).keys()]).toContain('撤回')
  await at.liveUntil('2026-11-25T13:00:00+08:00')
  expect((await at.written('attendance.ask')).length).toBeGreaterThan(0)
})

test('a preview of a change speaks truly of a notice that was withdrawn', async () => {
  await using at = await aTold()
  await open(at, SECRETARY)
  await press(at, SECRETARY, { text: '撤回' })
  await press(at, SECRETARY, { text: '确认' })
  await press(at, SECRETARY, { text: '改议题' })
  await press(at, SECRETARY, { text: '预览', form: { agenda: '学习' } })
  const agenda = await shown(at, SECRETARY)
  expect(agenda).toContain('更改后不会自动发出')
  expect(agenda).not.toContain('群里的会议通知会更新')
  await press(at, SECRETARY, { text: '取消' })
  await press(at, SECRETARY, { text: '改地点' })
  await press(at, SECRETARY, { text: '预览', form: { place: '信息楼306' } })
  const place = await shown(at, SECRETARY)
  expect(place).toContain('旧通知此前已撤回。')
  expect(place).not.toContain('旧通知会注明')
})

test('what was not withdrawn is not sent again', async () => {
  await using at = await aTold()
  await open(at, SECRETARY)
  const change = buttonsOf(await cardOf(at, SECRETARY)).get('改期')?.data['change']
  await pressButton(at, SECRETARY, { action: 'meetings.form', data: { change, aspect: 'announce' } })
  expect(await press(at, SECRETARY, { text: '确认' })).toBe('会议通知没有撤回，无需重新发出。')
})

test('a preview is not headed like what will come of it, and to cancel is not confused with to cancel the preview', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '取消会议', form: {} })
  const card = await cardOf(at, SECRETARY)
  expect([card.title, card.summary]).toEqual([
    '待确认：取消会议 · 第四季度支部党员大会',
    '待确认：取消会议 · 第四季度支部党员大会',
  ])
  expect([...buttonsOf(card).keys()]).toEqual(['确认取消会议', '先不取消'])
  await press(at, SECRETARY, { text: '先不取消' })
  expect((await cardOf(at, SECRETARY)).title).toBe('会议安排：第四季度支部党员大会')
})
