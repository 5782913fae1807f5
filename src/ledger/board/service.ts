import { z } from 'zod'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, ProgrammeId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { everyBranch, namesOf, rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { mayPutForward, nominationOf } from '../nominating/service.ts'
import { every, rowsOf, running } from '../programmes/service.ts'
import * as store from '../store.ts'
import type { Cell, Programme, Row } from '../types.ts'
import { mayReadRow, named } from './rules.ts'
import type { Noted, Shown, Sight } from './types.ts'

const parts = {
  programme: ProgrammeId,
  row: z.string(),
  by: z.string(),
  n: count,
  only: z.enum(['all', 'open']),
}
const overviewLetter = kind('ledger.overview', { key: '{by}', ref: '{by}' }, parts)
const programmeLetter = kind(
  'ledger.programme',
  { key: '{programme}/{only}:{by}', ref: '{programme}/{only}' },
  parts,
)
const rowLetter = kind('ledger.row', { key: '{programme}/{row}:{by}', ref: '{programme}/{row}' }, parts)
const notedLetter = kind(
  'ledger.noted',
  { key: '{by}', ref: '{noted}' },
  { by: z.string(), noted: z.enum(['mayNot', 'none', 'noneOwn', 'unknown']) },
)

/** Which programme or row a letter shows. */
export const programmeRef = programmeLetter.ref
export const rowRef = rowLetter.ref
export const notedRef = notedLetter.ref

/** 台账: what runs, or the programme that is named. Always privately. */
export async function ask(ctx: Ctx, tx: Tx, { who, text, messageId: by }: Said): Promise<void> {
  const to = { person: who }
  const note = (noted: Noted) => writeLetters(ctx, tx, [{ ...notedLetter.names({ by, noted }), to }])
  const readable = await readableTo(ctx, tx, who)
  if (readable.length === 0) return note(await whyNothing(ctx, tx, { who, text }))
  if (text.trim() === '') return writeLetters(ctx, tx, [{ ...overviewLetter.names({ by }), to }])
  const programme = named(text, readable)
  const [shown] = programme === undefined ? [] : await shownTo(ctx, tx, { who, programme: programme.id })
  if (shown === undefined) return note('unknown')
  return writeLetters(ctx, tx, [await letterFor(ctx, tx, { shown, by, who })])
}

/** Why somebody reads nothing: there is nothing at all, or nothing of theirs, or what they named is for others to read. */
async function whyNothing(
  ctx: Ctx,
  tx: Tx,
  { who, text }: Pick<Said, 'who' | 'text'>,
): Promise<Exclude<Noted, 'unknown'>> {
  if ((await sightOf(ctx, tx, who)).all) return 'none'
  return text.trim() === '' ? 'noneOwn' : 'mayNot'
}

/** Whoever reads one row of a programme gets that row, everybody else its table; so does whoever may put others forward. */
async function letterFor(ctx: Ctx, tx: Tx, { shown, by, who }: { shown: Shown; by: string; who: MemberId }) {
  const { id: programme, rows, definition } = shown
  const [row, another] = rows
  const to = { person: who }
  const isForm = mayPutForward(definition, await sightOf(ctx, tx, who), today(ctx))
  return row !== undefined && another === undefined && !isForm
    ? { ...rowLetter.names({ programme, row: row.id, by }), to }
    : { ...programmeLetter.names({ programme, only: 'all', by }), to }
}

/** What a press opens; pressed again a moment later, it is the same card. */
export type Opening =
  | { programme: ProgrammeId; only: 'all' | 'open' }
  | { programme: ProgrammeId; row: string }

/** Sends somebody what a button opens; what may be read there is decided when it is shown. */
export async function open(ctx: Ctx, tx: Tx, { who, ...what }: Opening & { who: MemberId }): Promise<void> {
  const to = { person: who }
  const by = `${who}:${inSightAt(ctx.now())}`
  if ('row' in what) return writeLetters(ctx, tx, [{ ...rowLetter.names({ ...what, by }), to }])
  if (what.only === 'open') return writeLetters(ctx, tx, [{ ...programmeLetter.names({ ...what, by }), to }])
  const [programme] = await shownTo(ctx, tx, { who, programme: what.programme })
  if (programme !== undefined)
    await writeLetters(ctx, tx, [await letterFor(ctx, tx, { shown: programme, by, who })])
}

/** What of the ledger a person may read today. */
export async function sightOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Sight> {
  const { committee, admin, leads } = await rightsOf(ctx, tx, who)
  return { all: committee, admin, branches: leads, who }
}

/** The programmes that run of which a person may read something. */
export async function readableTo(ctx: Ctx, tx: Tx, who: MemberId): Promise<Programme[]> {
  const sight = await sightOf(ctx, tx, who)
  const all = await running(tx)
  if (sight.all) return all
  const readable: Programme[] = []
  for (const one of all) {
    const isSeen = isOpenTo(one, sight, today(ctx))
    if (isSeen || (await rowsOf(tx, one.id)).some((row) => mayReadRow(row, sight))) readable.push(one)
  }
  return readable
}

/** The programmes that run, or one, ended or not, as far as a person may read them; none of which nothing may be read. */
export async function shownTo(
  ctx: Ctx,
  tx: Tx,
  { who, programme }: { who: MemberId; programme?: ProgrammeId },
): Promise<Shown[]> {
  const sight = await sightOf(ctx, tx, who)
  const all = await every(tx)
  const chosen = all.filter(({ id, closedAt }) =>
    programme === undefined ? closedAt === null : id === programme,
  )
  const shown: Shown[] = []
  for (const one of chosen) {
    const own = (await rowsOf(tx, one.id)).filter((row) => mayReadRow(row, sight))
    if (own.length === 0 && !isOpenTo(one, sight, today(ctx))) continue
    const cells = await store.those(tx, { programme: one.id, rows: own.map(({ id }) => id) })
    shown.push(await shownOf(tx, one, { rows: own, cells }))
  }
  return shown
}

/** Whether branches may still put rows forward for a programme, and somebody reads that; its committee reads it always. */
function isOpenTo({ definition, closedAt }: Programme, sight: Sight, on: Temporal.PlainDate): boolean {
  if (nominationOf(definition) === null) return false
  return sight.all || (closedAt === null && mayPutForward(definition, sight, on))
}

async function shownOf(
  tx: Tx,
  { id, definition, dropped, closedAt }: Programme,
  { rows, cells }: { rows: readonly Row[]; cells: readonly Cell[] },
): Promise<Shown> {
  const name = await namesFor(tx, rows)
  return {
    ...{ id, definition, dropped, closed: closedAt !== null },
    rows: rows.map((row) => ({ ...row, name: name(row) })),
    cells,
  }
}

/** How rows are called: by their own title, the person's name or the branch. */
async function namesFor(tx: Tx, rows: readonly Row[]): Promise<(row: Row) => string> {
  const shorts = new Map((await everyBranch(tx)).map(({ id, short }) => [id, short]))
  const people = rows.flatMap(({ member }) => member ?? [])
  const names = people.length === 0 ? new Map() : await namesOf(tx, people, null)
  return ({ id, title, member, branch }) =>
    title ?? (member === null ? null : (names.get(member) ?? member)) ?? (branch && shorts.get(branch)) ?? id
}
