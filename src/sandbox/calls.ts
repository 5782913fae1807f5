import type { Box } from './state.ts'
import { elapsed, iso, wall } from './clock.ts'

/** One call of the open platform as it was seen here. */
export type Call = {
  n: number
  at: string
  ms: number
  api: string
  app_id?: string
  status?: number
  code?: number
  /** The platform's words. */
  msg?: string
  /** Milliseconds until it was answered, holds and latency included. */
  took?: number
  uuid?: string
  receiver?: string
  chat_id?: string
  message_id?: string
  effect: 'new' | 'repeat' | 'none'
  held?: 'before' | 'after'
  answered: boolean
  content?: string
}

/** An order to hold the next `count` calls of one API; `*` stands for any. */
export type Hold = { id: number; api: string; when: 'before' | 'after'; count: number }

/** A call that is being held. */
export type Waiting = { hold: Hold; call: Call; release: (then: 'go' | 'cut') => void }

/** Writes the call down. */
export function noteCall(box: Box, api: string): Call {
  const call: Call = {
    n: box.calls.length + 1,
    at: iso(wall(box.clock)),
    ms: elapsed(),
    api,
    effect: 'none',
    answered: false,
  }
  box.calls.push(call)
  return call
}

/** Waits while somebody holds calls of this kind; tells whether the call goes on or its socket is to be cut. */
export function passHold(box: Box, call: Call, when: 'before' | 'after'): Promise<'go' | 'cut'> | 'go' {
  const hold = box.holds.find(
    (one) => one.when === when && one.count > 0 && [call.api, '*'].includes(one.api),
  )
  if (!hold) return 'go'
  hold.count -= 1
  call.held = when
  return new Promise((resolve) => {
    const release = (then: 'go' | 'cut') => {
      box.waiting.delete(call.n)
      resolve(then)
    }
    box.waiting.set(call.n, { hold, call, release })
    box.news.emit('news', { kind: 'call' })
  })
}

/** Orders a hold. */
export function addHold(box: Box, order: Omit<Hold, 'id'>): Hold {
  const hold = { ...order, id: (box.holds.at(-1)?.id ?? 0) + 1 }
  box.holds.push(hold)
  return hold
}

/** Takes a hold back and lets go what it holds. */
export function dropHold(box: Box, id: number): void {
  for (const hold of box.holds) if (hold.id === id) hold.count = 0
  for (const waiting of [...box.waiting.values()]) if (waiting.hold.id === id) waiting.release('go')
}
