import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { environmentWith } from '../../config/env.ts'
import { Status } from '../../src/main/demo/controlled-bot.ts'

const PROGRAM = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** A line of the bot's log, as far as the drill reads it. */
export type Line = { msg?: string; letter?: string; turn?: string }

/** A bot in a process of its own, watched through its log, which ends by SIGKILL. */
export type DrillBot = {
  child: ChildProcess
  /** Everything it has logged so far. */
  lines: Line[]
  /** Whether the answer became yes within `ms`, counted from when the bot was ready; it ends when the bot does. */
  within(ms: number, question: () => boolean | Promise<boolean>): Promise<boolean>
  /** Whether a line like this came within `ms`, counted likewise. */
  heard(message: string, times: number, ms: number): Promise<boolean>
  /** Whether nothing is due, waits or runs; false when it cannot say so within a second. Throws when it has ended. */
  isIdle(): Promise<boolean>
  move(offsetMs: number): void
  /** Ends at once; resolves when the last word of its log was read. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts a bot on wall time = real time + `offsetMs`; does not wait until it is ready. */
export function startDrillBot(variables: Record<string, string>, offsetMs: number): DrillBot {
  const child = fork(PROGRAM, ['controlled', `--offset=${offsetMs}`], {
    env: environmentWith({ ...variables, LOG_LEVEL: 'debug' }),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lines: Line[] = []
  const closed = once(child, 'close')
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (text) => lines.push(read(text)))
  }
  const asked = questions(child)
  const within = patienceWith(child)
  return {
    child,
    lines,
    within,
    heard: (message, times, ms) =>
      within(ms, () => lines.filter(({ msg }) => msg === message).length >= times),
    async isIdle() {
      if (isOver(child))
        throw new Error(`the bot ended by itself:\n${lines.map(({ msg }) => msg).join('\n')}`)
      return asked({ type: 'ask' })
    },
    move: (to) => void asked({ type: 'clock', offsetMs: to }),
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
    async stop() {
      if (!isOver(child)) child.kill('SIGTERM')
      await closed
    },
  }
}

function read(text: string): Line {
  // What is no JSON comes from the runtime itself and is worth showing.
  if (!text.startsWith('{')) return { msg: text }
  return JSON.parse(text) as Line // pino's own format
}

/** Whether the process has ended. */
export function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** How long a bot may take to be ready on a machine with much else to do. */
const STARTING_MS = 60_000

function patienceWith(child: ChildProcess): DrillBot['within'] {
  let readyAt = Number.POSITIVE_INFINITY
  const hear = (message: unknown) => {
    if (!isReady(message)) return
    readyAt = performance.now()
    child.off('message', hear)
  }
  child.on('message', hear)
  return async (ms, question) => {
    const since = performance.now()
    const isLate = () => performance.now() > Math.max(since, readyAt) + ms
    let answer = false
    await soon(STARTING_MS + ms, async () => {
      answer = await question()
      return answer || isLate() || isOver(child)
    })
    return answer
  }
}

function isReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready'
}

function questions(child: ChildProcess): (question: object) => Promise<boolean> {
  let last = 0
  return async (question) => {
    last += 1
    const id = last
    const answer = Promise.withResolvers<boolean>()
    const hear = (message: unknown) => {
      const told = Status.safeParse(message)
      if (told.success && told.data.id === id) answer.resolve(told.data.idle)
    }
    child.on('message', hear)
    if (child.connected) child.send({ ...question, id }, () => undefined)
    try {
      return await Promise.race([answer.promise, pause(1_000, false)])
    } finally {
      child.off('message', hear)
    }
  }
}

/** Looks every few milliseconds until the answer is yes; false when it never was within `ms`. */
export async function soon(
  ms: number,
  question: () => boolean | Promise<boolean>,
  everyMs = 4,
): Promise<boolean> {
  const deadline = performance.now() + ms
  while (performance.now() < deadline) {
    if (await question()) return true
    await pause(everyMs)
  }
  return false
}
