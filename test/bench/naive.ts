import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import type { Control } from '../../src/sandbox/control-client.ts'
import { figure, spread } from './measurements.ts'
import { memberOf, REMINDED } from './people.ts'

const PROGRAM = fileURLToPath(new URL('naive-worker.ts', import.meta.url))
const DELAY_MS = 3_000
/** The worker dies in its first second, before it is refused anything: so many are out, and some more unanswered. */
const OUT = 20
const UNANSWERED = 6
/** BullMQ looks for stalled jobs every thirty seconds, and gives one back the second time it sees it. */
const STALLED_MS = 75_000

/** How the naive way is written: as it comes to mind, or with all that the queue offers against refusals. */
export type Care = 'plain' | 'careful'
const TRIES = {
  plain: {},
  careful: { attempts: 5, backoff: { type: 'exponential', delay: 500 } },
}

type Place = { control: Control; platform: string; redisUrl: string; care: Care }

/** The naive way: one delayed job per reminder that awaits the call; its worker is killed once in the middle. */
export async function benchNaive(place: Place): Promise<void> {
  const { control, care } = place
  const before = (await control.record()).length
  const sends = async () => (await control.record(before)).filter(({ api }) => api === 'send')
  const connection = new Redis(place.redisUrl, { maxRetriesPerRequest: null })
  const queue = new Queue(`naive-${care}`, { connection, skipVersionCheck: true })
  const killed = await startWorker(place)
  const dueAt = await setReminders(queue, care)
  while ((await sends()).filter(isNew).length < OUT) await pause(5)
  await killWhileHeld(control, killed)
  const worker = await startWorker(place)
  await untilEmpty(queue)
  tell(await sends(), dueAt, care)
  worker.kill('SIGKILL')
  await queue.close()
  connection.disconnect()
}

/** Sets a delayed job for each reminder, all due at one moment; answers which. */
async function setReminders(queue: Queue, care: Care): Promise<number> {
  const dueAt = Date.now() + DELAY_MS
  await queue.addBulk(
    Array.from({ length: REMINDED }, (_, index) => ({
      name: 'remind',
      data: { to: `ou_${memberOf(index)}` },
      opts: { ...TRIES[care], delay: Math.max(0, dueAt - Date.now()) },
    })),
  )
  return dueAt
}

async function killWhileHeld(control: Control, worker: ChildProcess): Promise<void> {
  const hold = await control.hold({ api: 'send', when: 'after', count: UNANSWERED })
  const deadline = performance.now() + DELAY_MS
  while ((await control.held()).length < UNANSWERED && performance.now() < deadline) await pause(5)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  await control.unhold(hold)
}

async function startWorker({ platform, redisUrl, care }: Place): Promise<ChildProcess> {
  const worker = fork(PROGRAM, [platform, redisUrl, care], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  await once(worker, 'message')
  return worker
}

async function untilEmpty(queue: Queue): Promise<void> {
  const deadline = performance.now() + STALLED_MS
  while (performance.now() < deadline) {
    if ((await queue.getJobCountByTypes('delayed', 'waiting', 'active')) === 0) return
    await pause(100)
  }
}

type Sends = Awaited<ReturnType<Control['record']>>

function isNew({ effect }: Sends[number]): boolean {
  return effect === 'new'
}

function tell(sends: Sends, dueAt: number, care: Care): void {
  const taken = sends.filter(isNew)
  const receivers = new Set(taken.map(({ receiver }) => receiver))
  const { p50, max } = spread(taken.map(({ at }) => (Date.parse(at) - dueAt) / 1_000))
  const how = { plain: 'as it comes to mind', careful: 'five attempts with backoff, 45/s' }[care]
  const name = `naive way (${how})`
  figure(`${name}: lost`, REMINDED - receivers.size, { unit: 'letters', of: REMINDED })
  figure(`${name}: repeated`, taken.length - receivers.size, { unit: 'letters' })
  figure(`${name}: due to the last one sent`, max, { unit: 's', p50 })
  figure(`${name}: calls`, sends.length, { unit: 'calls', refused: sends.length - taken.length })
}
