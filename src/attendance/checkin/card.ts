import type { MeetingId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { clock } from '../../time/format.ts'
import { buttons, text } from '../../cards/blocks.ts'
import type { Button, Card } from '../../cards/card.ts'
import type { Counts, Roll } from '../types.ts'
import { cancelledTitle, mergedLine } from '../../meetings/service.ts'
import { refusals, words } from '../words.ts'
import { checkInAction } from './action.ts'
import { isRecorded } from './rules.ts'

/** What the check-in in a chat shows: counts, never names. */
export type CheckInView = { meeting: Meeting; roll: Roll | null; counts: Counts }

/** 签到, and after the end the summary 会后小结 in its place. */
export function checkInCard({ meeting, roll, counts }: CheckInView): Card {
  const name = meeting.shownAs
  if (meeting.mergedInto !== null) return grey(cancelledTitle(meeting), mergedLine(meeting))
  if (meeting.state === 'cancelled') return grey(cancelledTitle(meeting), refusals.cancelled)
  if (roll?.state === 'closed') return grey(words.summaryTitle(name), words.summary(name, summaryOf(counts)))
  const title = words.checkInTitle(name)
  if (roll?.state !== 'open') return grey(title, words.checkInPlanned)
  const until = clock(roll.lateAfter.toZonedDateTimeISO(meeting.zone))
  return {
    title,
    tone: 'green',
    summary: title,
    blocks: [
      text(words.checkInOpen(name, until)),
      text(words.checkInCount(counts)),
      buttons(checkInButton(meeting.id)),
    ],
  }
}

/** 签到, also on a card that shows more. */
export function checkInButton(meeting: MeetingId): Button {
  return checkInAction.button({ text: words.checkIn, style: 'primary', data: { meeting } })
}

function summaryOf(counts: Counts): string {
  return isRecorded(counts) ? words.counts(counts) : words.uncounted(counts.expected)
}

function grey(title: string, line: string): Card {
  return { title, tone: 'grey', summary: title, blocks: [text(line)] }
}
