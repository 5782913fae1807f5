import { type Line, nextTimes, timetable } from '../config/timetable.ts'
import { nextAlarm, rouseAlarms, runAlarm, takeDueAlarms } from '../src/alarms/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { withCopy } from '../src/db/copy.ts'
import type { Db } from '../src/db/tables.ts'
import type { Foreseen, Sending } from '../src/desk/types.ts'
import { makeBranchRow, makeCollegeDigest, nextWeekDue, takeDueWeeks } from '../src/digest/service.ts'
import { nextRefresh, refreshCards } from '../src/letters/cards/service.ts'
import { nextLetter, rehearseLetter, rouseLetters, takeDueLetters } from '../src/letters/service.ts'
import type { House } from '../src/router.ts'
import { writingTasks } from './tasks.ts'

/**
 * Lives from now until `until` on a copy of the records, by the very code that lives on the real ones, with a clock that
 * jumps from one due moment to the next and a platform that tells nobody. Answers what would be sent if nobody did anything;
 * after `patienceMs` of real time, how far that came.
 */
export async function rehearse(
  ctx: Ctx,
  house: House,
  { until, patienceMs }: { until: Temporal.Instant; patienceMs: number },
): Promise<Foreseen> {
  const began = ctx.elapsed()
  return withCopy(ctx.db, async (db) => {
    const { copy, jump } = ahead(ctx, db)
    await rouseAlarms(copy)
    await rouseLetters(copy)
    const sendings: Sending[] = []
    for (;;) {
      sendings.push(...(await settle(copy, house)))
      const next = await nextMoment(copy)
      if (next === null || Temporal.Instant.compare(next, until) > 0) return { until, sendings }
      if (ctx.elapsed() - began > patienceMs) return { until: copy.now(), sendings }
      const lines = linesAt(copy, next)
      jump(next)
      await runTasks(copy, house, lines)
    }
  })
}

/** The house on the copy: its clock stands still until it jumps, and what it counts and logs is nobody's business. */
function ahead(ctx: Ctx, db: Db): { copy: Ctx; jump(to: Temporal.Instant): void } {
  let at = ctx.now()
  const copy = {
    ...ctx,
    db,
    now: () => at,
    log: ctx.log.child({ rehearsal: true }, { level: 'error' }),
    tally: { alarmCommitted: nothing, letterSent: nothing, repeatAvoided: nothing },
    nudge: nothing,
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
async function settle(ctx: Ctx, house: House): Promise<Sending[]> {
  const sendings: Sending[] = []
  for (;;) {
    const alarms = await takeDueAlarms(ctx)
    for (const id of alarms) await runAlarm(ctx, house.alarms, id)
    const weeks = await takeDueWeeks(ctx)
    for (const { key, branches } of weeks) {
      for (const branch of branches) await makeBranchRow(ctx, key, branch)
      await makeCollegeDigest(ctx, key)
    }
    const letters = await takeDueLetters(ctx)
    for (const id of letters) {
      const rehearsed = await rehearseLetter(ctx, house.letters, id)
      if (rehearsed !== null) sendings.push({ ...rehearsed, at: ctx.now() })
    }
    if (alarms.length + weeks.length + letters.length === 0) return sendings
  }
}

/** The next moment at which anything is due; null when nothing is. */
async function nextMoment(ctx: Ctx): Promise<Temporal.Instant | null> {
  const now = ctx.now()
  const dues = [
    await nextAlarm(ctx, now),
    await nextLetter(ctx, now),
    await nextWeekDue(ctx),
    await nextRefresh(ctx),
    ...writingLines(ctx).map((line) => timeOf(ctx, line)),
  ]
  const later = dues.filter((due) => due !== null).filter((due) => Temporal.Instant.compare(due, now) > 0)
  return later.toSorted(Temporal.Instant.compare)[0] ?? null
}

function linesAt(ctx: Ctx, moment: Temporal.Instant): Line[] {
  return writingLines(ctx).filter((line) => timeOf(ctx, line)?.equals(moment))
}

function writingLines(ctx: Ctx): Line[] {
  const tasks: object = writingTasks(ctx)
  return timetable(ctx.college).filter(({ name }) => name in tasks)
}

function timeOf(ctx: Ctx, { cron }: Line): Temporal.Instant | null {
  return nextTimes({ cron, zone: ctx.college.timezone }, ctx.now(), 1)[0] ?? null
}

async function runTasks(ctx: Ctx, house: House, lines: readonly Line[]): Promise<void> {
  const tasks: Partial<Record<Line['name'], (at: Temporal.Instant) => Promise<void>>> = writingTasks(ctx)
  for (const { name } of lines) await tasks[name]?.(ctx.now())
  await refreshCards(ctx, house.letters)
}
