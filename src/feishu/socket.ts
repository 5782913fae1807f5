import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import * as Lark from '@larksuiteoapi/node-sdk'
import type { Log } from '../ctx.ts'
import { Fault } from '../errors.ts'
import { handlersOf, type Listener } from './events.ts'
import { type Domain, sdkDomain, sdkHttp, sdkLogger } from './sdk.ts'
import { holdPace, type Pace } from './steady.ts'

export type { Click, ClickAnswer } from './click.ts'

export type SocketState = 'connecting' | 'connected' | 'reconnecting' | 'failed'

export type SocketOptions = Listener & {
  appId: string
  appSecret: string
  domain: Domain
  log: Log
  onState?(state: SocketState): void
  pace?: Pace & { pingTimeout: number }
}

export type Socket = AsyncDisposable & { state(): SocketState }

/**
 * A ping every 45 s that must be answered within 20 s: a half-open connection is noticed within 65 s. The SDK begins
 * to count anew with each ping, so the answer's time must stay below the interval.
 */
const ourPace = { pingInterval: 45_000, pingTimeout: 20_000, reconnectInterval: 15_000, reconnectNonce: 5000 }
const startAgainMs = 60_000
/** The platform waits no longer for an answer. */
const answerMs = 3000

/** Opens the long connection and keeps it; comes back at once, `onState` tells when it is there. */
export async function openSocket(options: SocketOptions): Promise<Socket> {
  const { appId, log, pace = ourPace } = options
  if (!/^cli_[0-9a-fA-F]{16}$/.test(appId)) {
    throw new Fault(`FEISHU_APP_ID "${appId}" is not an app id`, {
      cure: 'Copy it from 凭证与基础信息: cli_ and 16 digits.',
    })
  }
  const closing = new AbortController()
  const busy = new Set<Promise<object>>()
  const eventDispatcher = dispatcherOf(options, busy)
  let again: NodeJS.Timeout | undefined
  const state = stateOf(options)
  const client = clientOf(options, {
    closing: closing.signal,
    say: state.set,
    failed(error) {
      // For the SDK this is final, even for "system busy"; for us nothing is.
      log.error({ error: error.message }, 'feishu socket: refused, trying again in a minute')
      again = setTimeout(() => void client.start({ eventDispatcher }), startAgainMs)
    },
  })
  holdPace(client, pace, log)
  await client.start({ eventDispatcher })
  return {
    state: state.get,
    async [Symbol.asyncDispose]() {
      clearTimeout(again)
      await settled(busy)
      closing.abort()
      client.close({ force: true })
    },
  }
}

type Hooks = { closing: AbortSignal; say(state: SocketState): void; failed(error: Error): void }

function clientOf(options: SocketOptions, { closing, say, failed }: Hooks): Lark.WSClient {
  const { appId, appSecret, domain, log, pace = ourPace } = options
  return new Lark.WSClient({
    appId,
    appSecret,
    domain: sdkDomain(domain),
    httpInstance: sdkHttp({ timeoutMs: 10_000, closing }),
    logger: sdkLogger(log, 'warn'),
    loggerLevel: Lark.LoggerLevel.warn,
    handshakeTimeoutMs: 10_000,
    wsConfig: { pingTimeout: pace.pingTimeout / 1000 },
    onReady: () => say('connected'),
    onReconnected: () => say('connected'),
    onReconnecting: () => say('reconnecting'),
    onError(error) {
      say('failed')
      failed(error)
    },
  })
}

function stateOf({ log, onState }: SocketOptions) {
  let state: SocketState = 'connecting'
  return {
    get: () => state,
    set(next: SocketState): void {
      state = next
      log.info({ state }, 'feishu socket')
      onState?.(state)
    },
  }
}

function dispatcherOf(options: SocketOptions, busy: Set<Promise<object>>): Lark.EventDispatcher {
  const tracked = async (work: Promise<object>): Promise<object> => {
    busy.add(work)
    return await work.finally(() => busy.delete(work))
  }
  const logger = sdkLogger(options.log, 'warn')
  const handlers = Object.entries(handlersOf(options)).map(([type, handle]) => [
    type,
    (event: unknown) => tracked(handle(event)),
  ])
  return new Lark.EventDispatcher({ logger, loggerLevel: Lark.LoggerLevel.warn }).register(
    Object.fromEntries(handlers),
  )
}

/** Lets what is being worked on be answered, so that nobody who clicked sees an error because we stop. */
async function settled(busy: Set<Promise<object>>): Promise<void> {
  if (busy.size > 0)
    await Promise.race([Promise.allSettled(busy), sleep(answerMs, undefined, { ref: false })])
  // The SDK writes the answer a few steps after the work is done.
  await nextTurn()
}
