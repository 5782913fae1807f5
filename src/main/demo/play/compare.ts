import type { Expected } from './opening.ts'
import type { RecordedCall } from '../../../sandbox/control-client.ts'
import type { Seen } from './seen.ts'
import { isBefore } from '../../../time/order.ts'

/** How what was sent differs from what should have been sent. */
export type Verdict = {
  lost: Expected[]
  repeated: Seen[]
  surprising: Seen[]
  /** What came before its moment. */
  early: Seen[]
}

type Identity = Pick<Expected, 'kind' | 'about' | 'to'>

/** A machine's clock and the platform's are read one after the other. */
const SLACK = Temporal.Duration.from({ milliseconds: 500 })

/** Compares what should have been sent with what was; the same thing twice is expected only when it is listed twice. */
export function compare(expected: readonly Expected[], seen: readonly Seen[]): Verdict {
  const verdict: Verdict = { lost: [], repeated: [], surprising: [], early: [] }
  const wanted = grouped(expected)
  const sent = grouped(seen)
  for (const key of new Set([...wanted.keys(), ...sent.keys()])) {
    const [due, came] = [wanted.get(key) ?? [], sent.get(key) ?? []]
    const further = came.slice(due.length)
    verdict.lost.push(...due.slice(came.length))
    ;(due.length === 0 ? verdict.surprising : verdict.repeated).push(...further)
    verdict.early.push(...came.filter((one, index) => isEarly(one, due[index])))
  }
  return verdict
}

/** The calls that the platform refused for good; a full budget is waited out and sent again. */
export function refusedIn(record: readonly RecordedCall[]): RecordedCall[] {
  return record.filter(({ code = 0 }) => code !== 0 && !WAITED_OUT.includes(code))
}

const WAITED_OUT = [230020, 99991400]

function isEarly(one: Seen, due: Expected | undefined): boolean {
  return due !== undefined && isBefore(one.at, due.at.subtract(SLACK))
}

function grouped<T extends Identity & { at: Temporal.Instant }>(all: readonly T[]): Map<string, T[]> {
  const sorted = all.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  return Map.groupBy(sorted, ({ kind, about, to }) => `${kind} ${about} ${to}`)
}
