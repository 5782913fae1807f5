import { monitorEventLoopDelay } from 'node:perf_hooks'

const SAMPLE_MS = 10

/** Prints one figure as a line of JSON. */
export function figure(name: string, value: number, more: { unit: string } & Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ name: `bench: ${name}`, value: rounded(value), ...more })}\n`)
}

/** The value that so many percent of the samples do not exceed. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return rounded(sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0)
}

/** Median, 99th percentile and maximum. */
export function spread(samples: readonly number[]): { p50: number; p99: number; max: number } {
  return { p50: percentile(samples, 50), p99: percentile(samples, 99), max: percentile(samples, 100) }
}

/** Three significant digits: more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

/** Begins to watch this process's loop; the answer is how long it stood still at most, in milliseconds. */
export function watchLoop(): () => number {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS })
  delay.enable()
  return () => {
    delay.disable()
    return Math.max(0, delay.max / 1e6 - SAMPLE_MS)
  }
}
