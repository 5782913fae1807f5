import type { ChatId, MeetingId } from '../../ids.ts'
import type { Meeting } from '../types.ts'

/**
 * The part's glossary: month's card 本月会议安排, one for a chat and a month; listed: shown on it when it was written, with
 * the revision of that moment.
 */
export type MonthOf = { chat: ChatId; month: Temporal.PlainYearMonth }

export type Listed = { meeting: MeetingId; version: number }

/** A meeting on a month's card; `told`: the card was written with the revision that is in force. */
export type Entry = { meeting: Meeting; listed: boolean; told: boolean }

/**
 * What the month's card means for a meeting's notice: `none`: nobody was told by it; `ahead`: it came before the notice's
 * day; `instead`: on that day or later, so that a notice would say the same again.
 */
export type NoticeEffect = 'none' | 'ahead' | 'instead'

/** A card that listed a meeting, and in which version. */
export type Listing = MonthOf & { version: number }
