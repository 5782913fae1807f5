import { createHash } from 'node:crypto'
import type { Part, Snapshot, Week } from '../types.ts'

type Made = {
  week: Pick<Week, 'week' | 'from' | 'to'>
  at: Temporal.Instant
  parts: readonly Part[]
  college: Part
  programmes: readonly string[]
}

/** What a digest says of a week, of its parts. */
export function snapshotOf({ week: { week, from, to }, at, parts, college, programmes }: Made): Snapshot {
  return {
    version: 1,
    week,
    from: from.toString(),
    to: to.toString(),
    asOf: to.toString(),
    madeAt: at.toString(),
    branches: parts.toSorted((one, other) => one.place - other.place),
    college,
    ...(programmes.length === 0 ? {} : { programmes: [...programmes] }),
  }
}

/** The SHA-256 of a snapshot's canonical text, by which a copy of it can be checked. */
export function hashOf(snapshot: Snapshot): string {
  return createHash('sha256').update(canonical(snapshot)).digest('hex')
}

/** JSON whose keys stand in the order of the alphabet, however the records keep them. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (isRecord(one) ? sorted(one) : one))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
