import { nextTimes, timetable } from '../../config/timetable.ts'
import { writingTasks } from '../../jobs/timetable-tasks.ts'
import { makeBranchPart, makeCollegeDigest, takeDueWeeks } from '../../src/digest/service.ts'
import type { Life } from './a-life.ts'

/** Lives until that moment, with the lines of the timetable by which people are written to. */
export async function liveWithClock(life: Life, until: string): Promise<void> {
  const { ctx } = life
  const tasks = new Map(Object.entries(writingTasks(ctx)))
  const lines = timetable(ctx.settings).flatMap(({ name, cron }) => {
    const run = tasks.get(name)
    return run === undefined ? [] : [{ run, cron, zone: ctx.settings.timezone }]
  })
  for (;;) {
    const next = lines
      .flatMap((line) => nextTimes(line, ctx.now(), 1).map((at) => ({ ...line, at })))
      .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
    const [first] = next
    if (first === undefined || Temporal.Instant.compare(first.at, Temporal.Instant.from(until)) > 0) break
    await life.liveUntil(first.at.toString())
    for (const { run, at } of next) if (at.equals(first.at)) await run(at)
    for (const { key, branches } of await takeDueWeeks(ctx)) {
      for (const branch of branches) await makeBranchPart(ctx, key, branch)
      await makeCollegeDigest(ctx, key)
    }
    await life.settle()
  }
  await life.liveUntil(until)
}
