import { expect, test } from 'vitest'
import { askLetter, invitationRef, requestRefs } from '../../src/attendance/invitations/service.ts'
import { observerRef } from '../../src/attendance/observers/service.ts'
import { tellUncovered } from '../../src/calendar/service.ts'
import { tellNearQuota } from '../../src/desk/quota/service.ts'
import { noteElsewhere, noteFailure, tellFailure } from '../../src/desk/service.ts'
import { answerRef } from '../../src/desk/pauses/service.ts'
import { askedRef } from '../../src/desk/schedule/service.ts'
import { BranchId, ChatId, MeetingId, MemberId, OpenId, RequestId } from '../../src/ids.ts'
import { receiverOf, textOf } from '../../src/letters/rules.ts'
import { warnOfCadence } from '../../src/measures/cadence/service.ts'
import { tellMonth } from '../../src/meetings/month/service.ts'
import { meetingById, monthRef } from '../../src/meetings/service.ts'
import { noticeRef, withdrawNotices, writeCancelled } from '../../src/meetings/notices/service.ts'
import { noteFaulty, noteLoss, tellChanges } from '../../src/roster/proposals/service.ts'
import { tasksRef } from '../../src/reports/tasks/service.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** What an update finds in the records: a key of another form would be a second letter, and another ref unreadable. */
async function namesIn({ db }: Life): Promise<string[]> {
  const letters = await db.selectFrom('letters_letters').select(['kind', 'key', 'ref']).execute()
  const alarms = await db.selectFrom('alarms_alarms').select(['kind', 'key', 'ref']).execute()
  const lines = (what: string, all: { kind: string; key: string; ref: string }[]) =>
    all.map(({ kind, key, ref }) => `${what} ${kind} | ${key} | ${ref}`)
  const names = [...lines('letter', letters), ...lines('alarm', alarms)].toSorted().map(withoutChance)
  // Of many alike the first few tell as much as all.
  const forms = Map.groupBy(names, (line) => line.replaceAll(/(?:M|B)\d{2,4}\b/g, ''))
  return [...forms.values()].flatMap((alike) => alike.slice(0, 2))
}

function withoutChance(line: string): string {
  return line.replaceAll(/[\da-f-]{36}/g, '(id)').replaceAll(/E-[\dA-F]+/g, 'E-(n)')
}

const [meeting, who] = [MeetingId.parse('A047'), MemberId.parse('M0213')]

const WORDS: [who: string, text: string][] = [
  ['M0213', '帮助'],
  ['M0213', '待办'],
  ['M0213', '会议'],
  ['M0213', '会议 B10'],
  ['M0230', '会议 B10'],
  ['M0213', '名册'],
  ['M0230', '暂停'],
  ['M0213', '暂停'],
  ['M0213', '暂停'],
  ['M0213', '恢复'],
  ['M0213', '恢复'],
  ['M0230', '周报'],
  ['M0140', '周报'],
  ['M0140', '统计 配额'],
  ['M0140', '日历'],
  ['M0230', '日历'],
  ['M0140', '会议 预览'],
  ['M0230', '会议 预览'],
  ['M0140', '会议 预览 很久'],
  ['M0230', '签到'],
  ['M0230', '还有谁没反馈'],
  ['M0230', '天气不错'],
  ['M0231', '参加'],
]

const NAMES = `
alarm attendance.ask | attendance.ask:A047:v1 | A047
alarm attendance.close | attendance.close:A047:v1 | A047
alarm attendance.open | attendance.open:A047:v1 | A047
alarm meetings.notice | meetings.notice:A047:v1 | A047
alarm reports.ask | reports.ask:A047:v1 | A047@1
alarm reports.chase | reports.chase:R-A047:0 | R-A047
alarm reports.chase | reports.chase:R-A047:1 | R-A047
alarm reports.chase | reports.chase:R-A047:2 | R-A047
alarm reports.escalate | reports.escalate:R-A047 | R-A047
letter attendance.ask | attendance.ask:A047:v1:M0213 | A047/M0213@1
letter attendance.ask | attendance.ask:A047:v1:M0214 | A047/M0214@1
letter attendance.checkin | attendance.checkin:A047:v1 | A047
letter attendance.leaveDecided | attendance.leaveDecided:A047:v1:M0230:1 | A047/M0230
letter attendance.leaveForm | attendance.leaveForm:A047:v1:M0230:2991900 | A047/M0230
letter attendance.leavesAsked | attendance.leavesAsked:A047:1:M0213 | A047@1
letter attendance.leavesWait | attendance.leavesWait:A047:1:M0213:2026-11-24 | A047@1
letter attendance.noted | attendance.noted:om_said_23 | none
letter calendar.known | calendar.known:om_said_15 | years
letter desk.help | desk.help:om_said_1 | direct
letter desk.hint | desk.hint:oc_p_M0230:M0230:2026-11-20 | direct
letter desk.pause | desk.pause:om_said_10 | ended/om_said_8
letter desk.pause | desk.pause:om_said_11 | notPaused/B10
letter desk.pause | desk.pause:om_said_8 | begun/om_said_8
letter desk.pause | desk.pause:om_said_9 | pausedBefore/om_said_8
letter desk.pointer | desk.pointer:om_said_20 | checkIn/M0230
letter desk.pointer | desk.pointer:om_said_21 | silent
letter desk.preview | desk.preview:om_said_17 | plan/om_said_17
letter desk.preview | desk.preview:om_said_18 | mayNot
letter desk.preview | desk.preview:om_said_19 | whichDays
letter desk.quota | desk.quota:om_said_14 | quota
letter desk.relay | desk.relay:calendar/college/M0230:2026-11-20 | calendar/college/M0230
letter desk.relay | desk.relay:pause/B10/M0230:2026-11-20 | pause/B10/M0230
letter desk.schedule | desk.schedule:om_said_3 | own/
letter desk.schedule | desk.schedule:om_said_4 | branch/B10
letter desk.schedule | desk.schedule:om_said_5 | mayNot/
letter desk.todo | desk.todo:om_said_2 | M0213
letter digest.college | digest-again:om_said_12 | refused:mayNot
letter digest.college | digest-again:om_said_13 | refused:noneYet
letter meetings.notice | meetings.notice:A047:v1 | A047@1
letter reports.after | reports.after:R-A047 | A047
letter reports.chase | reports.chase:R-A047:0 | R-A047
letter reports.chase | reports.chase:R-A047:1 | R-A047
letter reports.chase | reports.chase:R-A047:2 | R-A047
letter reports.confirm | reports.confirm:R-A047/M0213/1 | R-A047/M0213/1
letter reports.escalation | reports.escalation:R-A047 | R-A047
letter roster.list | roster.list:om_said_6 | M0213
`

test('letters and alarms have the keys and refs that they have always had', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T10:00:00+08:00' })
  await life.settle()
  for (const [who, text] of WORDS) await life.say(who, text)
  await life.press('M0230', 'attendance.answer', { data: { meeting, reply: 'leave', place: 'group' } })
  await life.press('M0230', 'attendance.leave', { data: { meeting }, form: { category: '事假' } })
  await life.press('M0213', 'attendance.decide', { data: { meeting, member: 'M0230', verdict: 'approved' } })
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  await life.press('M0213', 'reports.fill', { data: { request: 'R-A047' } })
  await life.liveUntil('2026-12-04T12:00:00+08:00')
  expect(await namesIn(life)).toEqual(NAMES.trim().split('\n'))
})

const SELDOM = `
alarm attendance.ask | attendance.ask:A047:v1 | A047
alarm attendance.ask | attendance.ask:X1:v1 | X1
alarm attendance.ask | attendance.ask:X2:v1 | X2
alarm attendance.close | attendance.close:A047:v1 | A047
alarm attendance.close | attendance.close:A047:v2 | A047
alarm attendance.close | attendance.close:X1:v1 | X1
alarm attendance.close | attendance.close:X2:v1 | X2
alarm attendance.open | attendance.open:A047:v1 | A047
alarm attendance.open | attendance.open:A047:v2 | A047
alarm attendance.open | attendance.open:X1:v1 | X1
alarm attendance.open | attendance.open:X2:v1 | X2
alarm meetings.notice | meetings.notice:A047:v1 | A047
alarm meetings.notice | meetings.notice:A047:v2 | A047
alarm meetings.notice | meetings.notice:X1:v1 | X1
alarm meetings.notice | meetings.notice:X2:v1 | X2
alarm reports.ask | reports.ask:A047:v1 | A047@1
alarm reports.ask | reports.ask:A047:v2 | A047@2
alarm reports.ask | reports.ask:X1:v1 | X1@1
alarm reports.ask | reports.ask:X2:v1 | X2@1
letter attendance.noted | attendance.noted:om_said_1 | A047:joining
letter attendance.overview | attendance.overview:A047:M0213:2026-11-23T02:00:00Z | A047
letter attendance.remind | attendance.remind:A047:v1:M0213:2026-11-23 | A047/M0213@1
letter attendance.remind | attendance.remind:A047:v1:M0214:2026-11-23 | A047/M0214@1
letter calendar.uncovered | calendar.uncovered:COL1:2031:M0140 | 2031
letter calendar.uncovered | calendar.uncovered:COL1:2031:M0141 | 2031
letter desk.elsewhere | desk.elsewhere:E-(n):M0140 | E-(n)
letter desk.elsewhere | desk.elsewhere:E-(n):M0141 | E-(n)
letter desk.failure | desk.failure:E-(n) | E-(n)
letter desk.quotaNear | desk.quotaNear:2026-11:M0140 | 2026-11
letter desk.quotaNear | desk.quotaNear:2026-11:M0141 | 2026-11
letter meetings.cadence | meetings.cadence:B01/2026-11+1 | B01/2026-11+1
letter meetings.cadence | meetings.cadence:B02/2026-11+1 | B02/2026-11+1
letter meetings.convene | meetings.convene:om_said_2 | chat.(id)
letter meetings.copy | meetings.copy:A047:M0213:2026-11-23T02:00:00Z | A047
letter meetings.manage | meetings.manage:(id) | (id)
letter meetings.month | meetings.month:oc_fx_B10/2026-12 | oc_fx_B10/2026-12
letter meetings.noneMeant | meetings.noneMeant:om_said_3 | cancel
letter meetings.notice | meetings.notice:A047:v1 | A047@1
letter meetings.notice | meetings.notice:A047:v2:M0213 | A047@2
letter meetings.notice | meetings.notice:A047:v2:M0214 | A047@2
letter meetings.notice | meetings.notice:A047:v2:cancelled:M0213 | A047@cancelled
letter meetings.notice | meetings.notice:A047:v2:cancelled:M0214 | A047@cancelled
letter meetings.overlap | meetings.overlap:(id) | (id)
letter meetings.withdrawn | meetings.withdrawn:A047:v2:M0213 | A047@2
letter roster.faulty | roster.faulty:v1:M0140 | v1
letter roster.faulty | roster.faulty:v1:M0141 | v1
letter roster.loaded | roster.loaded:(id):M0140 | (id)
letter roster.loaded | roster.loaded:(id):M0141 | (id)
letter roster.waiting | roster.waiting:v2:1:M0140 | v2
letter roster.waiting | roster.waiting:v2:1:M0141 | v2
`

test('so have those that are seldom written', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T10:00:00+08:00' })
  const { ctx, act } = life
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await life.hear('M0230', '参加')
  for (const text of ['下周三下午三点开会', '取消茶话会']) await life.hear('M0213', text)
  for (const action of ['meetings.open', 'attendance.openOverview', 'attendance.remind'])
    await life.press('M0213', action, { data: { meeting } })
  const change = (await life.letters('meetings.manage'))[0]?.ref
  await life.press('M0213', 'meetings.copy', { data: { change } })
  await life.book(life.planned.map((one) => ({ ...one, types: ['支部委员会'] })))
  await life.liveUntil('2026-11-24T18:00:00+08:00')
  await act(async (tx) => {
    const told = await meetingById(tx, meeting)
    await withdrawNotices(ctx, tx, { meeting: told, people: [who] })
    await writeCancelled(ctx, tx, told)
    await tellUncovered(ctx, tx, [Temporal.PlainDate.from('2031-01-01')])
    const day = Temporal.PlainDate.from('2026-11-20')
    await tellNearQuota(ctx, tx, async () => [{ day, api: 'send', calls: 1_000_000 }])
    const failed = { kind: 'click', ref: 'evt_1', openId: OpenId.parse(`ou_${who}`), error: 'x' } as const
    await tellFailure(ctx, tx, await noteFailure(ctx, tx, failed))
    await noteElsewhere(ctx, tx, { messageId: 'om_1' })
    await noteFaulty(ctx, tx, { version: 'v1', faults: [] })
    const none = { reasons: [], accounts: [], branches: [], secretaries: [], admins: [] }
    await noteLoss(ctx, tx, { version: 'v2', loss: { ...none, people: [who], before: 9 } })
    await tellChanges(ctx, tx, {})
  })
  await warnOfCadence(ctx)
  const start = Temporal.PlainDateTime.from('2026-12-20T14:00')
  await life.book(life.planned.map((one) => ({ ...one, id: MeetingId.parse('X1'), start })))
  await life.book(
    life.planned.map((one) => ({
      ...one,
      id: MeetingId.parse('X2'),
      start,
      types: ['主题党日'],
      title: '主题党日',
    })),
  )
  await tellMonth(ctx, Temporal.Instant.from('2026-12-01T09:00:00+08:00'))
  expect(await namesIn(life)).toEqual(SELDOM.trim().split('\n'))
})

const [B10, B03] = [BranchId.parse('B10'), BranchId.parse('B03')]
test('what was written in any form before is read, and written in no other', () => {
  expect(invitationRef.parse('A047/M0213')).toEqual({ meeting, who, version: null })
  expect(invitationRef.parse('A047/M0213@12')).toEqual({ meeting, who, version: 12 })
  expect(requestRefs({ meeting, who }, { n: 2 })).toEqual(['A047/M0213', 'A047/M0213@1', 'A047/M0213@2'])
  expect(noticeRef.parse('A047@cancelled')).toEqual({ meeting, of: 'cancelled' })
  expect(observerRef.parse('M0213/A047@2')).toEqual({ who, meeting, of: 2 })
  expect(observerRef.text({ who, meeting, of: 'cancelled' })).toBe('M0213/A047@cancelled')
  const month = Temporal.PlainYearMonth.from('2026-12')
  expect(monthRef.parse('oc_a-b_c/2026-12')).toEqual({ chat: ChatId.parse('oc_a-b_c'), month })
  for (const to of [{ person: who }, { chat: ChatId.parse('oc_a-b_c') }])
    expect(receiverOf(textOf(to))).toEqual(to)
  expect(textOf({ person: who })).toBe('person:M0213')
  expect(textOf({ chat: ChatId.parse('oc_a-b_c') })).toBe('chat:oc_a-b_c')
  expect(tasksRef.parse('R-A010/B03')).toEqual({ request: RequestId.parse('R-A010'), branch: B03 })
  expect(answerRef.parse('refused/which')).toEqual({ answer: 'refused', about: 'which', verb: null })
  expect(askedRef.parse('several/B10,B03')).toEqual({ of: 'several', about: [B10, B03] })
  expect(askedRef.text({ of: 'several', about: [B10, B03] })).toBe('several/B10,B03')
  expect(askedRef.parse('own/')).toEqual({ of: 'own', about: [] })
  expect(askLetter.names({ meeting, who, version: 3 }).key).toBe('attendance.ask:A047:v3:M0213')
})

test('a text of another form is found to be none, and reading it says which form was meant', () => {
  expect([invitationRef.find('A047'), noticeRef.find('A047@soon'), noticeRef.find('A047@')]).toEqual([
    null,
    null,
    null,
  ])
  expect(() => invitationRef.parse('A047')).toThrow('A047 is no {meeting}/{who}[@{version}]')
})
