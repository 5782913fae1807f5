import { sql } from 'kysely'
import { pino } from 'pino'
import type { LineName } from '../../config/timetable.ts'
import { nextTimes, timetable } from '../../config/timetable.ts'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import { openFiles } from '../../jobs/load-files.ts'
import { ringForDue } from '../../jobs/dispatch.ts'
import { tasksOf } from '../../jobs/timetable-tasks.ts'
import { handlersOf } from '../../jobs/worker.ts'
import type { PlannedMeeting } from '../../config/college.ts'
import type { Ctx } from '../../src/ctx.ts'
import { transact } from '../../src/db/transact.ts'
import { letterOfMessage } from '../../src/letters/service.ts'
import { bookMeetings } from '../../src/meetings/service.ts'
import type { Handlers } from '../../src/queue/contract.ts'
import type { Bells } from '../../src/queue/open.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { house, takeUpMeetings } from '../../src/router.ts'
import { chanceOf } from './chance.ts'
import { type Deed, openDeeds } from './deeds.ts'
import { handsAt } from './hands.ts'
import { type Deeds, reactions, type Scene } from './people.ts'
import type { Plan } from './plan.ts'
import { openPlatform, type Platform } from './platform.ts'
import type { Wall } from './wall.ts'

/** Lines of the timetable that do something once a day or week; what the others look for is found at every step. */
const LINES: readonly LineName[] = ['digest', 'receipt', 'night', 'reach', 'month']
const STEP = Temporal.Duration.from({ milliseconds: 1 })

/** What became of a stretch of time. */
export type Lived = {
  ctx: Ctx
  platform: Platform
  done: Deeds
  /** Milliseconds from due to handed over, of every letter. */
  lateMs: number[]
}

/** Moves in where the wall stands, and lives until `to`, from due to due; the same seed brings the same people. */
export async function live(wall: Wall, plan: Plan, how: { to: string; seed: number }): Promise<Lived> {
  const lateMs: number[] = []
  const files = await openFiles({ path: 'config/demo/college.yaml', db: wall.db, now: wall.now })
  const live = await openLiveCalendar(wall.db)
  const ctx: Ctx = {
    db: wall.db,
    college: plan.college.settings,
    calendar: live.calendar(),
    now: wall.now,
    elapsed: () => performance.now(),
    log: pino({ level: 'error' }),
    tally: { alarmCommitted: nothing, letterSent: (ms) => void lateMs.push(ms), repeatAvoided: nothing },
    nudge: nothing,
  }
  const platform = openPlatform(wall, plan.college)
  const done: Deeds = { answers: [], reported: new Map(), leaving: new Set() }
  const scene = { ctx, done, hands: handsAt(ctx), chance: chanceOf(how.seed) }
  const tasks = tasksOf({ ctx, house, files, live, heartbeat: async () => undefined })
  await transact(ctx, (tx) => acceptCollege(ctx, tx, plan.college))
  await book(ctx, plan.meetings)
  const changes = plan.changes.map(({ at, meeting }) => ({
    at: Temporal.Instant.from(at),
    act: () => book(ctx, [meeting]),
  }))
  const deeds = openDeeds()
  deeds.add([...changes, ...lineDeeds(ctx, tasks, how.to)])
  const handlers = handlersOf({ ctx, house, feishu: platform.feishu })
  await goOn({ wall, scene, platform, deeds, handlers }, Temporal.Instant.from(how.to))
  return { ctx, platform, done, lateMs }
}

function nothing(): void {
  // Nobody listens: what is due is looked for at every step.
}

async function book(ctx: Ctx, meetings: readonly PlannedMeeting[]): Promise<void> {
  await transact(ctx, async (tx) => takeUpMeetings(ctx, tx, await bookMeetings(ctx, tx, meetings)))
}

/** Every time of every line until then. */
function lineDeeds(ctx: Ctx, tasks: ReturnType<typeof tasksOf>, to: string): Deed[] {
  const zone = ctx.college.timezone
  const lines = timetable(ctx.college).filter(({ name }) => LINES.includes(name))
  const days = Math.ceil(ctx.now().until(to).total('days'))
  return lines.flatMap(({ name, cron }) => {
    const times = nextTimes({ cron, zone }, ctx.now(), days)
    return times.map((at) => ({
      at,
      async act() {
        await tasks[name](at)
        if (name === 'night') await tasks.minute(at)
      },
    }))
  })
}

type World = {
  wall: Wall
  scene: Scene
  platform: Platform
  deeds: ReturnType<typeof openDeeds>
  handlers: Handlers
}

async function goOn(world: World, end: Temporal.Instant): Promise<void> {
  const { wall, deeds } = world
  for (;;) {
    const next = await nextOf(world)
    if (next === null || Temporal.Instant.compare(next, end) >= 0) break
    const later = wall.now().add(STEP)
    await wall.moveTo(Temporal.Instant.compare(next, later) > 0 ? next : later)
    await deeds.doUntil(wall.now())
  }
  await wall.moveTo(end)
}

/** The next moment at which something happens, once nothing is due any more; null when nothing is to come. */
async function nextOf(world: World): Promise<Temporal.Instant | null> {
  const { wall, scene, deeds } = world
  let due = await nextDue(scene.ctx)
  if (due !== null && Temporal.Instant.compare(due, wall.now()) <= 0) {
    await settle(world)
    due = await nextDue(scene.ctx)
  }
  const dues = [due, deeds.next()].filter((one) => one !== null)
  return dues.toSorted(Temporal.Instant.compare)[0] ?? null
}

/** Rings for what is due until nothing is, and lets people see what reached them. */
async function settle({ scene, platform, deeds, handlers }: World): Promise<void> {
  const jobs: (() => Promise<void>)[] = []
  const queues = queuesInto(jobs, handlers)
  while ((await ringForDue(scene.ctx, queues)) > 0) {
    for (const job of jobs.splice(0)) await job()
    deeds.add(await seenBy(scene, platform))
  }
}

/** Bells that are answered one after the other, in this process. */
function queuesInto(jobs: (() => Promise<void>)[], handlers: Handlers): Bells {
  return {
    reach: async () => undefined,
    async ring(name, carried) {
      for (const bell of carried) jobs.push(() => handlers[name](bell))
    },
    probe: async () => undefined,
    async ringDigest(key, branches) {
      for (const branch of branches) jobs.push(() => handlers['digest-branch']({ key, branch }))
      jobs.push(() => handlers['digest-college']({ key }))
    },
  }
}

async function seenBy(scene: Scene, platform: Platform): Promise<Deed[]> {
  const found: Deed[] = []
  for (const message of platform.fresh()) {
    const letter = await transact(scene.ctx, (tx) => letterOfMessage(tx, message.id))
    if (letter !== undefined) found.push(...(await reactions(scene, { message, letter })))
  }
  return found
}

/** When something is due that waits in the records; null when nothing waits. */
async function nextDue({ db }: Ctx): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select min(at) as at from (
      select greatest(due, look_at) as at from letters_letters where ended is null and held_by is null
      union all select greatest(due, look_at) from alarms_alarms where ended is null
      union all select greatest(look_at, gathers_until) from letters_cards
        where wanted > shown and not dead and message_id is not null
      union all select look_at from feishu_messages where ended is null
      union all select greatest(due_at, begun_at + interval '1 minute') from roster_reach_check
        where due_at is not null
      union all select greatest(due_at, look_at) from digest_weeks where ended_at is null
    ) as dues`.execute(db)
  return rows[0]?.at ?? null
}
