import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { MeetingId } from '../../ids.ts'
import { markStale, markStaleBy, reachedAt, writeLetters } from '../../letters/service.ts'
import { openedAt } from '../../roster/service.ts'
import { cardsWith } from '../records/service.ts'
import { dayOf, isWithdrawn, timesAround } from '../rules.ts'
import * as meetings from '../store.ts'
import type { Meeting } from '../types.ts'
import { monthLetter, monthRef, monthToTell, shownOf, noticeEffect } from './rules.ts'
import * as store from './store.ts'
import type { Entry, MonthOf, NoticeEffect } from './types.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isBefore } from '../../time/order.ts'

/** A press updates a month's card at once; otherwise it is updated in its last days. */
const LEISURE = Temporal.Duration.from({ hours: 13 * 24 })

/**
 * Sends each chat its month's meetings, from the month's first working day on, for a week, once whoever and however often.
 * `at` is the moment that the timetable names: one before the college was opened here is nobody's.
 */
export async function tellMonth(ctx: Ctx, at: Temporal.Instant): Promise<void> {
  const month = monthToTell(dateIn(ctx, at), ctx.calendar)
  if (month === null || !ctx.settings.reminders.monthly) return
  const opened = await transact(ctx, openedAt)
  if (opened === null || isBefore(at, opened)) return
  const ahead = await transact(ctx, (tx) => aheadIn(ctx, tx, month))
  for (const chat of new Set(ahead.map((meeting) => meeting.chat))) {
    if (chat !== null) await transact(ctx, (tx) => tellChat(ctx, tx, { chat, month }))
  }
}

async function tellChat(ctx: Ctx, tx: Tx, of: MonthOf): Promise<void> {
  const ahead = (await aheadIn(ctx, tx, of.month)).filter(({ chat }) => chat === of.chat)
  // Where everything was announced already, a list would only say it again.
  if (ahead.every(({ announced }) => announced)) return
  if (!(await store.begin(tx, of, ctx.now()))) return
  const { shown } = shownOf(ahead.map((meeting) => ({ meeting, listed: false, told: false })))
  const rows = shown.map(({ meeting: { id, version } }) => ({ meeting: id, version }))
  await store.list(tx, of, rows)
  for (const { meeting } of rows) await meetings.noteAnnounced(tx, meeting)
  const letter = { ...monthLetter.names(of), to: { chat: of.chat } }
  await writeLetters(ctx, tx, [{ ...letter, uselessAfter: endOf(ctx, of.month) }])
}

/** What is planned for the rest of the month, from tomorrow on. */
async function aheadIn(ctx: Ctx, tx: Tx, month: Temporal.PlainYearMonth): Promise<Meeting[]> {
  const from = instantOf(today(ctx).add({ days: 1 }), ctx.settings.timezone)
  const all = await meetings.between(tx, from, endOf(ctx, month))
  return all.filter((one) => one.state === 'scheduled' && !isWithdrawn(one))
}

/** What stands on a month's card at this moment: what it listed, wherever that was moved, and what was booked since. */
export async function monthEntries(
  ctx: Ctx,
  tx: Tx,
  ref: string,
): Promise<{ shown: Entry[]; further: number }> {
  const of = monthRef.parse(ref)
  const { at, rows } = await store.card(tx, of)
  const versions = new Map(rows.map(({ meeting, version }) => [meeting, version]))
  const since = instantOf(dateIn(ctx, at).add({ days: 1 }), ctx.settings.timezone)
  const inMonth = await meetings.between(tx, since, endOf(ctx, of.month))
  const booked = inMonth.filter((one) => one.chat === of.chat && !versions.has(one.id) && isPlanned(one))
  const listed = await meetings.byIds(tx, [...versions.keys()])
  const entryOf = (meeting: Meeting): Entry => {
    const version = versions.get(meeting.id)
    return { meeting, listed: version !== undefined, told: version === meeting.version }
  }
  return shownOf([...listed, ...booked].map(entryOf))
}

function isPlanned(meeting: Meeting): boolean {
  return ['scheduled', 'ended'].includes(meeting.state) && !isWithdrawn(meeting)
}

/** What the month's card means for the notice of the revision in force. */
export async function noticeEffectOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<NoticeEffect> {
  const cards = await cardsWith(tx, { meeting: meeting.id, version: meeting.version })
  const at = await reachedAt(tx, cards.map(monthRef.text), 'meetings.month')
  if (at === null) return 'none'
  const basis = { settings: ctx.settings, calendar: ctx.calendar, now: at, told: false }
  return noticeEffect(dateIn(ctx, at), dateIn(ctx, timesAround(meeting, basis).notice))
}

/** Whether a month's card may have told of the meeting, in whichever revision. */
export async function inMonthTold(tx: Tx, meeting: MeetingId): Promise<boolean> {
  const cards = await cardsWith(tx, { meeting })
  return (await reachedAt(tx, cards.map(monthRef.text), 'meetings.month')) !== null
}

type OnMonths = Pick<Meeting, 'id' | 'chat' | 'startsAt' | 'zone'>

/** Says that what the month's cards show of a meeting has changed. */
export async function markMonthsStale(tx: Tx, meeting: OnMonths): Promise<void> {
  await markStale(tx, await refsWith(tx, meeting), ['meetings.month'])
}

/** Marks the month's cards where only a count has changed, or the meeting is over: a list of the month needs no haste. */
export async function markMonthsStaleAtLeisure(ctx: Ctx, tx: Tx, meeting: OnMonths): Promise<void> {
  const refs = await refsWith(tx, meeting)
  await markStaleBy(tx, { refs, kinds: ['meetings.month'], by: ctx.now().add(LEISURE) })
}

async function refsWith(tx: Tx, meeting: OnMonths): Promise<string[]> {
  const { id, chat } = meeting
  const own = chat === null ? [] : [{ chat, month: dayOf(meeting).toPlainYearMonth() }]
  return [...new Set([...(await cardsWith(tx, { meeting: id })), ...own].map(monthRef.text))]
}

function endOf(ctx: Ctx, month: Temporal.PlainYearMonth): Temporal.Instant {
  return instantOf(month.add({ months: 1 }).toPlainDate({ day: 1 }), ctx.settings.timezone)
}

function dateIn(ctx: Ctx, at: Temporal.Instant): Temporal.PlainDate {
  return dateOf(at, ctx.settings.timezone)
}
