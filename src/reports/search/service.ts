import { kind } from '../../cards/ref.ts'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId, RequestId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { meetingsOf } from '../../meetings/service.ts'
import { branches, branchNames, rightsOf } from '../../roster/service.ts'
import { dateOf, today } from '../../time/dates.ts'
import { refusalToRead } from '../records/service.ts'
import type { Asked, Refusal } from '../records/types.ts'
import * as requests from '../store.ts'
import { readQuery } from './rules.ts'
import * as store from './store.ts'
import type { Days, Found, Query } from './types.ts'

/** Among so many of the newest it looks for a type, which only the meeting knows. */
const MOST_READ = 1_000
/** So many a card names by their number. */
const MOST_COUNTED = 6

export { termDays, termNamed } from './rules.ts'

const parts = { who: MemberId, by: z.string(), text: z.string() }
const foundLetter = kind('reports.found', { key: '{by}', ref: '{who}/{text}' }, parts)
const exportableLetter = kind('reports.exportable', { key: '{by}', ref: '{who}/{text}' }, parts)
const viewLetter = kind(
  'reports.record',
  { key: '{request}:{who}:{by}', ref: '{request}/{who}' },
  { request: RequestId, who: MemberId, by: z.string() },
)

/** To whom a list is shown, and what was looked for. */
export const exportableRef = exportableLetter.ref

/** Which record a card shows, and to whom. */
export const viewRef = viewLetter.ref

/** Longer than anybody types to find something. */
const LONGEST_TEXT = 100

/** 查纪实: finds records among those that a person may read, and answers privately. */
export async function findRecords(ctx: Ctx, tx: Tx, { who, text, messageId: by }: Said): Promise<void> {
  const names = foundLetter.names({ who, by, text: encoded(text) })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
}

/** 导出: the newest records that a person may have as documents, or those that are named as for 查纪实; privately. */
export async function listExportable(ctx: Ctx, tx: Tx, { who, text, messageId: by }: Said): Promise<void> {
  const names = exportableLetter.names({ who, by, text: encoded(text) })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
}

// In the ref stand no signs that end a part of it.
function encoded(text: string): string {
  return encodeURIComponent(text.slice(0, LONGEST_TEXT).toWellFormed())
}

/** What a letter found, by its ref. */
export async function foundBy(ctx: Ctx, tx: Tx, shows: string): Promise<{ found: Found[]; count: number }> {
  const { who, text } = foundLetter.ref.parse(shows)
  const all = await branches(tx)
  const query = readQuery(decodeURIComponent(text), {
    types: ctx.settings.types,
    terms: ctx.settings.terms,
    today: today(ctx),
    branches: all.map((one) => ({ id: one.id, names: [...branchNames(one), bareName(one.short)] })),
  })
  const found = await matching(ctx, tx, { who, query })
  const short = new Map(all.map((one) => [one.id, one.short]))
  return {
    count: found.length,
    found: found.map(({ id, title, branch, on }) => ({
      ...{ id, title, on },
      branch: (branch && short.get(branch)) ?? '',
    })),
  }
}

/** 本科二支部 is also called 本科二 where nothing else is meant. */
function bareName(short: string): string {
  return short.replace(/党?支部$/, '')
}

type Matching = { who: MemberId; query: Query }

async function matching(ctx: Ctx, tx: Tx, { who, query }: Matching) {
  const { words, types, branches: of, days } = query
  const rows = await store.search(tx, {
    ...{ who, words, branches: of },
    rights: await rightsOf(ctx, tx, who),
    between: days && instantsAround(ctx, days),
    most: types.length > 0 || days !== null ? MOST_READ : MOST_COUNTED,
  })
  const held = new Map(
    (
      await meetingsOf(
        tx,
        rows.flatMap(({ meeting }) => meeting ?? []),
      )
    ).map((one) => [one.id, one]),
  )
  const dated = rows.map((row) => {
    const meeting = row.meeting === null ? undefined : held.get(row.meeting)
    return {
      ...row,
      types: meeting?.types ?? [],
      on: dateOf(meeting?.startsAt ?? row.askedAt, ctx.settings.timezone),
    }
  })
  const isIn = ({ on }: { on: Temporal.PlainDate }) => days === null || isWithin(on, days)
  const isOf = (one: { types: string[] }) =>
    types.length === 0 || one.types.some((type) => types.includes(type))
  return dated.filter((one) => isIn(one) && isOf(one)).slice(0, MOST_COUNTED)
}

/** Whether a day lies within these. */
export function isWithin(on: Temporal.PlainDate, { from, until }: Days): boolean {
  return Temporal.PlainDate.compare(from, on) <= 0 && Temporal.PlainDate.compare(on, until) < 0
}

/** A record is asked for after its meeting, hours later or, for one of the past, on any day after. */
const ASKED_WITHIN = Temporal.Duration.from({ days: 2 })

/** The instants between which the records of these days were asked for. */
export function instantsAround({ settings }: Ctx, { from, until }: Days) {
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(settings.timezone).toInstant()
  return { from: at(from), until: at(until.add(ASKED_WITHIN)) }
}

/** 查看: sends a person the card of a record. Two presses within a minute are one. */
export async function openRecord(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, at }: Asked,
): Promise<{ ok: true } | { ok: false; refusal: Refusal }> {
  const request = await requests.byId(tx, id)
  const refusal = await refusalToRead(ctx, tx, { request, who })
  if (refusal !== null) return { ok: false, refusal }
  const letter = viewLetter.names({ request: id, who, by: at.round('minute').toString() })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  return { ok: true }
}
