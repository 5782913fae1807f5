import type { SandboxState } from './state.ts'
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
  /** Milliseconds until it was answered or cut, holds and latency included. */
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
export function noteCall(state: SandboxState, api: string): Call {
  const call: Call = {
    n: state.calls.length + 1,
    at: iso(wall(state.clock)),
    ms: elapsed(),
    api,
    effect: 'none',
    answered: false,
  }
  state.calls.push(call)
  return call
}

/** Waits while somebody holds calls of this kind; tells whether the call goes on or its socket is to be cut. */
export function passHold(
  state: SandboxState,
  call: Call,
  when: 'before' | 'after',
): Promise<'go' | 'cut'> | 'go' {
  const hold = state.holds.find(
    (one) => one.when === when && one.count > 0 && [call.api, '*'].includes(one.api),
  )
  if (!hold) return 'go'
  hold.count -= 1
  call.held = when
  return new Promise((resolve) => {
    const release = (then: 'go' | 'cut') => {
      state.waiting.delete(call.n)
      resolve(then)
    }
    state.waiting.set(call.n, { hold, call, release })
    state.news.emit('news', { kind: 'call' })
  })
}

/** Orders a hold. */
export function addHold(state: SandboxState, order: Omit<Hold, 'id'>): Hold {
  const hold = { ...order, id: (state.holds.at(-1)?.id ?? 0) + 1 }
  state.holds.push(hold)
  return hold
}

/** Takes a hold back and lets go what it holds. */
export function dropHold(state: SandboxState, id: number): void {
  for (const hold of state.holds) if (hold.id === id) hold.count = 0
  for (const waiting of [...state.waiting.values()]) if (waiting.hold.id === id) waiting.release('go')
}
