import { type ScheduledTask, schedule } from 'node-cron'
import { type Line, type LineName, lastTime, type Timed, nextTimes, timetable } from '../config/timetable.ts'
import type { Ctx } from '../src/ctx.ts'
import { messageOf } from '../src/errors.ts'
import { isAfter } from '../src/time/order.ts'

/** What a line of the timetable starts; `at` is the line's own time, also when it is caught up later. */
export type Tasks = { [N in LineName]: (at: Temporal.Instant) => Promise<void> }

/** Lines that matter once a week or day: one that was slept through, or jumped over, is caught up. */
const CAUGHT_UP: readonly LineName[] = ['digest', 'receipt', 'night', 'reach', 'morning']
/** Longer than from one time of any such line to its next, so that each runs at a start. */
const REACH = Temporal.Duration.from({ hours: 32 * 24 })

export type Clock = AsyncDisposable & {
  /**
   * Follows a timetable that the college changed, and runs every line whose time has passed since the last poll:
   * after downtime, when wall time was moved, and each minute for a line that failed.
   */
  catchUp(): Promise<void>
  /** Wall time of the next line that is caught up; null where this clock starts none of them. */
  next(): Temporal.Instant | null
}

type Running = Timed & { task: ScheduledTask }

/** Starts the lines for which there is a task. node-cron says when; what must happen once is a unique key in the database. */
export function openClock(ctx: Ctx, tasks: Partial<Tasks>): Clock {
  const running = new Map<LineName, Running>()
  const lines = () => timetable(ctx.settings).filter(({ name }) => tasks[name] !== undefined)
  const caughtUp = () => lines().filter(({ name }) => CAUGHT_UP.includes(name))
  const timed = ({ cron }: Line): Timed => ({ cron, zone: ctx.settings.timezone })
  const run = runnerOf(ctx, tasks)

  function start(line: Line): void {
    const { cron, zone } = timed(line)
    const work = async () => {
      await run(line)
      if (line.name === 'minute') await catchUp()
    }
    const options = { name: line.name, timezone: zone, noOverlap: true, suppressMissedWarning: true }
    running.set(line.name, { cron, zone, task: schedule(cron, work, options) })
  }

  function followTimetable(): void {
    for (const line of caughtUp()) {
      const now = running.get(line.name)
      if (now?.cron === line.cron && now.zone === ctx.settings.timezone) continue
      void now?.task.destroy()
      start(line)
    }
  }

  async function catchUp(): Promise<void> {
    followTimetable()
    for (const line of caughtUp()) await run(line)
  }

  for (const line of lines()) start(line)
  return {
    catchUp,
    next() {
      const times = caughtUp().flatMap((line) => nextTimes(timed(line), ctx.now(), 1))
      return times.toSorted(Temporal.Instant.compare)[0] ?? null
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...running.values()].map(({ task }) => task.destroy()))
    },
  }
}

/** Runs a line for its last time; one that is caught up, once for each of its times. */
function runnerOf(ctx: Ctx, tasks: Partial<Tasks>): (line: Line) => Promise<void> {
  const started = ctx.now().subtract(REACH)
  const ran = new Map<LineName, Temporal.Instant>(CAUGHT_UP.map((name) => [name, started]))
  return async (line) => {
    const at = lastTime({ cron: line.cron, zone: ctx.settings.timezone }, ctx.now())
    const before = ran.get(line.name)
    if (before !== undefined && !isAfter(at, before)) return
    try {
      await tasks[line.name]?.(at)
      if (before !== undefined) ran.set(line.name, at)
    } catch (thrown) {
      ctx.log.error({ line: line.name, err: messageOf(thrown) }, 'line of the timetable failed')
    }
  }
}
