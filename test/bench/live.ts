import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { openStage, type Stage } from '../../src/main/demo/stage.ts'
import type { Control } from '../../src/sandbox/control-client.ts'
import { type Clicked, pressMany, type Target } from './clicks.ts'
import { figure, rounded } from './measurements.ts'
import type { Launched } from '../../src/sandbox/launch.ts'
import { openPostgres } from '../../src/servers/postgres.ts'
import { openThrowawayFolder } from '../../src/servers/throwaway.ts'
import { openLog } from '../../src/main/log.ts'

const DIGEST = Temporal.Instant.from('2026-11-23T08:30:00+08:00')
const CHAT = 'oc_fx_B10'
const SETTLES_MS = 5_000
/** Few at a time, beside a bare handler; and a branch that answers all at once. */
const FEW = { clicks: 400, atOnce: 8 }
const CROWD = { clicks: 2_000, atOnce: 40 }

/** What a whole bot does on the demo college: its memory at rest, a digest, and clicks beside a bare handler. */
export async function benchBot(platform: Launched): Promise<void> {
  await using stage = await openStage({ port: 0, page: false })
  await benchMemory(stage)
  await benchDigest(stage)
  await benchClicks(stage, platform)
  const stall = await stallOf(stage)
  figure('longest stall of a bot’s loop, from ready on through digest and clicks', stall, { unit: 'ms' })
}

async function benchMemory({ bot }: Stage): Promise<void> {
  const sdk = start('sdk-only.ts', [])
  await once(sdk, 'message')
  await pause(SETTLES_MS)
  const [ours, theirs] = [await residentMb(bot.child), await residentMb(sdk)]
  sdk.kill('SIGKILL')
  const more = { unit: '× a process with only the SDK', bot: `${ours} MB`, sdk: `${theirs} MB` }
  figure('idle memory', ours / theirs, more)
}

async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024)
}

async function benchDigest({ timeController, sandbox, college }: Stage): Promise<void> {
  await timeController.advanceTo(DIGEST.subtract({ seconds: 1 }))
  const before = (await sandbox.control.record()).length
  await timeController.advanceTo(DIGEST.add({ seconds: 1 }))
  const sent = (await sandbox.control.record(before)).find(
    ({ effect, receiver }) => effect === 'new' && receiver === college.settings.chats.committee,
  )
  if (sent === undefined) throw new Error('no digest was sent')
  const seconds = (Temporal.Instant.from(sent.at).epochMilliseconds - DIGEST.epochMilliseconds) / 1_000
  figure('one digest of 14 branches, due to sent', seconds, { unit: 's' })
}

async function benchClicks({ sandbox, timeController }: Stage, platform: Launched): Promise<void> {
  await timeController.settle()
  const notice = await noticeOf(sandbox.control)
  const ours = await pressMany(sandbox.control, notice, FEW)
  const crowd = await pressMany(sandbox.control, notice, CROWD)
  figure('2,000 clicks by 40 people at once, 99th percentile', crowd.p99, { unit: 'ms', most: 150, ...crowd })
  await using folder = await openThrowawayFolder('bench')
  // Records of the same kind as those of the bot beside it.
  await using records = await openPostgres({ dataDir: folder.path, log: openLog('warn'), throwaway: true })
  tell(ours, { bare: await pressBare(platform, []), inserting: await pressBare(platform, [records.url]) })
}

async function pressBare({ url, control }: Launched, args: string[]): Promise<Clicked> {
  const bare = start('minimal-bot.ts', [url, ...args])
  const [said] = await once(bare, 'message')
  const { message, as } = z.object({ message: z.string(), as: z.string() }).parse(said)
  const clicked = await pressMany(control, { message, people: [as], text: '参加' }, FEW)
  const gone = once(bare, 'exit')
  bare.kill('SIGKILL')
  await gone
  return clicked
}

/** A notice in a branch's chat that people may still answer, and who they are. */
async function noticeOf(control: Control): Promise<Target> {
  const chat = (await control.record()).filter(({ effect, chat_id }) => effect === 'new' && chat_id === CHAT)
  const message = chat.find(
    ({ content }) => content?.includes('参加') && content.includes('callback'),
  )?.message_id
  if (message === undefined) throw new Error(`no notice in ${CHAT}`)
  const everybody = await control.people()
  const people = everybody
    .filter(({ title }) => title?.startsWith('本科二支部'))
    .map(({ open_id }) => open_id)
  return { message, people, text: '参加' }
}

function tell(ours: Clicked, { bare, inserting }: { bare: Clicked; inserting: Clicked }): void {
  const figures = { bot: ours, bareSdk: bare, withInsert: inserting }
  const unit = '× a bare SDK handler'
  figure('click to answer', ours.p50 / bare.p50, { unit: `${unit}, p50`, ...figures })
  figure('click to answer, 99th percentile', ours.p99, { unit: 'ms', bareSdk: bare.p99 })
  figure('clicks per second', ours.perSecond / bare.perSecond, { unit })
  const ratio = ours.perSecond / inserting.perSecond
  figure('clicks per second beside one insert', ratio, {
    unit: `${unit} with one insert per click`,
    least: 0.3,
  })
}

/** The bot publishes it itself, in seconds. */
async function stallOf({ bot }: Stage): Promise<number> {
  const text = await (await fetch(`${bot.url}/metrics`)).text()
  return rounded(Number(/^zhibu_loop_stall_max_seconds (\S+)/m.exec(text)?.[1]) * 1_000)
}

function start(file: string, args: string[]): ChildProcess {
  // The SDK says more on its stdout than a figure can bear.
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}
