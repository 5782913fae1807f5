import type { WSClient } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import type { Log } from '../../ctx.ts'

/** The longest times, in milliseconds, that we accept between pings and between attempts to connect. */
export type Pace = { pingInterval: number; reconnectInterval: number; reconnectNonce: number }

/**
 * The platform dictates one ping in 120 s and repeats it in every pong, so that a half-open connection would be
 * noticed after two minutes or more. The SDK offers no setting for it; its own are held below ours instead.
 */
export function holdPace(client: WSClient, pace: Pace, log: Log): void {
  const settings = inside(inside(client, 'wsConfig'), 'ws')
  if (!settings) {
    log.warn('feishu socket: this SDK hides its ping interval, a dead connection is noticed late')
    return
  }
  hold(settings, 'pingInterval', pace.pingInterval)
  hold(settings, 'reconnectInterval', pace.reconnectInterval)
  hold(settings, 'reconnectNonce', pace.reconnectNonce)
}

const Control = z.object({ headers: z.array(z.object({ key: z.string(), value: z.string() })) })

/** Tells of every answer to a ping, which the SDK keeps to itself. */
export function hearPongs(client: WSClient, onPong: () => void, log: Log): void {
  const handle: unknown = Reflect.get(client, 'handleControlData')
  if (typeof handle !== 'function') {
    log.warn(
      'feishu socket: this SDK hides its pongs, after a lost connection too many cards are updated anew',
    )
    return
  }
  Reflect.set(client, 'handleControlData', (frame: unknown): unknown => {
    const { headers } = Control.parse(frame)
    if (headers.some(({ key, value }) => key === 'type' && value === 'pong')) onPong()
    return Reflect.apply(handle, client, [frame])
  })
}

function hold(settings: object, key: string, most: number): void {
  let value = most
  Object.defineProperty(settings, key, {
    enumerable: true,
    get: () => value,
    set: (given: unknown) => {
      value = typeof given === 'number' && given >= 0 ? Math.min(given, most) : most
    },
  })
}

function inside(holder: object | null, key: string): object | null {
  const value: unknown = holder ? Reflect.get(holder, key) : null
  return typeof value === 'object' ? value : null
}
