import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { environmentWith } from '../../config/env.ts'
import { Status } from './demo/controlled-bot.ts'

const PROGRAM = fileURLToPath(new URL('../main.ts', import.meta.url))
/**
 * Flags of Node for a bot, as in package.json and Dockerfile: V8 would keep 60 MB for what lives shortly, of which a bot at
 * rest uses five, and gains nothing by it.
 */
export const BOT_FLAGS = ['--max-semi-space-size=4']
const Ready = z.object({ type: z.literal('ready'), url: z.string().nullable() })

/** A bot in a process of its own, whose wall time this process owns. */
export type BotProcess = AsyncDisposable & {
  child: ChildProcess
  url: string | null
  /** Sets wall time to real time plus this; resolves when the bot has polled. */
  clock(offsetMs: number): Promise<Status>
  ask(): Promise<Status>
}

export type BotLaunch = {
  /** Variables of the environment, as `config/env.ts` reads them. */
  variables: Record<string, string>
  offsetMs: number
  /** A history.json that is booked before anything else happens. */
  history?: string
  /** Hears the log, which otherwise goes where this process's own goes. */
  onLog?: (text: string) => void
}

/** Starts a controlled bot and waits until it is open; disposing stops it gracefully. */
export async function startBot(launch: BotLaunch): Promise<BotProcess> {
  const history = launch.history === undefined ? [] : ['--history', launch.history]
  const child = fork(PROGRAM, ['controlled', `--offset=${launch.offsetMs}`, ...history], {
    env: environmentWith(launch.variables),
    execArgv: [...process.execArgv, ...BOT_FLAGS],
    stdio: ['inherit', 'inherit', launch.onLog ? 'pipe' : 'inherit', 'ipc'],
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => launch.onLog?.(text))
  const { url } = await firstReady(child)
  const asked = openQuestions(child)
  return {
    child,
    url,
    clock: (offsetMs) => asked({ type: 'clock', offsetMs }),
    ask: () => asked({ type: 'ask' }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function firstReady(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bot ended with code ${code} before it was ready`)))
    child.on('message', (message) => {
      const ready = Ready.safeParse(message)
      if (ready.success) resolve(ready.data)
    })
  })
}

function openQuestions(child: ChildProcess): (question: object) => Promise<Status> {
  const waiting = new Map<number, PromiseWithResolvers<Status>>()
  let last = 0
  child.on('message', (message) => {
    const told = Status.safeParse(message)
    if (told.success) waiting.get(told.data.id)?.resolve(told.data)
  })
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the bot has ended'))
  })
  return async (question) => {
    last += 1
    const id = last
    const answer = Promise.withResolvers<Status>()
    waiting.set(id, answer)
    child.send({ ...question, id })
    try {
      return await answer.promise
    } finally {
      waiting.delete(id)
    }
  }
}
