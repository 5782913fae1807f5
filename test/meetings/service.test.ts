import { expect, test } from 'vitest'
import { cancelMeeting, meetingById, meetingsBetween } from '../../src/meetings/service.ts'
import type { Meeting } from '../../src/meetings/types.ts'
import { expectedMembers, rollOf } from '../../src/attendance/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { loadHistory } from '../../config/history.ts'
import { aCollege, MONDAY } from './college.ts'

const A047 = MeetingId.parse('A047')
const [longAgo, farAhead] = ['2026-01-01T00:00:00Z', '2027-12-31T00:00:00Z'].map((text) =>
  Temporal.Instant.from(text),
)

/** How many are due at what is still to come, counted by hand from the roster. */
const DUE_AHEAD = {
  A018: 11,
  A004: 12,
  A064: 11,
  A047: 41,
  A022: 11,
  A046: 13,
  A009: 14,
  A041: 34,
  A057: 12,
  A076: 14,
  A065: 47,
  A017: 12,
  A026: 16,
  A062: 12,
  A075: 14,
  A077: 21,
}

test('all 79 activities of the demo come out with their audience, chat, host and those who are due', async () => {
  await using life = await aCollege({ past: true })
  const { act, college } = life
  const all = await act((tx) => meetingsBetween(tx, longAgo ?? life.ctx.now(), farAhead ?? life.ctx.now()))
  expect(all).toHaveLength(79)
  const of = (scope: Meeting['scope']) => all.filter((meeting) => meeting.scope === scope)
  expect([of('branch').length, of('group').length, of('college').length]).toEqual([39, 34, 6])
  const isCommittees = ({ types }: Meeting) => types.every((type) => type === '支部委员会')
  for (const meeting of of('branch'))
    expect(meeting.chat).toBe(isCommittees(meeting) ? null : `oc_fx_${meeting.branch}`)
  for (const meeting of of('group')) {
    expect(meeting.chat).toBe(`oc_fx_${meeting.branch}`)
    expect(meeting.shownAs).toMatch(/^第.党小组(会| · )/)
  }
  const chats = Object.fromEntries(of('college').map(({ id, chat }) => [id, chat]))
  const secretaries = 'oc_fx_secretaries'
  expect(chats).toEqual({
    A072: secretaries,
    A073: secretaries,
    A074: 'oc_fx_college',
    A075: secretaries,
    A076: secretaries,
    A077: secretaries,
  })
  const hosts = new Map(college.meetings.map(({ id, host }) => [id, host]))
  for (const meeting of all) if (hosts.has(meeting.id)) expect(meeting.host).toBe(hosts.get(meeting.id))
})

test('everybody who is expected at what lies ahead is on the list, and the exempt are not', async () => {
  await using life = await aCollege()
  for (const [id, due] of Object.entries(DUE_AHEAD)) {
    const members = await life.act((tx) => expectedMembers(tx, MeetingId.parse(id)))
    expect([id, members.length]).toEqual([id, id === 'A004' ? 0 : due])
  }
})

test('the past is booked with the counts of its record, without a letter or an alarm', async () => {
  await using life = await aCollege({ only: [], past: true })
  const history = await loadHistory('config/demo/history.json', life.college)
  if (!history.ok) throw new Error('the demo history does not load')
  for (const past of history.meetings) {
    const counts = await life.act((tx) => rollOf(tx, past.id))
    const [late, leave, absent] = [past.late.length, past.leaves.length, past.absent.length]
    expect([past.id, counts]).toEqual([
      past.id,
      {
        expected: past.presentCount + leave + absent,
        present: past.presentCount,
        late,
        leave,
        absent,
        observers: past.observers.length,
        guests: 0,
        unconfirmed: 0,
      },
    ])
  }
  expect(await life.db.selectFrom('letters_letters').select('key').execute()).toEqual([])
  expect(await life.db.selectFrom('alarms_alarms').select('key').execute()).toEqual([])
})

test('a meeting is announced once in its chat, with the plan of its version', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.book()
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  const notices = await life.written('meetings.notice')
  expect(notices.map(({ key, receiver }) => [key, receiver])).toEqual([
    ['meetings.notice:A047:v1', 'chat:oc_fx_B10'],
  ])
  expect(notices[0]?.shows).toContain('11月25日（周三，第12周）14:00–15:40')
  expect(notices[0]?.shows).toContain('请于11月24日17:00前反馈是否参加。')
})

test('a moved meeting is announced again at once, and the old notice says that it was replaced', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await life.book(life.planned.map((one) => ({ ...one, start: one.start.add({ days: 1 }) })))
  await life.liveUntil('2026-11-23T10:01:00+08:00')
  const [old, fresh] = await life.written('meetings.notice')
  expect(old).toMatchObject({ key: 'meetings.notice:A047:v1', isRelevant: false })
  expect(old?.shows).toContain('会议安排有变，请看新的通知。')
  expect(old?.shows).not.toContain('以上时间')
  expect(old?.shows).not.toContain('"buttons"')
  expect(fresh).toMatchObject({ key: 'meetings.notice:A047:v2', isRelevant: true })
  expect(fresh?.shows).toContain('原定11月25日14:00，现改至以上时间。')
})

test('a cancelled meeting is said to be cancelled where it was announced, and nothing else happens', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await life.book(life.planned.map((one) => ({ ...one, cancelled: '场地维修' })))
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  const notices = await life.written('meetings.notice')
  expect(notices.map(({ key }) => key)).toEqual([
    'meetings.notice:A047:v1',
    'meetings.notice:A047:v1:cancelled',
  ])
  for (const { shows } of notices) {
    expect(shows).toContain('原定11月25日14:00的第四季度支部党员大会取消。')
    expect(shows).not.toContain('"buttons"')
  }
  expect(await life.written('attendance.ask')).toEqual([])
  expect(await life.written('attendance.checkin')).toEqual([])
})

test('a meeting that nobody was told of is cancelled without a word', async () => {
  await using life = await aCollege({ only: ['A075'] })
  const by = MemberId.parse('M0140')
  await life.act((tx) => cancelMeeting(life.ctx, tx, { id: MeetingId.parse('A075'), reason: null, by }))
  await life.liveUntil('2026-12-05T00:00:00+08:00')
  expect(await life.written('meetings.notice')).toEqual([])
})

test('a meeting that was over before it was booked is kept as a record only', async () => {
  await using life = await aCollege({ only: ['A047'], now: '2026-11-26T09:00:00+08:00' })
  expect((await life.act((tx) => meetingById(tx, A047))).state).toBe('ended')
  expect(await life.db.selectFrom('alarms_alarms').select('key').execute()).toEqual([])
})

test('another place is announced again but answers stay; another title only changes the card', async () => {
  await using life = await aCollege({ only: ['A047'], now: MONDAY })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await life.book(life.planned.map((one) => ({ ...one, title: '党员大会' })))
  expect((await life.act((tx) => meetingById(tx, A047))).version).toBe(1)
  await life.book(life.planned.map((one) => ({ ...one, place: '信息楼305' })))
  expect((await life.act((tx) => meetingById(tx, A047))).version).toBe(2)
})

test('a meeting that is moved before anybody was told is announced for its new time only', async () => {
  await using life = await aCollege({ only: ['A075'] })
  await life.book(life.planned.map((one) => ({ ...one, start: one.start.add({ days: 7 }) })))
  await life.liveUntil('2026-12-04T13:00:00+08:00')
  expect(await life.written('meetings.notice')).toEqual([])
  await life.liveUntil('2026-12-09T13:00:00+08:00')
  expect((await life.written('meetings.notice')).map(({ key }) => key)).toEqual(['meetings.notice:A075:v2'])
})
