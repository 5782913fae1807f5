import type { Ctx } from '../src/ctx.ts'
import { transact } from '../src/db/transact.ts'
import { checkReceipt, openWeek } from '../src/digest/service.ts'
import { forgetOldClicks } from '../src/feishu/inbox.ts'
import { refreshCards } from '../src/letters/cards/service.ts'
import { askForCheck, openedAt } from '../src/roster/service.ts'
import type { House } from '../src/router.ts'
import type { Tasks } from './clock.ts'
import type { Files } from './load-files.ts'

/** What each line of the timetable starts. */
export function tasksOf(what: {
  ctx: Ctx
  house: House
  files: Files
  heartbeat: () => Promise<void>
}): Tasks {
  const { ctx, house, files, heartbeat } = what
  return {
    due: async () => ctx.nudge(),
    files: () => files.look(ctx),
    minute: async () => {
      await refreshCards(ctx, house.letters)
      await heartbeat()
    },
    digest: async (at) => {
      // A digest that was due before this college was opened here is nobody's.
      const opened = await transact(ctx, (tx) => openedAt(tx))
      if (opened !== null && Temporal.Instant.compare(opened, at) <= 0) await openWeek(ctx, at)
    },
    receipt: async (at) => {
      if (await checkReceipt(ctx, at)) await heartbeat()
    },
    night: () => forgetOldClicks(ctx),
    reach: () => transact(ctx, (tx) => askForCheck(ctx, tx)),
  }
}

/** What the timetable starts in a process without the role `clock`: it only keeps up with the college's files. */
export function followingTasks(ctx: Ctx, files: Files): Pick<Tasks, 'files'> {
  return { files: () => files.follow(ctx.log) }
}
