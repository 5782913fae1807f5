import type { MemberId } from '../../../ids.ts'
import { invited } from './invited.ts'
import { choosing, onDecided, onLeaveAsked, onLeaveForm } from './leave.ts'
import { momentsOf } from './moments.ts'
import { chance, onAsk, onCheckIn, onNotice } from './people.ts'
import { onReportCard } from './reporting.ts'
import { later, meetingOf, type Plan, readerOf, type Cast } from './scenario.ts'
import type { Seen } from './seen.ts'

/** What people are going to do about a message that has come. */
export function reactionsTo(seen: Seen, cast: Cast): Plan[] {
  switch (seen.kind) {
    case 'notice':
      return onNoticeCard(seen, cast)
    case 'ask':
      return onAskCard(seen, cast)
    case 'leaveForm':
      return onLeaveForm(seen, cast)
    case 'leaveAsked':
      return onLeaveAsked(seen, cast)
    case 'decided':
      return onDecided(seen, cast)
    case 'checkin':
      return onCheckInCard(seen, cast)
    default:
      return onReportCard(seen, cast)
  }
}

function onNoticeCard(seen: Seen, cast: Cast): Plan[] {
  const meeting = meetingOf(cast, seen)
  if (meeting === undefined) return []
  return invited(cast.college, meeting).flatMap(({ id: who }): Plan[] => {
    const reply = onNotice(who, meeting.id)
    if (reply === null) return []
    const doing = { who, about: meeting.id, did: { what: reply }, inGroup: true, message: seen.message }
    const at = later(seen, 80 + 100 * chance('when', who, meeting.id))
    return [{ at, act: () => cast.actor.press({ ...doing, label: reply === 'join' ? '参加' : '请假' }) }]
  })
}

function onAskCard(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  const reply = who === undefined ? null : onAsk(who, seen.about)
  if (who === undefined || reply === null) return []
  const doing = { who, about: seen.about, inGroup: false, message: seen.message }
  const press = (what: 'join' | 'leave', label: string) =>
    cast.actor.press({ ...doing, did: { what }, label })
  const at = later(seen, 10 + 120 * chance('when', who, seen.about))
  if (reply === 'leave') {
    const [choose, ...decided] = choosing(cast, doing, at)
    return [{ at, act: () => press('leave', '请假').then(() => choose?.act()) }, ...decided]
  }
  const answer: Plan = { at, act: () => press('join', '参加') }
  if (!changesMind(cast, seen)) return [answer]
  const thinksAgain = at.add({ minutes: 30 })
  const [choose, ...decided] = choosing(cast, doing, thinksAgain)
  const change = () => press('leave', '改为请假').then(() => choose?.act())
  return [answer, { at: thinksAgain, act: change }, ...decided]
}

/** One person changes their mind: the first on the list of the largest meeting who was asked and said yes. */
function changesMind(cast: Cast, seen: Seen): boolean {
  const meeting = cast.college.meetings.find(({ id }) => id === 'A047')
  if (meeting === undefined || seen.about !== meeting.id) return false
  const hesitant = invited(cast.college, meeting).find(
    ({ id }) => onNotice(id, meeting.id) === null && onAsk(id, meeting.id) === 'join',
  )
  return hesitant?.openId === seen.to
}

function onCheckInCard(seen: Seen, cast: Cast): Plan[] {
  const meeting = meetingOf(cast, seen)
  if (meeting === undefined) return []
  const { opens, start, closes } = momentsOf(meeting, cast.frame)
  const times = {
    early: opens.add({ minutes: 5 }),
    late: start.add({ minutes: 14 }),
    tooLate: closes.add({ minutes: 2 }),
  }
  return invited(cast.college, meeting).flatMap(({ id: who }): Plan[] => {
    const coming = isComing(cast, who, meeting.id) ? onCheckIn(who, meeting.id) : 'never'
    if (coming === 'never') return []
    const doing = {
      who,
      about: meeting.id,
      did: { what: 'checkIn' } as const,
      inGroup: true,
      message: seen.message,
    }
    const at =
      coming === 'early' && chance('door', who) < 0.5 ? start.subtract({ minutes: 3 }) : times[coming]
    return [{ at, act: () => cast.actor.press({ ...doing, label: '签到', meant: coming !== 'tooLate' }) }]
  })
}

function isComing({ actor }: Cast, who: MemberId, meeting: string): boolean {
  const last = actor.actions.findLast(
    ({ about, who: of, taken, did }) =>
      about === meeting && of === who && taken && ['join', 'leave', 'askLeave'].includes(did.what),
  )
  return last?.did.what === 'join'
}
