import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { BranchId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { recordTold, remindable, wayOutButtons } from '../../reports/service.ts'
import { openedAt } from '../../roster/service.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { branchSaid, ownerOf } from '../owners/service.ts'
import { rowsOf, running } from '../programmes/service.ts'
import * as cells from '../store.ts'
import { cellTitle } from '../turns/service.ts'
import type { Cell, Definition, Row, Whose } from '../types.ts'
import { dueAround, dueLetter, isSpokenOf, scopeOf, whoseOf } from './rules.ts'
import type { Line, Scope, Spoken } from './types.ts'
import { words } from './words.ts'

export { dueAround, isSpokenOf } from './rules.ts'

/** What was not sent in so long, as in a pause, says nothing new. */
const USEFUL = { days: 7 } as const
/** So many letters are written in one transaction: nobody waits for long. */
const AT_ONCE = 100

/**
 * Reminds everybody of the open steps that are spoken of on the day of `at`, the moment that the timetable names: one letter
 * for whoever leads a branch, which goes to whoever does so when it is sent; one card a day for each person. Once, however
 * often.
 */
export async function remindOfSteps(ctx: Ctx, at: Temporal.Instant): Promise<void> {
  const { timezone } = ctx.settings
  const day = dateOf(at, timezone)
  const opened = await transact(ctx, openedAt)
  if (opened === null || isBefore(at, opened)) return
  const scopes = await transact(ctx, (tx) => scopesOn(ctx, tx, day))
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const uselessAfter = instantOf(day.add(USEFUL), timezone)
  for (let from = 0; from < scopes.length; from += AT_ONCE)
    await transact(ctx, async (tx) => {
      for (const scope of scopes.slice(from, from + AT_ONCE)) {
        const person = await ownerNow(ctx, tx, scope)
        const letter = { ...dueLetter.names({ ...scope, day }), dueAt, uselessAfter }
        if (person !== null) await writeLetters(ctx, tx, [{ ...letter, to: { person } }])
      }
    })
}

/** Whose the steps of a scope are today. */
export async function ownerNow(ctx: Ctx, tx: Tx, { by, of }: Scope): Promise<MemberId | null> {
  const isPerson = by === 'person'
  const branch = isPerson || of === null ? null : BranchId.parse(of)
  return ownerOf(ctx, tx, { by, row: { branch, member: isPerson ? MemberId.parse(of) : null } })
}

/** Says that the card which reminds of a step today shows something else. */
export async function markDueStale(ctx: Ctx, tx: Tx, { cell, row }: { cell: Cell; row: Row }): Promise<void> {
  const scope = scopeOf(cell, row)
  if (scope !== null) await markStale(tx, dueLetter.ref.text({ ...scope, day: today(ctx) }), ['ledger.due'])
}

async function scopesOn(ctx: Ctx, tx: Tx, day: Temporal.PlainDate): Promise<Scope[]> {
  const found = new Map<string, Scope>()
  for (const { cell, row } of await spokenOn(ctx, tx, { day })) {
    const scope = scopeOf(cell, row)
    if (scope !== null) found.set(dueLetter.ref.text({ ...scope, day }), scope)
  }
  return [...found.values()]
}

type Found = { cell: Cell & { due: Temporal.PlainDate }; row: Row; definition: Definition }

/** The open steps that are spoken of on a day, of everybody or of a scope. */
async function spokenOn(
  ctx: Ctx,
  tx: Tx,
  { day, whose }: { day: Temporal.PlainDate; whose?: Whose },
): Promise<Found[]> {
  const found: Found[] = []
  for (const { id: programme, definition } of await running(tx)) {
    const asked = { definition, day, calendar: ctx.calendar }
    const open = await cells.those(tx, {
      ...{ programme, due: dueAround(definition, day), states: ['open', 'returned'] },
      ...(whose === undefined ? {} : { whose }),
    })
    const spoken = open.filter((cell) => isSpokenOf(cell, asked))
    const rows = new Map((spoken.length === 0 ? [] : await rowsOf(tx, programme)).map((row) => [row.id, row]))
    for (const { due, ...cell } of spoken) {
      const row = rows.get(cell.row)
      if (row !== undefined && due !== null) found.push({ cell: { ...cell, due }, row, definition })
    }
  }
  return found
}

/** What is said to the reader on a day: each step that is still to be done, and for which no other day was asked. */
export async function linesOf(ctx: Ctx, tx: Tx, { day, who, ...scope }: Spoken): Promise<Line[]> {
  const lines: Line[] = []
  for (const found of await spokenOn(ctx, tx, { day, whose: whoseOf(scope) })) {
    const line = await lineOf(ctx, tx, { ...found, who })
    if (line !== null) lines.push(line)
  }
  return lines.toSorted((one, other) => Temporal.PlainDate.compare(one.due, other.due))
}

async function lineOf(
  ctx: Ctx,
  tx: Tx,
  { cell, who, ...of }: Found & { who: MemberId | null },
): Promise<Line | null> {
  const { id, due, request } = cell
  const branch = who === null ? null : await branchSaid(ctx, tx, { by: cell.by, row: of.row, who })
  const title = words.of(branch, cellTitle({ cell, ...of }))
  const line = { cell, title, due, dueAt: null, explained: false, ways: [] }
  const late = isAfter(dateOf(ctx.now(), ctx.settings.timezone), due)
  if (request === null) return { ...line, told: `step:${id}:${late ? 'late' : 'due'}` }
  const asked = await remindable(ctx, tx, { request, who })
  if (asked === null) return null
  const { report, wayOut } = asked
  // Its day was set anew since: it is spoken of then.
  if (!dateOf(report.dueAt, ctx.settings.timezone).equals(due)) return null
  return {
    ...line,
    dueAt: report.dueAt,
    explained: wayOut.explained,
    ways: wayOutButtons(request, wayOut),
    told: recordTold(report, ctx.now()),
  }
}
