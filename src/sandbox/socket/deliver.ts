import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxState } from '../state.ts'
import { faultFor } from '../faults.ts'
import type { Json } from '../json.ts'
import { deliver } from '../transport.ts'
import type { App } from '../world.ts'
import { type Ack, PATIENCE } from './hub.ts'

/** Something on its way to an app, caused by the person `by`. */
export type Parcel = { type: string; by: string; envelope: Json }

/** Brings an event through the faults that strike it; undefined when no answer came in three seconds. */
export async function deliverEvent(
  state: SandboxState,
  app: App,
  { type, by, envelope }: Parcel,
): Promise<Ack | undefined> {
  const what = { use: `event ${type} ${by}`, api: type }
  const late = faultFor(state, 'late', what)
  if (late) await pause(late.ms)
  const reordered = faultFor(state, 'reordered', what)
  if (reordered && !state.faults.heldBack.has(app.app_id)) await untilOvertaken(state, app, reordered.ms)
  const letGo = state.faults.heldBack.get(app.app_id)
  if (faultFor(state, 'duplicate', what)) void deliver(state, app, envelope)
  const answer = deliver(state, app, envelope)
  const ack = await patiently(faultFor(state, 'lostAck', what) ? never() : answer)
  letGo?.()
  return ack
}

/**
 * Brings a click through the faults that strike it. A click is never repeated and waits for no other, and the patience
 * of the person counts from the press; `afterwards` is given an answer that came too late.
 */
export async function deliverClick(
  state: SandboxState,
  app: App,
  { type, by, envelope, afterwards }: Parcel & { afterwards: (ack: Ack | undefined) => void },
): Promise<Ack | undefined> {
  const what = { use: `click ${by}`, api: type }
  const late = faultFor(state, 'late', what)
  const answer = late
    ? pause(late.ms).then(() => deliver(state, app, envelope))
    : deliver(state, app, envelope)
  if (faultFor(state, 'lostAck', what)) return await patiently(never())
  const ack = await patiently(answer)
  if (ack === undefined) void answer.then(afterwards)
  return ack
}

async function patiently(answer: Promise<Ack | undefined>): Promise<Ack | undefined> {
  const over = new AbortController()
  const end = sleep(PATIENCE, undefined, { ref: false, signal: over.signal }).catch(() => undefined)
  return await Promise.race([answer, end]).finally(() => over.abort())
}

// The next event of the app lets this one go once it has been answered.
async function untilOvertaken({ faults }: SandboxState, { app_id }: App, ms: number): Promise<void> {
  const overtaken = Promise.withResolvers<void>()
  faults.heldBack.set(app_id, overtaken.resolve)
  await Promise.race([overtaken.promise, pause(ms)])
  faults.heldBack.delete(app_id)
}

function never(): Promise<undefined> {
  return new Promise(() => undefined)
}

function pause(ms: number): Promise<void> {
  return sleep(ms, undefined, { ref: false })
}
