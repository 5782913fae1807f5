import * as Lark from '@larksuiteoapi/node-sdk'
import type { Log } from '../../ctx.ts'
import { Fault } from '../../errors.ts'
import { type InFlight, openInFlight } from './in-flight.ts'
import { handlersOf, type Listener } from './events.ts'
import { openProxyAgent } from '../proxy.ts'
import { boundParts } from './parts.ts'
import { type Domain, sdkDomain, sdkHttp, sdkLogger } from '../sdk.ts'
import { hearPongs, holdPace, type Pace } from './keepalive.ts'

export type SocketState = 'connecting' | 'connected' | 'reconnecting' | 'failed'

export type SocketPace = Pace & { pingTimeout: number }

export type SocketOptions = Listener & {
  appId: string
  appSecret: string
  domain: Domain
  /** The outgoing proxy on the way to the platform. */
  proxy?: string | null
  log: Log
  onState?(state: SocketState): void
  /** The platform answered a ping: what had been sent before that ping has arrived. */
  onPong?(): void
  pace?: SocketPace
}

export type Socket = AsyncDisposable & { state(): SocketState }

/**
 * A ping every 20 s that must be answered within 10 s: a half-open connection is noticed within 30 s and replaced
 * within 45 s. The SDK begins to count anew with each ping, so the answer's time must stay below the interval.
 */
const OUR_PACE = {
  pingInterval: 20_000,
  pingTimeout: 10_000,
  reconnectInterval: 10_000,
  reconnectNonce: 3000,
}
const START_AGAIN_MS = 60_000

/** Opens the long connection and keeps it; comes back at once, `onState` tells when it is there. */
export async function openSocket(options: SocketOptions): Promise<Socket> {
  const { appId, log, pace = OUR_PACE } = options
  if (!/^cli_[0-9a-fA-F]{16}$/.test(appId)) {
    throw new Fault(`FEISHU_APP_ID "${appId}" is not an app id`, {
      cure: 'Copy it from 凭证与基础信息: cli_ and 16 digits.',
    })
  }
  const closing = new AbortController()
  const inFlight = openInFlight()
  const eventDispatcher = dispatcherOf(options, inFlight)
  let again: NodeJS.Timeout | undefined
  const state = stateOf(options)
  const client = clientOf(options, {
    closing: closing.signal,
    say: state.set,
    failed(error) {
      // For the SDK this is final, even for "system busy"; for us nothing is.
      log.error({ error: error.message }, 'feishu socket: refused, trying again in a minute')
      again = setTimeout(() => void client.start({ eventDispatcher }), START_AGAIN_MS)
    },
  })
  holdPace(client, pace, log)
  hearPongs(client, () => options.onPong?.(), log)
  boundParts(client, log)
  await client.start({ eventDispatcher })
  return {
    state: state.get,
    async [Symbol.asyncDispose]() {
      clearTimeout(again)
      await inFlight.settled()
      closing.abort()
      client.close({ force: true })
    },
  }
}

type Hooks = { closing: AbortSignal; say(state: SocketState): void; failed(error: Error): void }

function clientOf(options: SocketOptions, { closing, say, failed }: Hooks): Lark.WSClient {
  const { appId, appSecret, domain, log, pace = OUR_PACE } = options
  const agent = openProxyAgent(options.proxy ?? null)
  return new Lark.WSClient({
    appId,
    appSecret,
    domain: sdkDomain(domain),
    httpInstance: sdkHttp({ timeoutMs: 10_000, closing, agent }),
    agent,
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

function dispatcherOf(options: SocketOptions, inFlight: InFlight): Lark.EventDispatcher {
  const handlers = Object.entries(handlersOf(options)).map(([type, handle]) => [
    type,
    (event: unknown) => inFlight.track(handle(event)),
  ])
  const logger = sdkLogger(options.log, 'warn')
  return new Lark.EventDispatcher({ logger, loggerLevel: Lark.LoggerLevel.warn }).register(
    Object.fromEntries(handlers),
  )
}
