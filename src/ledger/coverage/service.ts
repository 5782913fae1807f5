import { z } from 'zod'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { type BranchId, MemberId, type ProgrammeId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { admins } from '../../roster/service.ts'
import { dateOf, today } from '../../time/dates.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { running } from '../programmes/service.ts'
import { periodOf } from '../schedule/service.ts'
import type { Programme } from '../types.ts'
import { isBehind, isOverTime, lineOf, linesForDigest, markAt, roundOf, shareOf, timeGone } from './rules.ts'
import * as store from './store.ts'
import type { Counts, Coverage, Line, RoundCounts, Share } from './types.ts'

export { timeGone } from './rules.ts'

/** Each programme that runs in one line, the first begun first. */
export async function linesNow(ctx: Ctx, tx: Tx): Promise<Line[]> {
  return (await coverageNow(ctx, tx)).map(({ coverage, programme }) => lineOf(coverage, programme))
}

/** What the committee's digest says of the programmes: at most six lines, with counts and without names. */
export async function digestLines(ctx: Ctx, tx: Tx): Promise<string[]> {
  const all = (await coverageNow(ctx, tx)).map(({ coverage, programme }) => ({
    ...lineOf(coverage, programme),
    digest: programme.definition.digest,
    isOver: coverage.time === 100 && coverage.counts.complete === coverage.counts.rows,
  }))
  return linesForDigest(all)
}

export type Covered = { programme: Programme; coverage: Coverage }

/** How far each programme that runs is, the first begun first; of these branches' rows, or of all. */
export async function coverageNow(
  ctx: Ctx,
  tx: Tx,
  branches: readonly BranchId[] | null = null,
): Promise<Covered[]> {
  const within = { on: today(ctx), branches }
  const counts = await store.counts(tx, within)
  const rounds = await store.roundsOn(tx, within)
  return (await running(tx)).map((programme) => {
    const { id } = programme
    const own = rounds.filter((round) => round.programme === id)
    return { programme, coverage: coverageOf(ctx, programme, { counts: counts.get(id), rounds: own }) }
  })
}

const NONE: Share = { cells: 0, done: 0 }
const NOTHING: Counts = {
  ...{ rows: 0, complete: 0, covered: 0, late: 0, againOver: 0 },
  ...{ all: NONE, first: NONE, over: NONE, again: NONE },
}

function coverageOf(
  ctx: Ctx,
  programme: Programme,
  { counts = NOTHING, rounds }: { counts: Counts | undefined; rounds: readonly RoundCounts[] },
): Coverage {
  const { definition } = programme
  const period = periodOf(definition, dateOf(programme.madeAt, ctx.settings.timezone))
  const time = timeGone(period, today(ctx))
  const overTime = isOverTime(programme)
  return {
    programme: programme.id,
    title: definition.short ?? definition.title,
    counts,
    round: roundOf(programme, rounds),
    far: overTime ? counts.covered : counts.complete,
    share: shareOf(counts, overTime),
    time,
    behind: isBehind(counts, { time, overTime }),
  }
}

const behindLetter = kind(
  'ledger.behind',
  { key: '{day}:{person}', ref: '{day}' },
  { day: z.iso.date(), person: MemberId },
)

/** Tells each administrator which programmes are behind at 50, 75 and 90 % of their time: each mark once, and all of a day at once. */
export async function warnOfBehind(ctx: Ctx): Promise<void> {
  await transact(ctx, async (tx) => {
    const day = today(ctx)
    let noted = 0
    for (const { coverage } of await coverageNow(ctx, tx)) {
      const mark = coverage.behind ? markAt(coverage.time) : null
      if (mark === null) continue
      if (await store.noteBehind(tx, { programme: coverage.programme, mark, day })) noted += 1
    }
    if (noted > 0) await tellAdmins(ctx, tx, day)
  })
}

async function tellAdmins(ctx: Ctx, tx: Tx, day: Temporal.PlainDate): Promise<void> {
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const letters = (await admins(tx)).map((person) => ({
    ...behindLetter.names({ day: day.toString(), person }),
    to: { person },
    dueAt,
  }))
  await writeLetters(ctx, tx, letters)
}

/** The programmes that a letter told of and that are behind still. */
export async function behindBy(ctx: Ctx, tx: Tx, ref: string): Promise<Line[]> {
  const day = Temporal.PlainDate.from(behindLetter.ref.parse(ref).day)
  const told: ReadonlySet<ProgrammeId> = await store.behindOn(tx, day)
  return (await linesNow(ctx, tx)).filter(({ programme, tone }) => tone === 'behind' && told.has(programme))
}
