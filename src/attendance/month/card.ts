import type { Meeting } from '../../meetings/types.ts'
import type { Term } from '../../time/calendar.ts'
import { deadline, shortDay, span } from '../../time/format.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import type { Phase, Replies } from '../types.ts'
import { states, words } from './words.ts'

/** One meeting on the card. */
export type MonthRow = {
  meeting: Meeting
  phase: Exclude<Phase, 'outdated'>
  /** Whether only the branch's committee 支委 is expected. */
  forCommittee: boolean
  answerBy: Temporal.Instant | null
  replies: Replies
  /** 参加 and 请假. */
  answer: Button[]
}

/** What the month's card in a chat shows: counts, never names. `further` have no room on it. */
export type MonthView = {
  month: number
  of: string
  terms: readonly Term[]
  rows: readonly MonthRow[]
  /** When it is rendered: it may be looked at days later. */
  on: Temporal.PlainDate
  further: number
}

/** 本月会议安排. */
export function monthCard({ month, of, terms, rows, on, further }: MonthView): Card {
  const open = rows.some(({ phase }) => phase === 'open')
  const title = words.title(month)
  return {
    title,
    subtitle: of,
    tone: open ? 'blue' : 'grey',
    summary: open ? title : words.over(month),
    blocks: [
      ...(open ? [text(words.ask)] : []),
      ...rows.flatMap((row) => rowBlocks(row, terms)),
      ...(further > 0 ? [text(words.further(further))] : []),
      ...(open ? [small(words.countedOn(shortDay(on))), small(words.after)] : []),
    ],
  }
}

function rowBlocks(row: MonthRow, terms: readonly Term[]): Block[] {
  const { meeting, phase } = row
  const start = meeting.startsAt.toZonedDateTimeISO(meeting.zone)
  const end = meeting.endsAt.toZonedDateTimeISO(meeting.zone)
  return [
    { kind: 'rule' },
    text(`${span(start, end, terms)} ${meeting.shownAs}`),
    small(detailsOf(row).join(words.between)),
    ...(phase === 'open' ? [buttons(...row.answer)] : []),
  ]
}

function detailsOf({ meeting, phase, forCommittee, answerBy, replies }: MonthRow): string[] {
  const place = [
    ...(forCommittee ? [words.forCommittee] : []),
    ...(meeting.place === '' ? [] : [meeting.place]),
  ]
  if (meeting.mergedInto !== null) return [...place, words.merged]
  if (phase !== 'open') return [...place, states[phase]]
  const by = answerBy === null ? [] : [words.answerBy(deadline(answerBy.toZonedDateTimeISO(meeting.zone)))]
  return [...place, ...by, words.replies(replies)]
}
