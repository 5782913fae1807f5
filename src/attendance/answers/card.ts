import type { LeaveCategory } from '../../../config/college.ts'
import type { MeetingId } from '../../ids.ts'
import { snoozeButton } from '../../letters/service.ts'
import { clock, dayName, shortDay } from '../../time/format.ts'
import { cancelledBlocks, cancelledTitle, whenOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { categoryBlocks, type OwnRequest, requestBlocks } from '../requests/service.ts'
import type { Phase, Reply, Role, Stage } from '../types.ts'
import { words } from '../words.ts'
import { answerAction } from './action.ts'
import { isAnswer } from './rules.ts'
import { words as own } from './words.ts'

/** What one person sees of one meeting, in whichever letter. */
export type InvitationView = {
  meeting: Meeting
  phase: Exclude<Phase, 'outdated' | 'withdrawn'>
  /** Who is not expected any more reads so, and is asked nothing. */
  role: Role | null
  stage: Stage
  /** The own request for leave; null without one. */
  request: OwnRequest | null
  /** The categories that need no decision. */
  granted: readonly LeaveCategory[]
  /** What the meeting is, for whoever joined after it was announced; null for all others. */
  addedTo: Block | null
  /** Whether the person had answered before the meeting was moved. */
  again: boolean
  /** The name of whoever answered for the person; null: the person. */
  saidBy: string | null
  /** The name with 老师, 同学 or 同志. */
  called: string
  today: Temporal.PlainDate
  answered: number
  /** Whether it can come again this evening, before the meeting. */
  snooze: boolean
}

/** The personal card: the question, the form, or what was answered, as the state is. */
export function invitationCard(view: InvitationView): Card {
  const { meeting, phase, stage } = view
  if (phase === 'cancelled') {
    const title = cancelledTitle(meeting)
    return { title, tone: 'grey', summary: title, blocks: cancelledBlocks(meeting) }
  }
  if (phase === 'open' && view.role !== 'due') return uninvitedCard(view)
  const summary = summaryOf(view)
  const open = phase === 'open'
  const blocks = open ? [...openBlocks(view), ...saidByBlocks(view)] : closed(view)
  return { title: titleOf(view), tone: open ? toneOf(stage) : 'grey', summary, blocks }
}

/** The card of who is not expected any more, and was told of the meeting. */
export function uninvitedCard({ meeting, role }: Pick<InvitationView, 'meeting' | 'role'>): Card {
  const summary = words.personalSummary(own.uninvited, meeting.shownAs)
  const line = role === null || role === 'due' ? own.notExpected.out : own.notExpected[role]
  return { title: words.answeredTitle, tone: 'grey', summary, blocks: [text(line)] }
}

/** The word before the start. */
export function confirmCard(meeting: Meeting): Card {
  const start = clock(meeting.startsAt.toZonedDateTimeISO(meeting.zone))
  const said = { title: meeting.shownAs, start, place: meeting.place }
  const blocks = [text(own.confirm(said)), buttons(answerButton(meeting.id, 'leave', words.toLeave))]
  const title = own.confirmTitle
  return { title, tone: 'blue', summary: words.personalSummary(title, meeting.shownAs), blocks }
}

function summaryOf(view: InvitationView): string {
  const { meeting, phase, stage, again } = view
  const open = stage === 'unanswered' && again ? 'again' : stage
  const asks = phase === 'open' || isChoosingLate(view)
  return words.personalSummary(words.personalStates[asks ? open : 'closed'], meeting.shownAs)
}

function isChoosingLate({ phase, stage, role }: InvitationView): boolean {
  return phase === 'begun' && stage === 'choosing' && role === 'due'
}

function titleOf(view: InvitationView): string {
  const { phase, stage } = view
  if (isChoosingLate(view) || (phase === 'open' && stage === 'choosing')) return words.choosingTitle
  return phase === 'open' && stage === 'unanswered' ? words.askTitle : words.answeredTitle
}

function toneOf(stage: Stage): Card['tone'] {
  if (stage === 'joining' || stage === 'approved') return 'green'
  return stage === 'refused' ? 'orange' : 'blue'
}

function closedBlocks({ meeting, stage }: InvitationView): Block[] {
  return isAnswer(stage) ? [text(stateLine(stage, meeting))] : []
}

function closed(view: InvitationView): Block[] {
  return view.phase === 'begun' ? begunBlocks(view) : [...closedBlocks(view), text(words.ended)]
}

/** While it lasts nobody says 参加 any more, and leave is still taken. */
function begunBlocks(view: InvitationView): Block[] {
  const { meeting, stage, request, role } = view
  const state = closedBlocks(view)
  if (role !== 'due') return [...state, text(words.begun)]
  if (stage === 'choosing') return categoryBlocks(meeting, [])
  if (stage === 'asked' && request !== null) return [...state, ...requestBlocks(meeting.id, request, true)]
  if (stage === 'approved') return [...state, text(words.begun)]
  return [...state, text(words.begun), buttons(answerButton(meeting.id, 'leave', words.leave))]
}

function openBlocks(view: InvitationView): Block[] {
  const { meeting, stage, request, granted } = view
  const toJoin = buttons(answerButton(meeting.id, 'join', words.toJoin))
  if (stage === 'unanswered') return askBlocks(view)
  if (stage === 'choosing') return [...categoryBlocks(meeting, granted), toJoin]
  const state = text(stateLine(stage, meeting))
  if (stage === 'joining') {
    return [state, text(words.mayChange), buttons(answerButton(meeting.id, 'leave', words.toLeave))]
  }
  if (stage === 'refused') return [state, buttons(...bothButtons(meeting.id, 'private'))]
  const own = request === null ? [] : requestBlocks(meeting.id, request, stage === 'asked')
  return [state, ...own, toJoin]
}

function stateLine(stage: Exclude<Stage, 'unanswered' | 'choosing'>, meeting: Meeting): string {
  return words[stage](whenOf(meeting), meeting.shownAs)
}

function saidByBlocks({ saidBy }: InvitationView): Block[] {
  return saidBy === null ? [] : [small(own.saidBy(saidBy))]
}

function askBlocks({ meeting, called, today, answered, snooze, again, addedTo }: InvitationView): Block[] {
  if (addedTo !== null && !again) {
    const intro = text(own.added(called, meeting.shownAs))
    return [intro, addedTo, buttons(...bothButtons(meeting.id, 'private'))]
  }
  const when = `${dayFrom(today, meeting)}${clock(meeting.startsAt.toZonedDateTimeISO(meeting.zone))}`
  const what = words.gathering({ when, place: meeting.place, title: meeting.shownAs })
  const others = small(words.othersAnswered(answered))
  return [
    text((again ? words.askAgain : words.ask)(called, what)),
    buttons(...bothButtons(meeting.id, 'private'), ...(snooze ? [snoozeButton()] : [])),
    ...(answered === 0 ? [] : [others]),
  ]
}

function dayFrom(today: Temporal.PlainDate, meeting: Meeting): string {
  const start = meeting.startsAt.toZonedDateTimeISO(meeting.zone)
  const day = `${shortDay(start)}${dayName(start)}`
  const days = today.until(start.toPlainDate(), { largestUnit: 'days' }).days
  if (days === 0) return words.today(day)
  return days === 1 ? words.tomorrow(day) : day
}

/** 参加 and 请假. */
export function bothButtons(meeting: MeetingId, place: 'group' | 'private'): Button[] {
  return [
    answerAction.button({ text: words.join, style: 'primary', data: { meeting, reply: 'join', place } }),
    answerAction.button({ text: words.leave, data: { meeting, reply: 'leave', place } }),
  ]
}

/** 请假 alone, in a group, while the meeting lasts. */
export function leaveButton(meeting: MeetingId): Button {
  return answerAction.button({ text: words.leave, data: { meeting, reply: 'leave', place: 'group' } })
}

/** 参加 and 请假 on a card that shows more than this meeting: whoever is to choose a category gets a card for it. */
export function answerButtons(meeting: MeetingId): Button[] {
  return bothButtons(meeting, 'group')
}

function answerButton(meeting: MeetingId, reply: Reply, text: string): Button {
  return answerAction.button({ text, data: { meeting, reply, place: 'private' } })
}
