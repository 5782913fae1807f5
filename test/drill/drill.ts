import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWallClock, type WallClock } from '../../src/main/clock.ts'
import { type Launched, launchSandbox } from '../../src/sandbox/launch.ts'
import { type DrillBot, soon, startDrillBot } from './bot.ts'
import { APP, aCollege, type College, stepAt, worldOf, writeFiles } from './college.ts'
import { deathsOf, type Gap, GAPS } from './gaps.ts'
import { countOf, type Due, dueAt, judge, ledgerOf, lineSeen, sentOf, wantedOf } from './ledger.ts'
import type { Moment } from './holds.ts'
import { moments } from './moments.ts'
import { emptyOutcome, type Outcome } from './outcome.ts'
import { aCrowd, act, type People } from './people.ts'
import { followRecord, type Record } from './record.ts'
import { type Servers, serversOf } from './servers.ts'

/** `storms` steps with `killsPerStorm` deaths each, after one calm step. */
export type Plan = {
  branches: number
  people: number
  storms: number
  killsPerStorm: number
  say(line: string): void
}

type Stage = {
  plan: Plan
  college: College
  sandbox: Launched
  servers: Servers
  people: People
  record: Record
  wallClock: WallClock
  start(): DrillBot
}

/** So long nothing more comes before the rest counts as lost: one lease of sixty seconds, and those who queue behind it. */
const RECOVERY_MS = 180_000

/** Lives through the plan and compares what had to be sent with what the platform saw. */
export async function drill(plan: Plan): Promise<Outcome> {
  await using opening = new AsyncDisposableStack()
  const stage = await openStage(plan, opening)
  const outcome = emptyOutcome()
  const dues: Due[] = []
  let bot = stage.start()
  opening.defer(() => bot.stop())
  for (let step = 0; step <= plan.storms; step += 1) {
    await moveTo(stage, bot, step)
    const acting = act(stage.people, step)
    dues.push(...dueAt(stage.college, step))
    if (step > 0) bot = await storm(stage, { bot, outcome, step })
    await recover(stage, { bot, outcome, dues, acting })
  }
  return finish(stage, outcome, dues)
}

async function openStage(plan: Plan, opening: AsyncDisposableStack): Promise<Stage> {
  const college = aCollege({ branches: plan.branches, people: plan.people, steps: plan.storms + 1 })
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-drill-'))
  opening.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  // PostgreSQL's own user must be able to pass through.
  await chmod(folder, 0o711)
  const wallClock = openWallClock()
  wallClock.move(stepAt(0).subtract({ minutes: 5 }).epochMilliseconds - wallClock.now().epochMilliseconds)
  const world = worldOf(college, wallClock.now())
  const sandbox = opening.use(await launchSandbox({ world, port: 0, page: false, hasTimeController: false }))
  const servers = serversOf(folder)
  opening.defer(async () => {
    await servers.kill('postgres')
    await servers.kill('redis')
  })
  const variables = {
    FEISHU_APP_ID: APP.id,
    FEISHU_APP_SECRET: APP.secret,
    FEISHU_DOMAIN: sandbox.url,
    ZHIBU_COLLEGE: await writeFiles(college, folder),
    ZHIBU_DATA: folder,
    HTTP_PORT: '-1',
  }
  const record = followRecord(sandbox.control)
  const start = () => startDrillBot(variables, wallClock.offsetMs())
  return {
    plan,
    college,
    sandbox,
    servers,
    people: aCrowd({ control: sandbox.control, record, college }),
    record,
    wallClock,
    start,
  }
}

/** Moves everybody's wall time to the step; a running bot is told as well. */
async function moveTo({ wallClock, sandbox }: Stage, bot: DrillBot, step: number): Promise<void> {
  if (step === 0) await bot.within(60_000, () => bot.isIdle())
  wallClock.move(wallClock.offsetMs() + stepAt(step).epochMilliseconds - wallClock.now().epochMilliseconds)
  await sandbox.control.clock(wallClock.offsetMs())
  if (step === 0) bot.move(wallClock.offsetMs())
}

type Storm = { bot: DrillBot; outcome: Outcome; step: number }

async function storm(stage: Stage, { bot, outcome, step }: Storm): Promise<DrillBot> {
  // What falls due now falls due while nobody is there.
  await bot.kill()
  for (let kill = 0; kill < stage.plan.killsPerStorm; kill += 1) {
    const moment = moments[kill % moments.length]
    if (moment !== undefined) await die(stage, outcome, moment)
  }
  stage.plan.say(`storm ${step}: ${outcome.kills} deaths, ${JSON.stringify(outcome.gaps)}`)
  return stage.start()
}

async function die(stage: Stage, outcome: Outcome, moment: Moment): Promise<void> {
  const { control } = stage.sandbox
  const before = (await stage.record()).length
  const { bot, after, putBack = 0, waitedUnderClaim = 0 } = await moment.strike({ ...stage, control })
  const deaths = deathsOf(bot.lines, await control.record(before))
  await after?.()
  outcome.kills += 1
  outcome.putBack += putBack
  outcome.waitedUnderClaim += waitedUnderClaim
  outcome.deaths[moment.name] = (outcome.deaths[moment.name] ?? 0) + 1
  for (const gap of GAPS) {
    const letters = deaths.filter((one) => one === gap).length
    outcome.gaps[gap].letters += letters
    outcome.gaps[gap].kills += letters > 0 ? 1 : 0
  }
  stage.plan.say(`  ${moment.name}: ${metrics(deaths)}`)
}

function metrics(deaths: Gap[]): string {
  return [...ledgerOf(deaths)].map(([gap, count]) => `${gap} ${count}`).join(', ') || 'no letter in flight'
}

type Recovery = { bot: DrillBot; outcome: Outcome; dues: Due[]; acting: Promise<void> }

async function recover(stage: Stage, { bot, outcome, dues, acting }: Recovery): Promise<void> {
  const since = stage.wallClock.elapsed()
  const wanted = wantedOf(dues)
  const lost = async () => judge(wanted, sentOf(await stage.record())).lost
  const complete = await hasRecovered(bot, lost)
  const seconds = Math.round((stage.wallClock.elapsed() - since) / 1000)
  outcome.recoverySeconds.push(seconds)
  stage.plan.say(`  ${complete ? 'complete' : 'NOT complete'} after ${seconds} s`)
  if (!complete) stage.plan.say(whatIsMissing(await lost(), bot))
  const answered = await Promise.race([acting.then(() => true), soon(20_000, () => false)])
  if (!answered) outcome.faults.push('somebody was never answered')
}

/** Waits until nothing is lost and the bot is idle; false when for a while nothing more came. */
async function hasRecovered(bot: DrillBot, lost: () => Promise<string[]>): Promise<boolean> {
  const isComplete = async () => (await lost()).length === 0 && (await bot.isIdle())
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const left = (await lost()).length
    if (left >= before) return false
    before = left
    if (await soon(RECOVERY_MS, isComplete, 200)) return true
  }
}

/** What whoever looks for the cause needs first. */
function whatIsMissing(lost: string[], { lines }: DrillBot): string {
  const last = lines.slice(-20).map((line) => JSON.stringify(line))
  return [`  ${lost.length} lost: ${lost.slice(0, 5).join(', ')}; the bot's last lines:`, ...last].join('\n')
}

async function finish(stage: Stage, outcome: Outcome, dues: Due[]): Promise<Outcome> {
  const calls = await stage.record()
  const wanted = wantedOf(dues)
  return {
    ...outcome,
    ...judge(wanted, sentOf(calls)),
    expected: countOf(wanted),
    sent: calls.filter((call) => lineSeen(call) !== undefined).length,
    recognised: calls.filter(({ effect }) => effect === 'repeat').length,
    clicks: stage.people.clicks,
    faults: [...outcome.faults, ...stage.people.faults],
  }
}
