import { z } from 'zod'
import { AlarmId, BranchId, LetterId, MessageId } from '../ids.ts'

/** Every job by name, with its payload: ids, never a snapshot of state. */
export const jobs = {
  'run-alarm': z.object({ id: AlarmId }),
  'deliver-letter': z.object({ id: LetterId }),
  'update-card': z.object({ letter: LetterId }),
  'take-message': z.object({ message: MessageId }),
  'fetch-file': z.object({ id: z.uuid() }),
  'digest-branch': z.object({ key: z.string(), branch: BranchId }),
  'digest-college': z.object({ key: z.string() }),
  'check-reach': z.object({}),
  'make-preview': z.object({ id: z.string() }),
  'read-import': z.object({ id: z.string() }),
  'make-export': z.object({ id: z.uuid() }),
  'make-workbook': z.object({ id: z.uuid() }),
  'make-ledger': z.object({ id: z.uuid() }),
} as const

export type JobName = keyof typeof jobs
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>
/** Jobs that are enqueued when their own rows are due; a branch's row of a digest is part of the college's. */
export type SourceName = Exclude<JobName, 'digest-branch'>

/**
 * The jobs by which people are heard and written to, which end within seconds: a probe goes through the queue of
 * each, before whatever waits there, to the workers that do the work.
 */
export const PROBED = [
  'run-alarm',
  'deliver-letter',
  'update-card',
  'take-message',
] as const satisfies JobName[]

/** The name of the job that is a probe, in whichever queue. */
export const PROBE = 'take-probe'

/** What a job does: it re-reads the row and returns quietly when the world has moved on. */
export type Handlers = { [N in JobName]: (payload: JobPayload<N>) => Promise<void> }

/** What a worker does with a probe that came through its queue. */
export type OnProbe = (through: JobName) => Promise<void>

/** How many of a kind one process handles at a time. */
export const CONCURRENCY: { [N in JobName]: number } = {
  'run-alarm': 8,
  'deliver-letter': 24,
  'update-card': 4,
  'take-message': 4,
  // Each may hold twenty megabytes, and a picture of 120 while it is unpacked.
  'fetch-file': 2,
  // They are counted in batches.
  'digest-branch': 40,
  'digest-college': 1,
  'check-reach': 1,
  'make-preview': 1,
  // A thread of its own for each, and what it holds.
  'read-import': 1,
  'make-export': 1,
  'make-workbook': 1,
  'make-ledger': 1,
}

/**
 * Spares a double enqueue while the first one waits or runs, and nothing more. `process` tells processes apart: the job of
 * one that died still holds its id in Redis, and must not keep the next one from being enqueued.
 */
export function jobId<N extends JobName>(job: { name: N; payload: JobPayload<N>; process: number }): string {
  return [job.name, ...Object.values(job.payload), job.process].join('_').replaceAll(':', '-')
}
