import { expect, test } from 'vitest'
import { repliesOf } from '../../../src/attendance/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { meetingById } from '../../../src/meetings/service.ts'
import { aCollege } from '../../meetings/college.ts'
import {
  A047,
  ADMIN,
  aTold,
  buttonsOf,
  cardOf,
  DEPUTY,
  type Registry,
  LEADER,
  MEMBER,
  open,
  press,
  pressButton,
  preview,
  SECRETARY,
  shown,
  toThursday,
} from './desk.ts'

const now = (at: Registry) => at.act((tx) => meetingById(tx, A047))
const replies = (at: Registry) => at.act((tx) => repliesOf(tx, A047))

test.each([SECRETARY, DEPUTY, ADMIN])('%s may open the card, and sees what can be changed', async (who) => {
  await using at = await aTold()
  expect(await open(at, who)).toBe('会议卡片已发到与您的私聊。')
  const card = await cardOf(at, who)
  const offered = [
    '反馈情况',
    '应到名单',
    '记学时',
    '改期',
    '改地点',
    '改议题',
    '取消会议',
    '复制通知',
    '撤回',
  ]
  expect([...buttonsOf(card).keys()]).toEqual(offered)
  expect(JSON.stringify(card)).toContain('截至11月23日09:30：应到41人，已反馈3人，参加3人，请假0人。')
})

test.each([LEADER, MEMBER, 'M0001'])('%s may not, and is told whose business it is', async (who) => {
  await using at = await aTold()
  expect(await open(at, who)).toBe(
    '这项操作需要本支部书记、支委、党小组组长（本组）、会议主持人或学院管理员办理。如需协助，可在与我的私聊中点“转达”。',
  )
  expect(await at.db.selectFrom('meetings_changes').select('id').execute()).toEqual([])
})

test('a group’s meeting is changed by the group’s leader', async () => {
  await using at = await aCollege({ only: ['A018'] })
  const { host, group } = await at.act((tx) => meetingById(tx, MeetingId.parse('A018')))
  expect(group).not.toBeNull()
  expect(await open(at, host, MeetingId.parse('A018'))).toBe('会议卡片已发到与您的私聊。')
})

test('whoever opens the card twice in a minute gets one; later a fresh one, and the old one says so', async () => {
  await using at = await aTold()
  await Promise.all(Array.from({ length: 20 }, () => open(at, SECRETARY)))
  const written = () =>
    at.db.selectFrom('letters_letters').select('id').where('kind', '=', 'meetings.manage').execute()
  expect(await written()).toHaveLength(1)
  const [first] = await at.db.selectFrom('meetings_changes').selectAll().execute()
  at.ctx.set('2026-11-23T09:45:00+08:00')
  await open(at, SECRETARY)
  expect(await written()).toHaveLength(2)
  const stale = { action: 'meetings.form', data: { change: first?.id, aspect: 'time' } }
  expect(await pressButton(at, SECRETARY, stale)).toBe('这次更改已处理完毕。')
})

test('a move says first who is told what, then asks those again who had answered', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '改期', form: toThursday })
  const before = await shown(at, SECRETARY)
  expect(before).toContain('11月26日（周四，第12周）15:00–16:40')
  expect(before).toContain('原定11月25日14:00。')
  expect(before).toContain('应到41人。')
  expect(before).toContain('群会立即收到新的会议通知')
  expect(before).toContain('将请已反馈的3人再确认一次。')
  expect((await now(at)).version).toBe(1)

  expect(await press(at, SECRETARY, { text: '确认' })).toBe('已改期。')
  expect(await now(at)).toMatchObject({
    version: 2,
    startsAt: Temporal.Instant.from('2026-11-26T15:00:00+08:00'),
    endsAt: Temporal.Instant.from('2026-11-26T16:40:00+08:00'),
  })
  expect(await replies(at)).toEqual({ expected: 41, join: 0, leave: 0 })
  await at.liveUntil('2026-11-23T09:31:00+08:00')
  const notices = await at.written('meetings.notice')
  expect(notices.map(({ key, isRelevant }) => [key, isRelevant])).toEqual([
    ['meetings.notice:A047:v1', false],
    ['meetings.notice:A047:v2', true],
  ])
  expect(notices[0]?.shows).toContain('会议安排有变，请看新的通知。')
  expect(notices[1]?.shows).toContain('原定11月25日14:00，现改至以上时间。已反馈的同志需再确认一次。')
  await at.liveUntil('2026-11-26T15:01:00+08:00')
  const begun = (await at.written('meetings.notice'))[1]?.shows
  expect(begun).toContain('会议已开始，反馈已截止。')
  expect(begun).not.toContain('再确认一次')
})

test('another place or agenda asks nobody again; only the place is a new notice', async () => {
  await using at = await aTold()
  await preview(at, DEPUTY, { text: '改地点', form: { place: '信息楼306' } })
  expect(await shown(at, DEPUTY)).toContain('已反馈的3人不必再次反馈。')
  expect(await press(at, DEPUTY, { text: '确认' })).toBe('地点已更改。')
  await press(at, DEPUTY, { text: '改议题' })
  await press(at, DEPUTY, { text: '预览', form: { agenda: '学习\n讨论' } })
  expect(await shown(at, DEPUTY)).toContain('群里的会议通知会更新，不另发消息。')
  await press(at, DEPUTY, { text: '确认' })
  expect(await now(at)).toMatchObject({ version: 2, place: '信息楼306', agenda: ['学习', '讨论'] })
  expect(await replies(at)).toMatchObject({ join: 3 })
  await at.liveUntil('2026-11-23T09:31:00+08:00')
  const notices = await at.written('meetings.notice')
  expect(notices).toHaveLength(2)
  expect(notices[1]?.shows).toContain('学习；讨论')
})

test('who was told of a move is not asked again by the change of place that follows', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '改期', form: toThursday })
  await press(at, SECRETARY, { text: '确认' })
  await at.liveUntil('2026-11-23T09:31:00+08:00')
  await press(at, SECRETARY, { text: '改地点' })
  await press(at, SECRETARY, { text: '预览', form: { place: '信息楼306' } })
  await press(at, SECRETARY, { text: '确认' })
  await at.liveUntil('2026-11-23T09:32:00+08:00')
  const last = (await at.written('meetings.notice')).at(-1)
  expect(last?.shows).not.toContain('再确认一次')
})

test('twenty presses of 确认 are one change', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '改期', form: toThursday })
  const yes = buttonsOf(await cardOf(at, SECRETARY)).get('确认')
  if (yes === undefined) throw new Error('nothing to confirm')
  const toasts = await Promise.all(Array.from({ length: 20 }, () => pressButton(at, SECRETARY, yes)))
  expect(toasts.filter((toast) => toast === '已改期。')).toHaveLength(1)
  expect(toasts.filter((toast) => toast === '这次更改已处理完毕。')).toHaveLength(19)
  expect((await now(at)).version).toBe(2)
  const lines = await at.db
    .selectFrom('roster_audit')
    .select('actor')
    .where('act', '=', 'meetings.change')
    .execute()
  expect(lines).toEqual([{ actor: SECRETARY }])
})

test('what is wrong is said, and what was filled in stays', async () => {
  await using at = await aTold()
  const past = { day: '2026-11-20 +0800', clock: '09:00 +0800', minutes: '45' }
  expect(await preview(at, SECRETARY, { text: '改期', form: past })).toBe(
    '这个时间已经过去，请选择今后的时间。',
  )
  const form = await shown(at, SECRETARY)
  expect(form).toContain('"2026-11-20"')
  expect(form).toContain('"45"')
  expect((await now(at)).version).toBe(1)
})

test('a preview that was overtaken is shown again before it can be confirmed', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '改地点', form: { place: '信息楼306' } })
  await preview(at, ADMIN, { text: '改期', form: toThursday })
  await press(at, ADMIN, { text: '确认' })
  expect(await press(at, SECRETARY, { text: '确认' })).toBe('会议安排刚刚有变，请看过新的预览再确认。')
  expect(await shown(at, SECRETARY)).toContain('11月26日')
  expect(await press(at, SECRETARY, { text: '确认' })).toBe('地点已更改。')
  expect(await now(at)).toMatchObject({ version: 3, place: '信息楼306' })
})

test('nothing is changed once it has begun, by whatever card', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '改期', form: toThursday })
  const yes = buttonsOf(await cardOf(at, SECRETARY)).get('确认')
  if (yes === undefined) throw new Error('nothing to confirm')
  await at.liveUntil('2026-11-25T14:00:00+08:00')
  expect(await pressButton(at, SECRETARY, yes)).toContain('会议已开始，不能再更改')
  const card = await cardOf(at, SECRETARY)
  expect(card.title).toBe('会议安排：第四季度支部党员大会')
  expect([...buttonsOf(card).keys()]).toEqual(['签到情况', '应到名单', '记学时'])
  expect(await open(at, SECRETARY)).toContain('会议已开始，不能再更改')
  expect((await now(at)).version).toBe(1)
})

test('取消 leaves the meeting as it is', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '改期', form: toThursday })
  expect(await press(at, SECRETARY, { text: '取消' })).toBe('没有改动。')
  expect([...buttonsOf(await cardOf(at, SECRETARY)).keys()]).toContain('改期')
  expect((await now(at)).version).toBe(1)
})

test('nobody but whose office lasts changes it, even on a card that is open', async () => {
  await using at = await aTold()
  await preview(at, DEPUTY, { text: '改地点', form: { place: '信息楼306' } })
  await at.db.deleteFrom('roster_offices').where('member_id', '=', DEPUTY).execute()
  expect(await press(at, DEPUTY, { text: '确认' })).toContain('这项操作需要')
  expect((await now(at)).place).toBe('电气楼118')
})

test('a change leaves where the meeting came from as it is', async () => {
  await using at = await aTold()
  await preview(at, SECRETARY, { text: '改地点', form: { place: '信息楼306' } })
  await press(at, SECRETARY, { text: '确认' })
  const [row] = await at.db.selectFrom('meetings_meetings').select('origin').where('id', '=', A047).execute()
  expect(row?.origin).toBe('file')
})

test('the preview says what the new time clashes with, and which times are free', async () => {
  await using at = await aTold()
  const beside = at.college.meetings.find(({ id }) => id === A047)
  if (beside === undefined) throw new Error('no A047')
  const start = Temporal.PlainDateTime.from('2026-11-26T15:00')
  await at.book([{ ...beside, id: MeetingId.parse('X1'), title: '谈心谈话', start }])
  await preview(at, SECRETARY, { text: '改期', form: toThursday })
  const text = await shown(at, SECRETARY)
  expect(text).toContain('您本人和另外40人这时要参加谈心谈话，11月26日（周四，第12周）15:00–')
  expect(text).toContain('地点已安排谈心谈话')
  expect(text).toContain('以下时间没有冲突，点选即改到该时间：')
  expect(await press(at, SECRETARY, { text: '11月27日周五 08:00' })).toBe('请核对后确认。')
  const free = await shown(at, SECRETARY)
  expect(free).toContain('11月27日（周五，第12周）08:00–09:40')
  expect(free).not.toContain('冲突')
  expect(await press(at, SECRETARY, { text: '确认' })).toBe('已改期。')
  expect(await shown(at, SECRETARY)).not.toContain('冲突')
})
