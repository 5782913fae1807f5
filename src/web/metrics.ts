import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { CallEnd } from '../feishu/out/call.ts'
import { openGauges, type Read } from './gauges.ts'

/** The loop's delay is sampled so often; what exceeds it is a stall. */
const SAMPLE_MS = 10
/** From a prompt effect to one that was caught up after a night's downtime. */
const LATENESS_SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 3_600, 43_200]
/** The platform gives up after three seconds. */
const CLICK_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 3]

/** The metrics of this process; whoever does the work tells them how it went. */
export type PublishedMetrics = Disposable & {
  /** An alarm took effect so many milliseconds of wall time after it was due. */
  alarmCommitted(lateMs: number): void
  /** A letter was handed over so many milliseconds of wall time after it was due. */
  letterSent(lateMs: number): void
  /** Something came twice, or was handed over again, and had no second effect. */
  repeatAvoided(what: 'click' | 'message' | 'letter'): void
  callEnded(end: CallEnd): void
  clickAnswered(ms: number): void
  /** From now on somebody may wait for this process: what its loop stood still before counts no more. */
  ready(): void
  /** All metrics in Prometheus's text format; `read` asks what only other parts know. */
  text(read: Read): Promise<{ type: string; body: string }>
}

/** Opens the metrics and begins to watch the loop. */
export function openMetrics(): PublishedMetrics {
  const registry = new Registry()
  const registers = [registry]
  const measures = openMeasures(registers)
  const gauges = openGauges(registers)
  const loop = watchLoop(registers)
  return {
    alarmCommitted: (ms) => measures.lateness.observe({ until: 'committed' }, seconds(ms)),
    letterSent: (ms) => measures.lateness.observe({ until: 'sent' }, seconds(ms)),
    repeatAvoided: (what) => measures.repeats.inc({ what }),
    callEnded: ({ api, code }) => measures.calls.inc({ api, outcome: outcomeOf(code) }),
    clickAnswered: (ms) => measures.clicks.observe(seconds(ms)),
    async text(read) {
      await gauges.refresh(read)
      return { type: registry.contentType, body: await registry.metrics() }
    },
    ready: () => loop.reset(),
    [Symbol.dispose]: () => void loop.disable(),
  }
}

function openMeasures(registers: Registry[]) {
  return {
    lateness: new Histogram({
      name: 'zhibu_lateness_seconds',
      help: 'Wall time from due to committed (alarms) and from due to sent (letters).',
      labelNames: ['until'],
      buckets: LATENESS_SECONDS,
      registers,
    }),
    clicks: new Histogram({
      name: 'zhibu_click_answer_seconds',
      help: 'Time from a click’s arrival to its answer.',
      buckets: CLICK_SECONDS,
      registers,
    }),
    calls: new Counter({
      name: 'zhibu_platform_calls_total',
      help: 'Calls of the platform by API and outcome: ok, the platform’s code, or no_answer.',
      labelNames: ['api', 'outcome'],
      registers,
    }),
    repeats: new Counter({
      name: 'zhibu_repeats_avoided_total',
      help: 'Clicks and messages that came twice, and letters that were handed over again, without a second effect.',
      labelNames: ['what'],
      registers,
    }),
  }
}

function outcomeOf(code: number | null): string {
  if (code === null) return 'no_answer'
  return code === 0 ? 'ok' : String(code)
}

/** Publishes the longest stall of the loop since the watch was reset. */
function watchLoop(registers: Registry[]) {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS })
  delay.enable()
  new Gauge({
    name: 'zhibu_loop_stall_max_seconds',
    help: 'The longest time for which the loop stood still since the process was ready.',
    registers,
    collect() {
      this.set(seconds(delay.max / 1e6 - SAMPLE_MS))
    },
  })
  return delay
}

function seconds(ms: number): number {
  return Math.max(0, ms) / 1_000
}
