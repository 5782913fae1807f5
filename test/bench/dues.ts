import { setTimeout as pause } from 'node:timers/promises'
import { setAlarms } from '../../src/alarms/service.ts'
import { transact } from '../../src/db/transact.ts'
import { MemberId } from '../../src/ids.ts'
import { writeLetters } from '../../src/letters/service.ts'
import { figure, rounded, spread, watchLoop } from './measurements.ts'
import { memberOf, REMINDED } from './people.ts'
import type { Workshop } from './workshop.ts'

const ALARMS = 10_000
const MINUTE_MS = 60_000
const BATCH = 1_000
const LEAD_MS = 3_000
const MOST_MS = 300_000

/** 10,000 alarms that fall due in one minute: how late each was committed. */
export async function benchAlarms({ ctx, alarms }: Workshop): Promise<void> {
  const first = ctx.now().add({ milliseconds: LEAD_MS })
  for (let start = 0; start < ALARMS; start += BATCH) await setBatch(ctx, first, start)
  const stall = watchLoop()
  await untilLength(alarms, ALARMS)
  const { p50, p99, max } = spread(alarms)
  figure('alarms, due to committed', p99, { unit: 'ms', of: 'p99', p50, max, count: alarms.length })
  figure('longest stall of the loop during 10,000 alarms', stall(), { unit: 'ms' })
}

async function setBatch(ctx: Workshop['ctx'], first: Temporal.Instant, start: number): Promise<void> {
  const batch = Array.from({ length: BATCH }, (_, index) => {
    const number = start + index
    const dueAt = first.add({ milliseconds: Math.floor((number * MINUTE_MS) / ALARMS) })
    return { key: `bench:${number}`, kind: 'meetings.notice' as const, ref: 'bench', dueAt }
  })
  await transact(ctx, (tx) => setAlarms(tx, batch))
}

/** 560 letters that fall due at once: how long until the platform has taken each. */
export async function benchLetters({ ctx, letters }: Workshop): Promise<void> {
  const dueAt = ctx.now().add({ milliseconds: LEAD_MS })
  const reminders = Array.from({ length: REMINDED }, (_, index) => ({
    key: `bench:${index}`,
    kind: 'attendance.ask' as const,
    ref: 'bench',
    to: { person: MemberId.parse(memberOf(index)) },
    dueAt,
  }))
  await transact(ctx, (tx) => writeLetters(ctx, tx, reminders))
  const stall = watchLoop()
  await untilLength(letters, REMINDED)
  const { p50, max } = spread(letters)
  const atLeast = rounded(REMINDED / 45)
  figure('560 letters, due to the last one sent', max / 1_000, {
    unit: 's',
    p50: p50 / 1_000,
    limit: `45/s: ${atLeast} s`,
  })
  figure('longest stall of the loop during 560 letters', stall(), { unit: 'ms' })
}

async function untilLength(samples: readonly number[], count: number): Promise<void> {
  const patience = performance.now() + MOST_MS
  while (samples.length < count) {
    if (performance.now() > patience) throw new Error(`${samples.length} of ${count} came in five minutes`)
    await pause(20)
  }
}
