import { followRoster } from '../src/attendance/service.ts'
import { tellUncoveredAhead } from '../src/calendar/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { transact } from '../src/db/transact.ts'
import { checkReceipt, hasDigestOfLate, openWeek } from '../src/digest/service.ts'
import { forgetOldTalk, planExpiry, tellNearQuota } from '../src/desk/service.ts'
import { callsSince } from '../src/feishu/out/usage.ts'
import { deleteBytes } from '../src/files/service.ts'
import {
  followFigures,
  followRosterAndCalendar,
  openTurns,
  remindOfSteps,
  warnOfBehind,
} from '../src/ledger/service.ts'
import { forgetOldClicks } from '../src/inbox/service.ts'
import { refreshCards } from '../src/letters/renewal/service.ts'
import { redoLateClicks } from '../src/inbox/service.ts'
import { warnOfCadence } from '../src/measures/service.ts'
import { tellMonth } from '../src/meetings/service.ts'
import { forgetOldLinks } from '../src/pages/service.ts'
import { askForCheck, openedAt } from '../src/roster/service.ts'
import type { Registry } from '../src/router.ts'
import type { Tasks } from './clock.ts'
import type { LiveCalendar } from './follow-calendar.ts'
import type { Files } from './load-files.ts'
import { planSeries } from './plan-series.ts'
import { isAfter } from '../src/time/order.ts'

/** What each line of the timetable starts. */
export function tasksOf(what: {
  ctx: Ctx
  registry: Registry
  files: Files
  live: LiveCalendar
  heartbeat: () => Promise<void>
}): Tasks {
  const { ctx, registry, files, live, heartbeat } = what
  const writing = writingTasks(ctx)
  return {
    ...writing,
    due: async () => ctx.wake(),
    files: async () => {
      if (await live.poll()) await planSeries(ctx, files.college().series)
      await files.poll(ctx)
    },
    minute: async () => {
      await redoLateClicks(ctx, registry.letters)
      await refreshCards(ctx, registry.letters)
      await transact(ctx, (tx) => tellNearQuota(ctx, tx, callsSince))
      if (await checkReceipt(ctx, ctx.now())) await heartbeat()
    },
    receipt: async (at) => {
      if (await checkReceipt(ctx, at)) await heartbeat()
    },
    night: async (at) => {
      await transact(ctx, (tx) => planExpiry(ctx, tx))
      await deleteBytes(ctx)
      await planSeries(ctx, files.college().series)
      await followRoster(ctx)
      await followRosterAndCalendar(ctx)
      await writing.night(at)
    },
    reach: () => transact(ctx, (tx) => askForCheck(ctx, tx)),
  }
}

/** Those of them by which people are written to, at these very times. */
export function writingTasks(ctx: Ctx): Pick<Tasks, 'digest' | 'night' | 'morning'> {
  return {
    digest: async (at) => {
      // A digest that was due before this college was opened here is nobody's.
      const opened = await transact(ctx, (tx) => openedAt(tx))
      if (opened !== null && !isAfter(opened, at)) await openWeek(ctx, at)
    },
    night: async () => {
      await forgetOldClicks(ctx)
      await forgetOldTalk(ctx)
      await forgetOldLinks(ctx)
      await tellUncoveredAhead(ctx)
      await followFigures(ctx)
      await openTurns(ctx)
      await warnOfBehind(ctx)
      await warnOfCadence(ctx, hasDigestOfLate)
    },
    morning: async (at) => {
      await tellMonth(ctx, at)
      await remindOfSteps(ctx, at)
    },
  }
}

/** What the timetable starts in a process without the role `clock`: it only keeps up with files and calendar. */
export function followingTasks(ctx: Ctx, files: Files, live: LiveCalendar): Pick<Tasks, 'files'> {
  return {
    files: async () => {
      await live.poll()
      await files.follow(ctx)
    },
  }
}
