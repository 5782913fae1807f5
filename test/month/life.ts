import { sql } from 'kysely'
import { pino } from 'pino'
import type { LineName } from '../../config/timetable.ts'
import { nextTimes, timetable } from '../../config/timetable.ts'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import { openFiles } from '../../jobs/load-files.ts'
import { enqueueDue } from '../../jobs/dispatch.ts'
import { tasksOf } from '../../jobs/timetable-tasks.ts'
import { handlersOf } from '../../jobs/worker.ts'
import type { PlannedMeeting } from '../../config/college.ts'
import type { Ctx } from '../../src/ctx.ts'
import type { Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { letterOfMessage } from '../../src/letters/service.ts'
import { bookMeetings } from '../../src/meetings/service.ts'
import type { Handlers } from '../../src/queue/contract.ts'
import type { Enqueue } from '../../src/queue/open.ts'
import { proposeProgrammes, tickFound } from '../../src/ledger/service.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { takeUpMeetings } from '../../src/planning/service.ts'
import { registry } from '../../src/router.ts'
import { chanceOf } from './chance.ts'
import { isIntruding } from './judge.ts'
import { type Action, openDeeds } from './actions.ts'
import { inputsAt } from './inputs.ts'
import { ROUND } from './oversight.ts'
import { type Actions, reactions, type Month } from './people.ts'
import type { Plan } from './plan.ts'
import { openPlatform, type Platform } from './platform.ts'
import type { WallClock } from './wall-clock.ts'

/** Lines of the timetable that do something once a day or week; what the others look for is found at every step. */
const LINES: readonly LineName[] = ['digest', 'receipt', 'night', 'reach', 'morning']
const STEP = Temporal.Duration.from({ milliseconds: 1 })

/** What became of a stretch of time. */
export type Lived = {
  ctx: Ctx
  platform: Platform
  done: Actions
  /** Milliseconds from due to handed over, of every letter. */
  lateMs: number[]
}

/** Moves in where the wall stands, and lives until `to`, from due to due; the same seed brings the same people. */
export async function live(
  wallClock: WallClock,
  plan: Plan,
  how: { to: string; seed: number },
): Promise<Lived> {
  const lateMs: number[] = []
  const chance = chanceOf(how.seed)
  let thrown = 0
  const files = await openFiles({ path: 'config/demo/college.yaml', db: wallClock.db, now: wallClock.now })
  const live = await openLiveCalendar(wallClock.db)
  const ctx: Ctx = {
    db: wallClock.db,
    settings: plan.college.settings,
    calendar: live.calendar(),
    now: wallClock.now,
    elapsed: () => performance.now(),
    random: () => chance('dice', `${thrown++}`),
    log: pino({ level: 'error' }),
    metrics: { alarmCommitted: nothing, letterSent: (ms) => void lateMs.push(ms), repeatAvoided: nothing },
    publicUrl: null,
    dataPath: '/nonexistent',
    wake: nothing,
  }
  const platform = openPlatform(wallClock, plan.college)
  const done: Actions = { answers: [], reported: new Map(), leaving: new Set(), inSilence: [] }
  const month = { ctx, done, inputs: inputsAt(ctx), chance }
  const tasks = tasksOf({ ctx, registry, files, live, heartbeat: async () => undefined })
  await transact(ctx, (tx) => moveIn(ctx, tx, plan))
  await book(ctx, plan.meetings)
  const changes = plan.changes.map(({ at, meeting }) => ({
    at: Temporal.Instant.from(at),
    act: () => book(ctx, [meeting]),
  }))
  const actions = openDeeds()
  const round = { at: Temporal.Instant.from(ROUND.at), act: () => month.inputs.say(ROUND.who, ROUND.says) }
  actions.add([...changes, round, ...lineDeeds(ctx, tasks, how.to)])
  const handlers = handlersOf({ ctx, registry, feishu: platform.feishu })
  await goOn({ wallClock, month, platform, actions, handlers }, Temporal.Instant.from(how.to))
  return { ctx, platform, done, lateMs }
}

function nothing(): void {
  // Nobody listens: what is due is looked for at every step.
}

async function moveIn(ctx: Ctx, tx: Tx, { college, steps }: Plan): Promise<void> {
  const { programmes } = await acceptCollege(ctx, tx, college)
  await proposeProgrammes(ctx, tx, programmes)
  for (const { programme, step, on, rows } of steps)
    await tickFound(ctx, tx, { programme, done: rows.map((row) => ({ row, step, on })), by: 'clock' })
}

async function book(ctx: Ctx, meetings: readonly PlannedMeeting[]): Promise<void> {
  await transact(ctx, async (tx) => takeUpMeetings(ctx, tx, await bookMeetings(ctx, tx, meetings)))
}

/** Every time of every line until then. */
function lineDeeds(ctx: Ctx, tasks: ReturnType<typeof tasksOf>, to: string): Action[] {
  const zone = ctx.settings.timezone
  const lines = timetable(ctx.settings).filter(({ name }) => LINES.includes(name))
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
  wallClock: WallClock
  month: Month
  platform: Platform
  actions: ReturnType<typeof openDeeds>
  handlers: Handlers
}

async function goOn(world: World, end: Temporal.Instant): Promise<void> {
  const { wallClock, actions } = world
  for (;;) {
    const next = await nextOf(world)
    if (next === null || Temporal.Instant.compare(next, end) >= 0) break
    const later = wallClock.now().add(STEP)
    await wallClock.moveTo(Temporal.Instant.compare(next, later) > 0 ? next : later)
    await actions.doUntil(wallClock.now())
  }
  await wallClock.moveTo(end)
}

/** The next moment at which something happens, once nothing is due any more; null when nothing is to come. */
async function nextOf(world: World): Promise<Temporal.Instant | null> {
  const { wallClock, month, actions } = world
  let due = await nextDue(month.ctx)
  if (due !== null && Temporal.Instant.compare(due, wallClock.now()) <= 0) {
    await settle(world)
    due = await nextDue(month.ctx)
  }
  const dues = [due, actions.next()].filter((one) => one !== null)
  return dues.toSorted(Temporal.Instant.compare)[0] ?? null
}

/** Rings for what is due until nothing is, and lets people see what reached them. */
async function settle({ month, platform, actions, handlers }: World): Promise<void> {
  const jobs: (() => Promise<void>)[] = []
  const queues = queuesInto(jobs, handlers)
  while ((await enqueueDue(month.ctx, queues)) > 0) {
    for (const job of jobs.splice(0)) await job()
    actions.add(await seenBy(month, platform))
  }
}

/** Jobs that are run one after the other, in this process. */
function queuesInto(jobs: (() => Promise<void>)[], handlers: Handlers): Enqueue {
  return {
    reach: async () => undefined,
    async enqueue(name, carried) {
      for (const payload of carried) jobs.push(() => handlers[name](payload))
    },
    waiting: async () => 0,
    probe: async () => undefined,
    async enqueueDigest(key, branches) {
      for (const branch of branches) jobs.push(() => handlers['digest-branch']({ key, branch }))
      jobs.push(() => handlers['digest-college']({ key }))
    },
  }
}

async function seenBy(month: Month, platform: Platform): Promise<Action[]> {
  const found: Action[] = []
  for (const message of platform.fresh()) {
    const letter = await transact(month.ctx, (tx) => letterOfMessage(tx, message.id))
    if (letter === undefined) continue
    const sent = { letter, at: message.at }
    if (await isIntruding(month.ctx, sent)) month.done.inSilence.push(sent)
    found.push(...(await reactions(month, { message, letter })))
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
