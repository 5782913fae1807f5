import type { Meeting } from '../meetings/types.ts'
import { deadline } from '../time/format.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Card } from '../cards/card.ts'
import { cancelledBlocks, cancelledTitle, whenOf } from '../meetings/service.ts'
import { bothButtons, leaveButton } from './answers/card.ts'
import { checkInBlock } from './checkin/card.ts'
import type { Phase, Replies } from './types.ts'
import { words } from './words.ts'

/** What the notice in a chat shows: counts, never names. */
export type NoticeView = {
  meeting: Meeting
  phase: Phase
  of: string
  facts: Block
  answerBy: Temporal.Instant | null
  replies: Replies
  /** Whether the month's card told of this plan before. */
  inMonth: boolean
  /** When the check-in opens to which this card itself leads; null: it has a card of its own, or is over. */
  checkInFrom: Temporal.Instant | null
  /** Whether people check in with digits. */
  coded: boolean
  /** Cancelled meetings of the same slot of which this card tells as well. */
  beside: readonly Meeting[]
}

/** 会议通知. */
export function noticeCard(view: NoticeView): Card {
  const { meeting, phase, facts } = view
  const state = words.noticeStates[stateOf(view)]
  const head = { subtitle: view.of, summary: words.noticeSummary(state, meeting.shownAs, whenOf(meeting)) }
  if (phase === 'cancelled') {
    return {
      ...head,
      title: cancelledTitle(meeting),
      tone: 'grey',
      blocks: [meeting, ...view.beside].flatMap(cancelledBlocks),
    }
  }
  const title = (meeting.movedFrom === null ? words.notice : words.moved)(meeting.shownAs)
  if (phase === 'withdrawn') return { ...head, title, tone: 'grey', blocks: [text(words.withdrawn)] }
  if (phase === 'outdated') {
    return { ...head, title, tone: 'grey', blocks: [text(words.outdated)] }
  }
  const tone = phase === 'open' ? 'blue' : 'grey'
  return { ...head, title, tone, blocks: [facts, ...movedBlocks(view), ...noticeEnd(view)] }
}

function stateOf({ meeting, phase }: NoticeView): keyof typeof words.noticeStates {
  if (phase === 'cancelled' && meeting.mergedInto !== null) return 'merged'
  return phase === 'open' && meeting.movedFrom !== null ? 'moved' : phase
}

function noticeEnd(view: NoticeView): Block[] {
  const { meeting, phase, answerBy, replies, inMonth, checkInFrom, coded } = view
  const counts = small(words.replies(replies))
  if (phase === 'ended') return [text(meeting.state === 'adjourned' ? words.adjourned : words.ended)]
  const opens = checkInFrom?.toZonedDateTimeISO(meeting.zone)
  const come = opens === undefined ? [] : [checkInBlock({ id: meeting.id, coded })]
  if (phase !== 'open') return [text(words.begun), buttons(leaveButton(meeting.id)), ...come, counts]
  return [
    text(answerByLine(meeting, answerBy)),
    ...(inMonth ? [text(words.inMonth)] : []),
    ...(opens === undefined ? [] : [text(words.checkInHere(deadline(opens)))]),
    buttons(...bothButtons(meeting.id, 'group')),
    ...come,
    ...(replies.join + replies.leave === 0 ? [] : [counts]),
  ]
}

function answerByLine(meeting: Meeting, answerBy: Temporal.Instant | null): string {
  if (answerBy === null || answerBy.equals(meeting.startsAt)) return words.answerBeforeStart
  return words.answerBy(deadline(answerBy.toZonedDateTimeISO(meeting.zone)))
}

function movedBlocks({ meeting: { movedFrom, zone, version }, phase }: NoticeView): Block[] {
  if (movedFrom === null) return []
  const moved = words.movedFrom(deadline(movedFrom.toZonedDateTime(zone)))
  // Only an announced plan can have been answered before.
  return [text(version === 1 || phase !== 'open' ? moved : moved + words.confirmAgain)]
}
