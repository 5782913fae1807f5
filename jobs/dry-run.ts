import { type Line, nextTimes, timetable } from '../config/timetable.ts'
import type { Ctx } from '../src/ctx.ts'
import { withCopy } from '../src/db/copy.ts'
import type { Db } from '../src/db/tables.ts'
import type { Foreseen, Sending } from '../src/desk/types.ts'
import { nextRefresh, refreshCards } from '../src/letters/renewal/service.ts'
import type { Registry } from '../src/router.ts'
import { sources } from './sources.ts'
import { writingTasks } from './timetable-tasks.ts'
import { isAfter } from '../src/time/order.ts'

/**
 * Runs what is due from now until `until` on a copy of the records, by the code that runs on the real ones, with a clock
 * that jumps from one due moment to the next and a platform that tells nobody. Returns what would be sent if nobody did
 * anything, and how far that came: it stops after `patienceMs` of real time.
 */
export async function dryRun(
  ctx: Ctx,
  registry: Registry,
  { until, patienceMs }: { until: Temporal.Instant; patienceMs: number },
): Promise<Foreseen> {
  const began = ctx.elapsed()
  return withCopy(ctx.db, async (db) => {
    const { copy, jump } = ahead(ctx, db)
    const lines = linesOf(copy)
    for (const { dryRun } of sources) await dryRun?.resetWaits?.(copy)
    const sendings: Sending[] = []
    for (;;) {
      sendings.push(...(await settle(copy, registry)))
      const next = await nextMoment(copy, lines)
      if (next === null || isAfter(next, until)) return { until, sendings }
      if (ctx.elapsed() - began > patienceMs) return { until: copy.now(), sendings }
      const due = lines.filter(({ next: at }) => at()?.equals(next))
      jump(next)
      await runTasks(copy, registry, due)
    }
  })
}

/** The bot on the copy: its clock stands still until it jumps, and what it counts and logs is nobody's business. */
function ahead(ctx: Ctx, db: Db): { copy: Ctx; jump(to: Temporal.Instant): void } {
  let at = ctx.now()
  const copy = {
    ...ctx,
    db,
    now: () => at,
    log: ctx.log.child({ dryRun: true }, { level: 'error' }),
    metrics: { alarmCommitted: nothing, letterSent: nothing, repeatAvoided: nothing },
    wake: nothing,
  }
  return {
    copy,
    jump(to) {
      at = to
    },
  }
}

function nothing(): void {
  // What is due is looked for after every jump.
}

/** Does what is due at this moment, until nothing is left to do. */
async function settle(ctx: Ctx, registry: Registry): Promise<Sending[]> {
  const sendings: Sending[] = []
  for (;;) {
    let ran = 0
    for (const { dryRun } of sources) {
      const due = await dryRun?.runDue(ctx, registry)
      ran += due?.ran ?? 0
      sendings.push(...(due?.sendings ?? []))
    }
    if (ran === 0) return sendings
  }
}

/** The next moment at which anything is due; null when nothing is. */
async function nextMoment(ctx: Ctx, lines: readonly Coming[]): Promise<Temporal.Instant | null> {
  const now = ctx.now()
  const dues = [await nextRefresh(ctx), ...lines.map(({ next }) => next())]
  for (const { dryRun, next } of sources) if (dryRun && next) dues.push(await next(ctx, now))
  const later = dues.filter((due) => due !== null).filter((due) => isAfter(due, now))
  return later.toSorted(Temporal.Instant.compare)[0] ?? null
}

/** A line of the timetable that writes rows, and when it comes next. */
type Coming = { name: Line['name']; next(): Temporal.Instant | null }

function linesOf(ctx: Ctx): Coming[] {
  const tasks: object = writingTasks(ctx)
  const lines = timetable(ctx.settings).filter(({ name }) => name in tasks)
  return lines.map(({ name, cron }) => ({ name, next: upcoming(ctx, cron) }))
}

// To read a line anew at every moment would take a third of the time in which nobody else is answered.
function upcoming(ctx: Ctx, cron: string): () => Temporal.Instant | null {
  let known: Temporal.Instant | null = null
  return () => {
    const now = ctx.now()
    if (known !== null && isAfter(known, now)) return known
    known = nextTimes({ cron, zone: ctx.settings.timezone }, now, 1)[0] ?? null
    return known
  }
}

async function runTasks(ctx: Ctx, registry: Registry, lines: readonly Coming[]): Promise<void> {
  const tasks: Partial<Record<Line['name'], (at: Temporal.Instant) => Promise<void>>> = writingTasks(ctx)
  for (const { name } of lines) await tasks[name]?.(ctx.now())
  await refreshCards(ctx, registry.letters)
}
