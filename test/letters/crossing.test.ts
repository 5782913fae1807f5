import { expect, test } from 'vitest'
import { runAlarm, takeDueAlarms } from '../../src/alarms/service.ts'
import type { AlarmKind } from '../../src/alarms/types.ts'
import { LetterId, MeetingId, MemberId } from '../../src/ids.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { lockMeeting, withdrawNotice } from '../../src/meetings/service.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { registry } from '../../src/router.ts'
import { type Life, type Living, aLife } from '../support/a-life.ts'

/** A047 is B10's meeting of 25 November at 14:00; its host and B10's secretary is M0213, M0230 one of 41 who are due. */
const SUBJECT = 'M0230'
const SECRETARY = 'M0213'
const WATCHED = ['chat:oc_fx_B10', `person:${SUBJECT}`, `person:${SECRETARY}`, 'person:M0140']

const events: Record<string, (life: Life) => Promise<unknown>> = {
  nothing: async () => undefined,
  moved: (life) => life.book(life.planned.map((one) => ({ ...one, start: one.start.add({ days: 7 }) }))),
  cancelled: (life) => life.book(life.planned.map((one) => ({ ...one, cancelled: '场地维修' }))),
  'taken back': (life) =>
    life.act(async (tx) => {
      const meeting = await lockMeeting(tx, MeetingId.parse('A047'))
      await withdrawNotice(life.ctx, tx, { meeting, people: [], by: MemberId.parse(SECRETARY) })
    }),
  answered: (life) => life.press(SUBJECT, 'attendance.answer', { data: reply('join') }),
  'on leave': async (life) => {
    await life.press(SUBJECT, 'attendance.answer', { data: reply('leave') })
    await life.press(SUBJECT, 'attendance.leave', { data: { meeting: 'A047' }, form: { category: '事假' } })
  },
  left: (life) => {
    const members = life.college.members.filter(({ id }) => id !== SUBJECT)
    return life.act((tx) => acceptCollege(life.ctx, tx, { ...life.college, members }))
  },
  paused: (life) => life.say(SECRETARY, '暂停'),
}
const reply = (how: 'join' | 'leave') => ({ meeting: 'A047', reply: how, place: 'private' })

const MOMENTS: [string, AlarmKind][] = [
  ['notice', 'meetings.notice'],
  ['question', 'attendance.ask'],
  ['check-in', 'attendance.open'],
  ['report', 'reports.ask'],
  ['chase', 'reports.chase'],
  ['escalation', 'reports.escalate'],
]

/** What only tells of the event itself. */
const ABOUT_THE_EVENT = ['desk.pause', 'roster.loaded']

/** The moment's alarm has written its letters, none of them is sent; then comes the event; then the post goes. */
async function cross(kind: AlarmKind, event: string): Promise<string[]> {
  const past = { name: `${kind} is due`, live: (life: Living) => liveTo(life, kind) }
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00', past })
  const alarms = life.db.selectFrom('alarms_alarms').select('due').where('kind', '=', kind)
  const { due } = await alarms.where('ended', 'is not', null).orderBy('due').executeTakeFirstOrThrow()
  life.ctx.set(due.toString())
  await events[event]?.(life)
  await life.settle()
  const sent = (await life.letters()).filter(
    ({ first_attempt_at, receiver, kind: of }) =>
      first_attempt_at?.equals(due) && WATCHED.includes(receiver) && !ABOUT_THE_EVENT.includes(of),
  )
  return sent.map((one) => `${one.kind} > ${one.receiver.slice(one.receiver.indexOf(':') + 1)}`)
}

/** Lives until an alarm of that kind has come for the first time, and its letters wait to be sent. */
async function liveTo(life: Living, kind: AlarmKind): Promise<void> {
  const due = await dueOf(life, kind)
  await life.liveUntil(due.subtract({ milliseconds: 1 }).toString())
  life.ctx.set(due.toString())
  for (const id of await takeDueAlarms(life.ctx)) await runAlarm(life.ctx, registry.alarms, id)
}

/** When an alarm of that kind comes next; those of a report are set when the meeting is over. */
async function dueOf(life: Living, kind: AlarmKind): Promise<Temporal.Instant> {
  if (kind === 'reports.chase' || kind === 'reports.escalate')
    await life.liveUntil('2026-11-25T18:00:00+08:00')
  const open = life.db
    .selectFrom('alarms_alarms')
    .select('due')
    .where('kind', '=', kind)
    .where('ended', 'is', null)
  return (await open.orderBy('due').executeTakeFirstOrThrow()).due
}

/** What is sent at each moment after each event, to the branch's chat, the subject, the secretary, an administrator. */
const asks = (...people: string[]) => people.map((who) => `attendance.ask > ${who}`)
const NOTICE = 'meetings.notice > oc_fx_B10'
const CHECK_IN = 'attendance.checkin > oc_fx_B10'
const REQUEST = `reports.after > ${SECRETARY}`
const CHASE = `reports.chase > ${SECRETARY}`
const ESCALATION = 'reports.escalation > M0140'
const APPROVAL = `attendance.leavesAsked > ${SECRETARY}`

const matrix: Record<string, Record<string, string[]>> = {
  notice: {
    nothing: [NOTICE],
    moved: [NOTICE],
    // Nobody had been told.
    cancelled: [],
    'taken back': [],
    answered: [NOTICE],
    'on leave': [NOTICE, APPROVAL],
    left: [NOTICE],
    paused: [],
  },
  question: {
    nothing: asks(SECRETARY, SUBJECT),
    moved: [NOTICE],
    cancelled: [NOTICE],
    'taken back': [],
    answered: asks(SECRETARY),
    'on leave': [...asks(SECRETARY), APPROVAL],
    left: asks(SECRETARY),
    paused: [],
  },
  'check-in': {
    nothing: [CHECK_IN],
    moved: [NOTICE],
    cancelled: [NOTICE],
    'taken back': [CHECK_IN],
    answered: [CHECK_IN],
    'on leave': [CHECK_IN, APPROVAL],
    left: [CHECK_IN],
    // The meeting takes place, and whoever comes checks in.
    paused: [CHECK_IN],
  },
  // What is over can neither be moved nor cancelled nor answered.
  report: { ...always([REQUEST]), paused: [] },
  chase: { ...always([CHASE]), paused: [] },
  escalation: { ...always([ESCALATION]), paused: [] },
}

function always(sent: string[]): Record<string, string[]> {
  return Object.fromEntries(Object.keys(events).map((event) => [event, sent]))
}

test.each(MOMENTS)(
  'the %s with every event while its letters are in the post: exactly what is right is sent',
  async (moment, kind) => {
    for (const event of Object.keys(events)) {
      const sent = await cross(kind, event)
      expect({ event, sent }).toEqual({ event, sent: matrix[moment]?.[event] })
    }
  },
  60_000,
)

test('a crowd answers while its questions are in the post or rest for a limit: none of it is asked', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await liveTo(life, 'attendance.ask')
  const questions = await life.letters('attendance.ask')
  expect(questions).toHaveLength(41)
  // The first ten have had a turn already, and rest until the platform takes more.
  const budget = { ...life.post.feishu.budget, take: async () => 1_000 }
  const post = { ...life.post, feishu: { ...life.post.feishu, budget } }
  for (const { id } of questions.slice(0, 10))
    expect(await deliverLetter(life.ctx, post, LetterId.parse(id))).toBe('waiting')
  const crowd = questions.slice(0, 20).map(({ receiver }) => receiver.slice('person:'.length))
  await Promise.all(crowd.map((who) => life.press(who, 'attendance.answer', { data: reply('join') })))
  await life.settle()
  const asked = (await life.letters('attendance.ask')).filter(({ ended }) => ended === 'sent')
  expect(asked).toHaveLength(21)
  expect(asked.filter(({ receiver }) => crowd.includes(receiver.slice('person:'.length)))).toEqual([])
})
