import { z } from 'zod'
import { audit } from '../audit.ts'
import { count, kind, oneFor } from '../cards/ref.ts'
import type { Ctx } from '../ctx.ts'
import type { Db, Tx } from '../db/tables.ts'
import { MemberId } from '../ids.ts'
import { transact } from '../db/transact.ts'
import { markStale, writeLetters } from '../letters/service.ts'
import type { Said } from '../inbox/types.ts'
import { admins, rightsOf } from '../roster/service.ts'
import { type Calendar, type HolidayTable, openCalendar } from '../time/calendar.ts'
import { allowedFrom, quietOf } from '../time/silent.ts'
import { merged, previewOf, readTable } from './rules.ts'
import * as store from './store.ts'
import type { Draft, Preview, Reading, Refusal } from './types.ts'
import { today } from '../time/dates.ts'

export { merged, readTable } from './rules.ts'
export { deleteDrafts } from './store.ts'
export { faultLine, previewLines, uncoveredLine } from './words.ts'

/** What is worked out without a meeting, such as the day of a digest, lies within this of today. */
const AHEAD = { days: 30 }

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** The official tables that the college gave. */
export async function keptTables(db: Db): Promise<HolidayTable[]> {
  return store.tables(db)
}

/** Puts a table into force, for every process of the bot within seconds, and returns what it changes. */
export async function keepTable(
  ctx: Ctx,
  tx: Tx,
  { reading, by }: { reading: Extract<Reading, { ok: true }>; by: MemberId | 'file' },
): Promise<Preview> {
  const { table } = reading
  const preview = previewOf(reading, await calendarNow(ctx, tx))
  await store.keepTable(tx, table, { at: ctx.now(), by })
  const details = { off: table.off.length, work: table.work.length }
  await audit(ctx, tx, { actor: by, act: 'calendar.keep', about: String(table.year), details })
  await markStale(tx, uncoveredLetter.ref.text(table), ['calendar.uncovered'])
  await markStale(tx, await store.openDrafts(tx), ['calendar.draft'])
  return preview
}

/** Takes what was pasted as a draft and shows what it would do; without a table, which years are known. */
export async function takeTable(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { who, messageId, text } = said
  const answer = (name: 'calendar.draft' | 'calendar.known', ref: string) =>
    writeLetters(ctx, tx, [{ ...oneFor(name, messageId), ref, to: { person: who } }])
  if (!(await rightsOf(ctx, tx, who)).admin) return answer('calendar.known', 'mayNot' satisfies Refusal)
  if (text === '') return answer('calendar.known', 'years')
  await store.insertDraft(tx, { id: messageId, by: who, text, at: ctx.now() })
  await answer('calendar.draft', messageId)
}

type Decision = { draft: string; who: MemberId }

/** Takes a draft into force, once. */
export async function confirmDraft(ctx: Ctx, tx: Tx, { draft, who }: Decision): Promise<Outcome> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const reading = readTable((await store.draft(tx, draft)).text)
  if (!reading.ok) return { ok: false, refusal: 'faulty' }
  if (!(await store.endDraft(tx, draft, 'kept'))) return { ok: false, refusal: 'already' }
  await keepTable(ctx, tx, { reading, by: who })
  return { ok: true }
}

/** Forgets a draft; nothing was changed. */
export async function dropDraft(ctx: Ctx, tx: Tx, { draft, who }: Decision): Promise<Outcome> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const dropped = await store.endDraft(tx, draft, 'dropped')
  return dropped ? { ok: true } : { ok: false, refusal: 'already' }
}

/** A draft as its card shows it: what is wrong with it, or what it would do. */
export async function draftShown(
  ctx: Ctx,
  tx: Tx,
  id: string,
): Promise<{ state: Draft['state']; reading: Reading; preview: Preview | null }> {
  const { text, state } = await store.draft(tx, id)
  const reading = readTable(text)
  const preview = reading.ok ? previewOf(reading, await calendarNow(ctx, tx)) : null
  return { state, reading, preview }
}

/** The years whose official table is known. */
export async function coveredYears(ctx: Ctx, tx: Tx): Promise<number[]> {
  const { tables } = await calendarNow(ctx, tx)
  return tables.filter(({ official }) => official).map(({ year }) => year)
}

/** The years within a month for which nobody has given the official table. */
export async function uncoveredAhead(ctx: Ctx, tx: Tx): Promise<number[]> {
  return (await calendarNow(ctx, tx)).uncovered(today(ctx), today(ctx).add(AHEAD))
}

/** Tells of what is worked out day by day and belongs to no meeting, before it is needed. */
export async function tellUncoveredAhead(ctx: Ctx): Promise<void> {
  await transact(ctx, (tx) => tellUncovered(ctx, tx, [today(ctx), today(ctx).add(AHEAD)]))
}

export const uncoveredLetter = kind(
  'calendar.uncovered',
  { key: '{college}:{year}:{person}', ref: '{year}' },
  { college: z.string(), year: count, person: MemberId },
)

/** Tells each administrator, once per year, that something on these days is worked out without the official table. */
export async function tellUncovered(ctx: Ctx, tx: Tx, days: readonly Temporal.PlainDate[]): Promise<void> {
  const years = new Set(days.map(({ year }) => year).filter((year) => !ctx.calendar.covers(year)))
  if (years.size === 0) return
  const { id } = ctx.settings
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const told = await admins(tx)
  const letters = [...years].flatMap((year) =>
    told.map((person) => ({
      ...uncoveredLetter.names({ college: id, year, person }),
      to: { person },
      dueAt,
    })),
  )
  await writeLetters(ctx, tx, letters)
}

/** The calendar with what was kept in this very moment; `ctx.calendar` follows within seconds. */
export async function calendarNow(ctx: Ctx, tx: Tx): Promise<Calendar> {
  return openCalendar(merged(ctx.calendar.tables, await store.tables(tx)))
}
