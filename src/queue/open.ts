import { type FlowJob, FlowProducer, Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'
import type { BranchId } from '../ids.ts'
import { type Connection, type ConnectionOptions, DAILY, openConnection } from './connection.ts'
import {
  type JobPayload,
  type JobName,
  jobs,
  CONCURRENCY,
  type Handlers,
  type OnProbe,
  jobId,
  PROBE,
  PROBED,
} from './contract.ts'

// `Object.keys` of a table with literal keys.
const names = Object.keys(jobs) as JobName[]
// Times and retries are rows: a job is neither kept nor repeated.
const JOB = { removeOnComplete: true, removeOnFail: true, attempts: 1 }

/** A job whose worker was killed would keep its id, and so keep its next job out, for as long as nobody notices. */
const STUCK = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 10 }

/** How long a worker rests when Redis fails it, and so how long it may keep a stop waiting; BullMQ's own rest is 15 s. */
const REST_MS = 1_000

/** Enqueues what is due. */
export type Enqueue = {
  /** Throws when Redis is away: what would be enqueued now would wait without end. */
  reach(): Promise<void>
  /** Enqueues each job once; one that already waits or runs is not doubled. */
  enqueue<N extends JobName>(name: N, carried: JobPayload<N>[]): Promise<void>
  /** How many jobs of this name no worker has begun. */
  waiting(name: JobName): Promise<number>
  /** Sends a probe through each queue that is probed; one that is still there is not doubled. */
  probe(): Promise<void>
  /** Enqueues a week's digest: the branches first, the college when they are done. */
  enqueueDigest(key: string, branches: BranchId[]): Promise<void>
}

export type Queues = AsyncDisposable &
  Enqueue & {
    /** Jobs that wait or run, by job. */
    depth(): Promise<Record<string, number>>
    /** For the queue board. */
    readonly queues: Queue[]
    readonly redis: Redis
  }

/** `prefix` keeps colleges and tests on one Redis apart, `process` processes. */
export type QueueOptions = ConnectionOptions & { prefix: string; process?: number }

/** Opens every queue on one connection. */
export function openQueues(opts: QueueOptions): Queues {
  const { redis, complain, reach, leave } = openConnection(opts)
  const { process = 0 } = opts
  const shared = { connection: redis, prefix: opts.prefix, skipVersionCheck: true }
  const queues = new Map(names.map((name) => [name, new Queue(name, { ...shared, defaultJobOptions: JOB })]))
  const flows = new FlowProducer(shared)
  for (const queue of queues.values()) queue.on('error', complain)
  flows.on('error', complain)
  return {
    redis,
    queues: [...queues.values()],
    reach,
    async enqueue(name, carried) {
      if (carried.length === 0) return
      await queues.get(name)?.addBulk(
        carried.map((data) => ({
          name,
          data,
          opts: { ...JOB, jobId: jobId({ name, payload: data, process }) },
        })),
      )
    },
    waiting: async (name) => (await queues.get(name)?.getWaitingCount()) ?? 0,
    async probe() {
      const sent = PROBED.map((name) =>
        queues.get(name)?.add(PROBE, {}, { ...JOB, lifo: true, jobId: `${PROBE}_${process}` }),
      )
      await Promise.all(sent)
    },
    async enqueueDigest(key, branches) {
      await flows.add(digestFlow({ key, branches, process }))
    },
    depth: () => depthOf(queues),
    async [Symbol.asyncDispose]() {
      await leave()
      await Promise.all([...queues.values(), flows].map((each) => each.close()))
      redis.disconnect()
    },
  }
}

function digestFlow({
  key,
  branches,
  process,
}: {
  key: string
  branches: BranchId[]
  process: number
}): FlowJob {
  return {
    name: 'digest-college',
    queueName: 'digest-college',
    data: { key },
    opts: { ...JOB, jobId: jobId({ name: 'digest-college', payload: { key }, process }) },
    children: branches.map((branch) => ({
      name: 'digest-branch',
      queueName: 'digest-branch',
      data: { key, branch },
      // A branch that failed must not leave its parent waiting: the parent finds a row missing, and is enqueued again.
      opts: {
        ...JOB,
        jobId: jobId({ name: 'digest-branch', payload: { key, branch }, process }),
        ignoreDependencyOnFailure: true,
      },
    })),
  }
}

async function depthOf(queues: ReadonlyMap<JobName, Queue>): Promise<Record<string, number>> {
  const counts = [...queues].map(async ([name, queue]) => [
    name,
    await queue.getJobCountByTypes('waiting', 'active', 'prioritized'),
  ])
  return Object.fromEntries(await Promise.all(counts))
}

/** Opens the workers; disposing lets running jobs finish for up to ten seconds. */
export function openWorkers(opts: QueueOptions & { handlers: Handlers; onProbe: OnProbe }): AsyncDisposable {
  const connection = openConnection(opts)
  const { blockMs } = opts.limits ?? DAILY
  const workers = names.map((name) => openWorker({ ...opts, connection, blockMs, name }))
  return {
    async [Symbol.asyncDispose]() {
      await connection.leave()
      const finished = Promise.all(workers.map((worker) => worker.close()))
      const patience = new Promise((resolve) => setTimeout(resolve, 10_000).unref())
      await Promise.race([finished, patience])
      connection.redis.disconnect()
    },
  }
}

function openWorker<N extends JobName>(opts: {
  connection: Connection
  prefix: string
  log: Log
  handlers: Handlers
  onProbe: OnProbe
  blockMs: number
  name: N
}): Worker {
  const { name, log } = opts
  const worker = new Worker(
    name,
    async (job) =>
      job.name === PROBE
        ? opts.onProbe(name)
        : // The schema of this very name: what it yields is what this handler takes.
          opts.handlers[name](jobs[name].parse(job.data) as JobPayload<N>),
    {
      ...STUCK,
      runRetryDelay: REST_MS,
      drainDelay: opts.blockMs / 1_000,
      connection: opts.connection.redis,
      prefix: opts.prefix,
      concurrency: CONCURRENCY[name],
      skipVersionCheck: true,
    },
  )
  worker.on('error', opts.connection.complain)
  worker.on('failed', (job, error) =>
    log.error({ queue: name, job: job?.id, err: messageOf(error) }, 'job failed'),
  )
  return worker
}
