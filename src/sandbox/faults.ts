import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SandboxState } from './state.ts'
import { iso, wall } from './clock.ts'

/** What can be made to go wrong on the way of a call, of an event or click, with a connection, or with a person or group. */
const kinds = z.enum([
  // calls
  'latency',
  'error',
  'html',
  'burst',
  'lostAnswer',
  'quota',
  // events and clicks
  'lostAck',
  'duplicate',
  'late',
  'reordered',
  // connections
  'halfOpen',
  'dropped',
  'expiredTokens',
  // people and groups
  'blocked',
  'removed',
])
export type FaultKind = z.infer<typeof kinds>

/**
 * An order. `share` of the uses are struck, `count` of them at most; `api` limits it to one call, `who` and `chat` name
 * whom it concerns; `ms` is how long something takes or comes late.
 */
export const FaultOrder = z.object({
  kind: kinds,
  share: z.number().min(0).max(1).default(1),
  count: z.number().int().positive().optional(),
  api: z.string().default('*'),
  ms: z.number().min(0).max(600_000).default(1_000),
  who: z.string().optional(),
  chat: z.string().optional(),
})
export type FaultOrder = z.infer<typeof FaultOrder>

/** A fault in force; `out` are the apps that it put out of their groups. */
export type Fault = FaultOrder & { id: number; struck: number; out?: { chat_id: string; app_id: string }[] }

/** The faults in force. The same seed strikes the same uses, in whatever order they come. */
export type Faults = {
  seed: number
  ordered: Fault[]
  /** `fault use` → how often this use came by. */
  turns: Map<string, number>
  log: { at: string; kind: FaultKind; use: string }[]
  /** app → lets the event go that waits for the next one to overtake it */
  heldBack: Map<string, () => void>
}

/** No faults. */
export function openFaults(): Faults {
  return { seed: 1, ordered: [], turns: new Map(), log: [], heldBack: new Map() }
}

/** Something that a fault may strike, in words that stay the same from run to run: `send ou_anna`, not a random id. */
export type Use = { use: string; api?: string; who?: string | undefined; chat?: string | undefined }

/** The fault of this kind that strikes a use, if one does. */
export function faultFor(state: SandboxState, kind: FaultKind, use: Use): Fault | undefined {
  const { faults } = state
  const fault = faults.ordered.find((one) => one.kind === kind && concerns(one, use))
  if (!fault) return undefined
  const key = `${kind} ${use.use}`
  const turn = (faults.turns.get(key) ?? 0) + 1
  faults.turns.set(key, turn)
  if (chance(`${faults.seed} ${key} ${turn}`) >= fault.share) return undefined
  fault.struck += 1
  faults.log.push({ at: iso(wall(state.clock)), kind, use: use.use })
  return fault
}

function concerns(fault: Fault, { api = '*', who, chat }: Use): boolean {
  if (fault.struck >= (fault.count ?? Number.POSITIVE_INFINITY)) return false
  if (!['*', api].includes(fault.api)) return false
  return (fault.who === undefined || fault.who === who) && (fault.chat === undefined || fault.chat === chat)
}

/** A number from 0 to 1 that belongs to this text. */
export function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
}

/** Another seed; the uses are counted anew. */
export function seedFaults(state: SandboxState, seed: number): void {
  state.faults.seed = seed
  state.faults.turns.clear()
}
