import type { PlannedMeeting } from '../../../../config/college.ts'
import { lastTime, nextTimes, timetable } from '../../../../config/timetable.ts'
import type { Action, What } from './action.ts'
import { aroundReports } from './expect-reports.ts'
import { chatOf, invited, secretariesOn } from './invited.ts'
import { isBefore } from '../../../time/order.ts'
import { momentsOf } from './moments.ts'
import { leaveCards } from './expect-leaves.ts'
import { type Expected, frameOf, reach, type Scenario } from './opening.ts'
import { dateOf } from '../../../time/dates.ts'

/** What should have been sent until the end, from the files and the actions alone. */
export function expectedOf(scenario: Scenario): Expected[] {
  const meetings = scenario.college.meetings.filter(({ cancelled }) => cancelled === null)
  const all = [
    ...meetings.flatMap((meeting) => aroundMeeting(scenario, meeting)),
    ...meetings.flatMap((meeting) => leaves(scenario, meeting)),
    ...meetings.flatMap((meeting) => leaveCards(scenario, meeting)),
    ...aroundReports(scenario, meetings),
    ...scenario.actions.flatMap((action) => afterAction(scenario, action)),
    ...hints(scenario),
    ...digests(scenario),
  ]
  return all.filter(({ at }) => !isBefore(scenario.until, at))
}

function aroundMeeting(scenario: Scenario, meeting: PlannedMeeting): Expected[] {
  const moments = momentsOf(meeting, frameOf(scenario))
  const chat = chatOf(scenario.college, meeting)
  const inChat =
    chat === null
      ? []
      : [
          { kind: 'notice', about: meeting.id, to: chat, at: moments.notice } as const,
          { kind: 'checkin', about: meeting.id, to: chat, at: moments.opens } as const,
        ]
  return [...inChat, ...(moments.ask === null ? [] : asks(scenario, { meeting, at: moments.ask }))]
}

function asks(
  scenario: Scenario,
  { meeting, at }: { meeting: PlannedMeeting; at: Temporal.Instant },
): Expected[] {
  return invited(scenario.college, meeting).flatMap(({ id, openId }) => {
    const last = lastAnswer(scenario, { about: meeting.id, who: id }, at)
    if (openId === null || (last !== undefined && last !== 'leave')) return []
    return [{ kind: last === 'leave' ? 'leaveForm' : 'ask', about: meeting.id, to: openId, at } as const]
  })
}

const ANSWERS: readonly What[] = ['join', 'leave', 'askLeave']

function lastAnswer(
  scenario: Scenario,
  of: Pick<Action, 'about' | 'who'>,
  until: Temporal.Instant,
): What | undefined {
  const theirs = scenario.actions.filter(
    ({ about, who, taken, did, at }) =>
      taken && about === of.about && who === of.who && ANSWERS.includes(did.what) && isBefore(at, until),
  )
  return theirs.at(-1)?.did.what
}

/** A person who said 请假 in the group gets one private form, however often it was said. */
function leaves(scenario: Scenario, { id }: PlannedMeeting): Expected[] {
  const said = scenario.actions.filter(
    ({ about, did, inGroup, taken }) => about === id && taken && inGroup && did.what === 'leave',
  )
  return firstOfEach(said, ({ who }) => who).map(({ who, at }) => ({
    kind: 'leaveForm',
    about: id,
    to: reach(scenario, who),
    at,
  }))
}

function afterAction(scenario: Scenario, { about, who, did, taken, at }: Action): Expected[] {
  const self = reach(scenario, who)
  switch (did.what) {
    case 'approve':
    case 'refuse':
      return taken ? [{ kind: 'decided', about: '', to: reach(scenario, did.of), at }] : []
    case 'reply':
    case 'fill':
      return taken ? [{ kind: 'confirm', about, to: self, at }] : []
    case 'say':
      return did.answer === 'hint' ? [] : [{ kind: did.answer, about: '', to: did.to, at }]
    default:
      return []
  }
}

/** What was not understood is hinted at once a day in each chat. */
function hints(scenario: Scenario): Expected[] {
  const zone = scenario.college.settings.timezone
  const said = scenario.actions.flatMap(({ did, at }) =>
    did.what === 'say' && did.answer === 'hint' ? [{ to: did.to, at }] : [],
  )
  return firstOfEach(said, ({ to, at }) => `${to} ${dateOf(at, zone)}`).map(({ to, at }) => ({
    kind: 'hint',
    about: '',
    to,
    at,
  }))
}

function digests({ college, from, until }: Scenario): Expected[] {
  const { committee } = college.settings.chats
  const line = timetable(college.settings).find(({ name }) => name === 'digest')
  if (committee === null || line === undefined) return []
  const timed = { cron: line.cron, zone: college.settings.timezone }
  const weeks = Math.ceil(from.until(until).total('hours') / (7 * 24))
  const last = lastTime(timed, until)
  return nextTimes(timed, from, weeks)
    .filter((at) => !isBefore(last, at))
    .flatMap((at) => [
      { kind: 'digest', about: '', to: committee, at },
      ...secretariesOn(college, dateOf(at, timed.zone)).flatMap(({ openId: to }): Expected[] =>
        to === null ? [] : [{ kind: 'branchDigest', about: '', to, at }],
      ),
    ])
}

function firstOfEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return all.filter((one, index) => all.findIndex((other) => keyOf(other) === keyOf(one)) === index)
}
