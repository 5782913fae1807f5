import type { MeetingId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { clock } from '../../time/format.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Field } from '../../cards/card.ts'
import type { Counts, Roll } from '../types.ts'
import { cancelledTitle, mergedLine } from '../../meetings/service.ts'
import { refusals, words } from '../words.ts'
import { CODE_FIELD, checkInAction } from './action.ts'
import { isRecorded } from './rules.ts'

/** Four digits, and spaces between them. */
const LONGEST_CODE = 12

/** What the check-in in a chat shows: counts, never names. */
export type CheckInView = { meeting: Meeting; roll: Roll | null; coded: boolean; counts: Counts }

/** 签到, and after the end the summary 会后小结 in its place. */
export function checkInCard({ meeting, roll, coded, counts }: CheckInView): Card {
  const name = meeting.shownAs
  if (meeting.mergedInto !== null) return grey(cancelledTitle(meeting), mergedLine(meeting))
  if (meeting.state === 'cancelled') return grey(cancelledTitle(meeting), refusals.cancelled)
  if (meeting.state === 'adjourned') return grey(words.adjournedTitle(name), words.adjourned)
  if (roll?.state === 'closed')
    return grey(words.summaryTitle(name), words.summary(name, summaryOf(counts)), words.summaryHint)
  const title = words.checkInTitle(name)
  if (roll?.state !== 'open') return grey(title, words.checkInPlanned)
  const until = clock(roll.lateAfter.toZonedDateTimeISO(meeting.zone))
  return {
    title,
    tone: 'green',
    summary: title,
    blocks: [
      text(words.checkInOpen(name, until)),
      // While people type, the card stays as it is.
      ...(coded ? [] : [text(words.checkInCount(counts))]),
      checkInBlock({ id: meeting.id, coded }),
    ],
  }
}

/** `coded`: with digits. */
type Shown = { id: MeetingId; coded: boolean }

/** 签到, where it is asked for with the digits to type; `n` tells several on one card apart. */
export function checkInBlock({ id, coded }: Shown, n = 0): Block {
  const button = checkInButton(id)
  if (!coded) return buttons(button)
  const field: Field = {
    kind: 'input',
    name: `${CODE_FIELD}${n}`,
    label: words.code,
    placeholder: words.codeHint,
    required: true,
    lines: 'one',
    maxLength: LONGEST_CODE,
  }
  return { kind: 'form', name: `checkIn${n}`, fields: [field], submit: button }
}

/** 签到 in a row of buttons, where no digits are asked for. */
export function checkInButton(meeting: MeetingId): Button {
  return checkInAction.button({ text: words.checkIn, style: 'primary', data: { meeting } })
}

function summaryOf(counts: Counts): string {
  return isRecorded(counts) ? words.counts(counts) : words.uncounted(counts.expected)
}

function grey(title: string, line: string, hint?: string): Card {
  const blocks = [text(line), ...(hint === undefined ? [] : [small(hint)])]
  return { title, tone: 'grey', summary: title, blocks }
}
