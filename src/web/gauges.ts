import { Gauge, type Registry } from 'prom-client'
import type { SocketState } from '../feishu/in/socket.ts'

const STATES = ['connecting', 'connected', 'reconnecting', 'failed'] as const satisfies SocketState[]

/** What is asked for at the moment of reading; null where there is no answer in time. */
export type Read = {
  lettersByEnd(): Promise<{ end: string; n: number }[] | null>
  failedAlarms(): Promise<number | null>
  digestsWait(): Promise<boolean | null>
  queueDepth(): Promise<Record<string, number> | null>
  /** Null in a process that holds no connection. */
  connection(): SocketState | null
}

/** Figures that other parts know. What gave no answer is left out rather than shown as it was. */
export function openGauges(registers: Registry[]): { refresh(read: Read): Promise<void> } {
  const gauges = makeGauges(registers)
  return {
    async refresh(read) {
      const [letters, alarms, digests, queues] = await Promise.all([
        read.lettersByEnd(),
        read.failedAlarms(),
        read.digestsWait(),
        read.queueDepth(),
      ])
      refreshCounts(
        gauges.letters,
        letters?.map(({ end, n }) => [{ end }, n]),
      )
      refreshCounts(gauges.alarms, asOne(alarms))
      refreshCounts(gauges.digests, asOne(digests))
      refreshCounts(gauges.queues, Object.entries(queues ?? {}).map(byQueue))
      refreshCounts(gauges.connection, connectionCounts(read.connection()))
    },
  }
}

type Count = [labels: Record<string, string>, value: number]

function makeGauges(registers: Registry[]) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge<string>({ name, help, labelNames, registers })
  return {
    letters: gauge('zhibu_letters', 'Letters by end; open ones are still to be handed over.', ['end']),
    alarms: gauge('zhibu_alarms_failed', 'Alarms that failed for good: an administrator must look at them.'),
    digests: gauge('zhibu_digest_waiting', '1 while a digest is due and not made.'),
    queues: gauge('zhibu_queue_depth', 'Jobs that wait or run, by queue.', ['queue']),
    connection: gauge('zhibu_connection', '1 for the state of the long connection.', ['state']),
  }
}

function refreshCounts(gauge: Gauge, counts: Count[] | undefined): void {
  gauge.reset()
  // A gauge without labels is reset to 0, which would be an answer.
  if (counts === undefined) gauge.remove({})
  for (const [labels, value] of counts ?? []) gauge.set(labels, value)
}

function asOne(value: number | boolean | null): Count[] | undefined {
  return value === null ? undefined : [[{}, Number(value)]]
}

function byQueue([queue, depth]: [string, number]): Count {
  return [{ queue }, depth]
}

function connectionCounts(state: SocketState | null): Count[] {
  return state === null ? [] : STATES.map((each) => [{ state: each }, Number(each === state)])
}
