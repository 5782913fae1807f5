import { expect, test } from 'vitest'
import { askLetter, invitationRef, requestRefs } from '../../src/attendance/invitations/service.ts'
import { observerRef } from '../../src/attendance/observers/service.ts'
import { answerRef } from '../../src/desk/pauses/service.ts'
import { askedRef } from '../../src/desk/schedule/service.ts'
import { BranchId, ChatId, MeetingId, MemberId, RequestId } from '../../src/ids.ts'
import { monthRef } from '../../src/meetings/service.ts'
import { noticeRef } from '../../src/meetings/notices/service.ts'
import { tasksRef } from '../../src/reports/tasks/service.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** What an update finds in the records: a key of another form would be a second letter, and another ref unreadable. */
async function namesIn({ db }: Life): Promise<string[]> {
  const letters = await db.selectFrom('letters_letters').select(['kind', 'key', 'ref']).execute()
  const alarms = await db.selectFrom('alarms_alarms').select(['kind', 'key', 'ref']).execute()
  const lines = (what: string, all: { kind: string; key: string; ref: string }[]) =>
    all.map(({ kind, key, ref }) => `${what} ${kind} | ${key} | ${ref}`)
  return [...lines('letter', letters), ...lines('alarm', alarms)].toSorted()
}

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
letter attendance.leaveAsked | attendance.leaveAsked:A047:v1:M0230:1 | A047/M0230@1
letter attendance.leaveDecided | attendance.leaveDecided:A047:v1:M0230:1 | A047/M0230
letter attendance.leaveForm | attendance.leaveForm:A047:v1:M0230:2991900 | A047/M0230
letter attendance.noted | attendance.noted:om_said_23 | none
letter calendar.known | calendar.known:om_said_15 | years
letter calendar.known | calendar.known:om_said_16 | not_admin
letter desk.help | desk.help:om_said_1 | direct
letter desk.hint | desk.hint:oc_p_M0230:M0230:2026-11-20 | direct
letter desk.pause | desk.pause:om_said_10 | ended/om_said_8
letter desk.pause | desk.pause:om_said_11 | notPaused/B10
letter desk.pause | desk.pause:om_said_7 | refused/no_right/pause
letter desk.pause | desk.pause:om_said_8 | begun/om_said_8
letter desk.pause | desk.pause:om_said_9 | pausedBefore/om_said_8
letter desk.pointer | desk.pointer:om_said_20 | checkIn/M0230
letter desk.pointer | desk.pointer:om_said_21 | silent
letter desk.preview | desk.preview:om_said_17 | plan/om_said_17
letter desk.preview | desk.preview:om_said_18 | notAllowed
letter desk.preview | desk.preview:om_said_19 | whichDays
letter desk.quota | desk.quota:om_said_14 | quota
letter desk.schedule | desk.schedule:om_said_3 | own/
letter desk.schedule | desk.schedule:om_said_4 | branch/B10
letter desk.schedule | desk.schedule:om_said_5 | mayNot/
letter desk.todo | desk.todo:om_said_2 | M0213
letter digest.college | digest-again:om_said_12 | refused:not_committee
letter digest.college | digest-again:om_said_13 | refused:none_yet
letter meetings.notice | meetings.notice:A047:v1 | A047@1
letter reports.chase | reports.chase:R-A047:0 | R-A047
letter reports.chase | reports.chase:R-A047:1 | R-A047
letter reports.chase | reports.chase:R-A047:2 | R-A047
letter reports.confirm | reports.confirm:R-A047/M0213/1 | R-A047/M0213/1
letter reports.escalation | reports.escalation:R-A047 | R-A047
letter reports.request | reports.request:R-A047 | R-A047
letter roster.list | roster.list:om_said_6 | M0213
`

test('letters and alarms have the keys and refs that they have always had', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T10:00:00+08:00' })
  await life.settle()
  for (const [who, text] of WORDS) await life.say(who, text)
  const meeting = 'A047'
  await life.press('M0230', 'attendance.answer', { data: { meeting, reply: 'leave', place: 'group' } })
  await life.press('M0230', 'attendance.leave', { data: { meeting }, form: { category: '公务' } })
  await life.press('M0213', 'attendance.decide', { data: { meeting, member: 'M0230', verdict: 'approved' } })
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  await life.press('M0213', 'reports.fill', { data: { request: 'R-A047' } })
  await life.liveUntil('2026-12-04T12:00:00+08:00')
  const names = (await namesIn(life)).map((line) => line.replaceAll(/[\da-f-]{36}/g, '(id)'))
  // Of many alike the first few tell as much as all.
  const forms = Map.groupBy(names, (line) => line.replaceAll(/M\d{4}/g, 'M'))
  expect([...forms.values()].flatMap((alike) => alike.slice(0, 2))).toEqual(NAMES.trim().split('\n'))
})

const [meeting, who] = [MeetingId.parse('A047'), MemberId.parse('M0213')]
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
