import { expect, test } from 'vitest'
import { BranchId, MeetingId, MemberId } from '../../../src/ids.ts'
import {
  answer,
  aPair,
  decide,
  MEMBER,
  OTHER_MEMBER,
  proposals,
  records,
  replies,
  SECRETARY,
  shown,
  theAssembly,
  theDay,
} from './setup.ts'

test('two types of the same people in one room are proposed for merging, once, to the secretary', async () => {
  await using life = await aPair()
  await Promise.all(Array.from({ length: 20 }, () => life.book([theAssembly(), theDay()])))
  expect(await proposals(life)).toMatchObject([{ receiver: `person:${SECRETARY}`, ended: null }])
  const card = await shown(life)
  expect(card).toContain(
    '《十二月主题党日》与《第四季度支部党员大会》的时间、地点和应到人员相同，可合为一次会议，一次签到、一次通知、一份纪实。',
  )
  expect(card).toContain('十二月主题党日暨第四季度支部党员大会')
  expect(card).toContain('12月2日（周三，第13周）14:00–15:40')
  expect(card).toContain('会议通知尚未发出，届时按合并后的安排通知一次。')
  expect(card).toContain('主题党日、支部党员大会各计一次')
  await life.settle()
  expect(await proposals(life)).toMatchObject([{ ended: 'sent' }])
})

test('another room, another time or one type is no pair; a pair moved apart before the post leaves no trace', async () => {
  const elsewhere = theAssembly({ place: '信息楼305' })
  await using life = await aPair([theDay(), elsewhere])
  await life.book([theAssembly({ start: '2026-12-02T15:30' })])
  await life.book([theAssembly({ types: ['主题党日'] })])
  expect(await proposals(life)).toEqual([])
  await life.book([theAssembly()])
  await life.book([elsewhere])
  await life.settle()
  expect(await proposals(life)).toMatchObject([{ ended: 'obsolete' }])
  expect(life.sent).toEqual([])
})

test('合并 before anybody was told: one notice, one check-in, one report, of both types', async () => {
  await using life = await aPair([
    theDay({ agenda: ['学习', '讨论'] }),
    theAssembly({ agenda: ['讨论', '表决'] }),
  ])
  await life.settle()
  expect(await decide(life, SECRETARY, 'merged')).toBe('已合并为一次会议。')
  expect(await records(life)).toMatchObject([
    {
      ...{ id: 'F001', state: 'scheduled', types: ['主题党日', '支部党员大会'] },
      ...{ agenda: ['学习', '讨论', '表决'], title: '十二月主题党日暨第四季度支部党员大会' },
      ends_at: Temporal.Instant.from('2026-12-02T15:40:00+08:00'),
    },
    {
      ...{ id: 'F005', state: 'cancelled', merged_into: 'F001', edited: true },
      cancel_reason: '已并入《十二月主题党日暨第四季度支部党员大会》',
    },
  ])
  expect(await shown(life)).toContain('已并入')
  await life.liveUntil('2026-12-02T18:00:00+08:00')
  const about = async (kind: string) => (await life.letters(kind)).map(({ ref }) => ref)
  expect(await about('meetings.notice')).toEqual(['F001@2'])
  expect(await about('attendance.checkin')).toEqual(['F001'])
  expect(await about('reports.after')).toEqual(['F001'])
  expect(await shown(life, 'meetings.notice')).toContain('十二月主题党日暨第四季度支部党员大会')
})

test('合并 after both were told: no cancellation, the other card says where it is held, answers count', async () => {
  await using life = await aPair()
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  await answer(life, MEMBER, { meeting: 'F005', reply: 'join' })
  await answer(life, OTHER_MEMBER, { meeting: 'F001', reply: 'join' })
  await answer(life, OTHER_MEMBER, { meeting: 'F005', reply: 'leave' })
  const card = await shown(life)
  expect(card).toContain('关于《第四季度支部党员大会》的消息会注明已并入、照常举行，不发取消通知。')
  expect(card).toContain('已反馈《第四季度支部党员大会》的1人不必再次反馈。')
  expect(card).toContain('自动化系支部群会立即收到新的会议通知')
  expect(card).toMatch(/应到\d+人会看到这一变化。/)
  await decide(life, SECRETARY, 'merged')
  await life.settle()
  expect(await replies(life, 'F001')).toEqual([
    [MEMBER, 'join'],
    [OTHER_MEMBER, 'join'],
  ])
  const notices = (await life.letters('meetings.notice')).map(({ ref }) => ref)
  expect(notices.toSorted()).toEqual(['F001@1', 'F001@2', 'F005@1'])
  const old = await shown(life, 'meetings.notice', 'F005@1')
  expect(old).toContain('【会议合并】第四季度支部党员大会')
  expect(old).toContain('已并入《十二月主题党日暨第四季度支部党员大会》，会议照常举行')
  expect(old).not.toContain('取消')
  expect(await answer(life, MEMBER, { meeting: 'F005', reply: 'leave' })).toContain(
    '已并入同时召开的另一次会议',
  )
})

test('a leave that waits is put before the secretary once more, and one that was granted stays granted', async () => {
  await using life = await aPair()
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  for (const who of [MEMBER, OTHER_MEMBER]) {
    await answer(life, who, { meeting: 'F005', reply: 'leave' })
    await life.press(who, 'attendance.leave', { data: { meeting: 'F005' }, form: { category: '事假' } })
  }
  const granted = { meeting: 'F005', member: OTHER_MEMBER, verdict: 'approved' }
  await life.press(SECRETARY, 'attendance.decide', { data: granted })
  await decide(life, SECRETARY, 'merged')
  const asked = (await life.letters('attendance.leavesAsked')).map(({ ref }) => ref)
  expect(asked).toEqual(['F005@1', 'F001@1'])
  expect(await shown(life, 'attendance.leavesAsked', 'F005@1')).toContain('请在新的卡片上审批')
  const late = { meeting: 'F005', member: MEMBER, verdict: 'approved' }
  expect(await life.press(SECRETARY, 'attendance.decide', { data: late })).toContain('已并入')
  const states = life.db.selectFrom('attendance_leaves').select(['member_id', 'state'])
  expect(await states.where('meeting_id', '=', 'F001').orderBy('member_id').execute()).toEqual([
    { member_id: MEMBER, state: 'asked' },
    { member_id: OTHER_MEMBER, state: 'approved' },
  ])
})

test('an observer of the one is invited to both as one: the earlier card says where it is held, nothing is cancelled', async () => {
  const [guest, flagged] = [MemberId.parse('M0213'), '表决']
  const agenda = ['学习', flagged]
  const observed = { observers: [guest], agenda, flagged: [{ item: flagged, observers: [guest] }] }
  await using life = await aPair([theDay({ minutes: 100 }), theAssembly(observed)])
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  await decide(life, SECRETARY, 'merged')
  await life.settle()
  const invitations = await life.letters('attendance.observe')
  expect(invitations.map(({ ref, ended }) => [ref, ended])).toEqual([
    [`${guest}/F005@1`, 'sent'],
    [`${guest}/F001@1`, 'sent'],
  ])
  expect(await shown(life, 'attendance.observe')).toContain('会议照常举行')
  expect(await shown(life, 'attendance.observe', `${guest}/F001@1`)).toContain('2. 表决')
  const notices = (await life.letters('meetings.notice')).map(({ ref }) => ref)
  expect(notices.toSorted()).toEqual(['F001@1', 'F005@1'])
})

test('开会 and 改期 say beforehand that merging is offered, as no clash, and then offer it', async () => {
  await using life = await aPair([theAssembly()])
  const line = '应到人员届时已在同一地点安排《第四季度支部党员大会》。确认后可合为一次会议'
  await life.say(SECRETARY, '开会 12月2日下午两点 主题党日 学工活动室')
  const preview = await shown(life, 'meetings.convene')
  expect(preview).toContain(line)
  expect(preview).not.toContain('冲突')
  const draft = (await life.letters('meetings.convene'))[0]?.ref
  await life.press(SECRETARY, 'meetings.book', { data: { draft } })
  expect(await proposals(life)).toHaveLength(1)

  await life.book([theDay({ types: ['党课'], title: '书记讲党课', start: '2026-12-03T14:00' })])
  await life.say(SECRETARY, '12月3日的书记讲党课改到12月2日下午两点半')
  expect(await shown(life, 'meetings.manage')).toContain('《第四季度支部党员大会》')
  const change = (await life.letters('meetings.manage'))[0]?.ref
  await life.press(SECRETARY, 'meetings.confirm', { data: { change } })
  expect(await proposals(life)).toHaveLength(3)
})

test('one announced moves to the earlier start of the other: who had answered is asked again, and told so before', async () => {
  await using life = await aPair([theDay({ start: '2026-12-02T14:30' })])
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  await answer(life, MEMBER, { meeting: 'F001', reply: 'join' })
  await life.book([theAssembly()])
  const card = await shown(life)
  expect(card).toContain('开始时间提前，将请已反馈《十二月主题党日》的1人再确认一次。')
  await decide(life, SECRETARY, 'merged')
  await life.settle()
  expect(await replies(life, 'F001')).toEqual([])
  expect(await shown(life, 'meetings.notice', 'F001@2')).toContain('原定12月2日14:30')
})

test('of a meeting of the college its host is asked; a branch without a secretary, its deputy or the host', async () => {
  const host = MemberId.parse('M0141')
  const committee = { audience: { kind: 'committee' }, host } as const
  await using life = await aPair([theDay(committee), theAssembly({ ...committee, types: ['学习会'] })])
  expect(await proposals(life)).toMatchObject([{ receiver: `person:${host}` }])
  expect(await decide(life, SECRETARY, 'apart')).toContain('需要')
  expect(await decide(life, host, 'merged')).toBe('已合并为一次会议。')
  const offices = life.db.deleteFrom('roster_offices').where('scope', '=', 'B02')
  await offices.where('office', 'like', '%书记').execute()
  const vacant = { audience: { kind: 'branch', branch: BranchId.parse('B02') }, host } as const
  const lines = [theDay(vacant), theAssembly(vacant)]
  await life.book(lines.map((line) => ({ ...line, id: MeetingId.parse(`V${line.id}`) })))
  expect((await proposals(life)).at(-1)?.receiver).toBe(`person:${host}`)
})
