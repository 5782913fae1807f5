import { z } from 'zod'
import { kind } from '../../cards/ref.ts'
import { ChatId } from '../../ids.ts'
import { isAfter } from '../../time/order.ts'
import { type Calendar, workdayFrom } from '../../time/calendar.ts'
import type { Entry, NoticeEffect } from './types.ts'

/** Later than so many days after its first working day nobody needs a month's list. */
const LATEST_DAYS = 7
/** Nobody reads on after so many, and the platform takes only so much in a card. */
const MOST_SHOWN = 12

/** The month that is told of on this date: from its first working day on, for a week; otherwise null. */
export function monthToTell(date: Temporal.PlainDate, calendar: Calendar): Temporal.PlainYearMonth | null {
  const first = workdayFrom(calendar, date.with({ day: 1 }))
  const { days } = first.until(date, { largestUnit: 'days' })
  return days >= 0 && days < LATEST_DAYS ? date.toPlainYearMonth() : null
}

const Month = z.string().transform((text) => Temporal.PlainYearMonth.from(text))

export const monthLetter = kind(
  'meetings.month',
  { key: '{chat}/{month}', ref: '{chat}/{month}' },
  { chat: ChatId, month: Month },
)

/** What a month's card shows: `oc_…/2026-12`. */
export const monthRef = monthLetter.ref

/** What stands on the card, in order of time, and how many do not: what was listed first never gives way to a later one. */
export function shownOf(entries: readonly Entry[]): { shown: Entry[]; further: number } {
  const first = [...entries.filter(({ listed }) => listed), ...entries.filter(({ listed }) => !listed)]
  const shown = first.slice(0, MOST_SHOWN).toSorted(byStart)
  return { shown, further: entries.length - shown.length }
}

function byStart({ meeting: one }: Entry, { meeting: other }: Entry): number {
  return Temporal.Instant.compare(one.startsAt, other.startsAt)
}

/** What the month's card means for a notice, by the days on which both come; `toldOn` is null when none told of this revision. */
export function noticeEffect(toldOn: Temporal.PlainDate | null, noticeOn: Temporal.PlainDate): NoticeEffect {
  if (toldOn === null) return 'none'
  return isAfter(noticeOn, toldOn) ? 'ahead' : 'instead'
}
