import type { Ctx } from '../ctx.ts'
import { pingDb, takesWrites } from '../db/open.ts'
import { transact } from '../db/transact.ts'
import { messageOf } from '../errors.ts'
import type { SocketState } from '../feishu/in/socket.ts'
import { probeAges } from '../liveness/service.ts'
import type { Ages } from '../liveness/types.ts'
import { PROBED } from '../queue/contract.ts'
import { filesState } from '../roster/service.ts'

/** The longest that a health check waits for one of the parts, in milliseconds. */
const PATIENCE_MS = 1_500
/** Within so many seconds a poll ends, a job is enqueued and a worker takes one, or we are not well. */
const STALE_SECONDS = 60

/** What one part says of itself; what happens again and again says how many seconds ago it last did. */
export type Part = { isSound: boolean; shows: string; age?: number | null }
/** Every part that readiness asks, by its name in the answer; null: this process has no such part. */
export type Parts = Record<string, () => Promise<Part | null>>

/** What readiness depends on. */
export type Sources = {
  ctx: Ctx
  /** Refuses when Redis takes no writes. */
  redis: { set(key: string, value: number, unit: 'PX', ms: number): Promise<unknown> }
  /** Null in a process that needs no long connection: it does not chat, or the platform comes to it by HTTP and may. */
  state(): SocketState | null
  /** Seconds since the last poll for what is due ended; null when none has, undefined in a process that need not poll. */
  pollAge(): number | null | undefined
}

export type Health = { sound: boolean; parts: Record<string, string>; ages: Record<string, number | null> }

/** Whether the process lives and reaches its records. That it answers at all shows that the loop turns. */
export async function health({ ctx }: Pick<Sources, 'ctx'>): Promise<Health> {
  return verdict({ loop, database: () => database(ctx) })
}

/** Whether work goes round: all that it needs is there, and it was seen to go round within the last minute. */
export async function readiness(parts: Parts): Promise<Health> {
  return verdict(parts)
}

/**
 * The parts of readiness. `taken` is the truth about delivery, too: its probes go through the queues and the workers of
 * letters, cards, alarms and messages, so that workers that hang are seen, though others work. A platform that is away or
 * refuses makes no worker hang, since each call ends within its limit: that shows in `connection`, and in what each letter
 * waits for. Where the platform comes by HTTP, that this is answered shows that it would find us. */
export function partsOf({ ctx, redis, state, pollAge }: Sources): Parts {
  return {
    loop,
    database: () => records(ctx),
    redis: () => writes(redis),
    connection: async () => {
      const held = state()
      return held === null ? null : stands(held === 'connected')
    },
    poll: async () => {
      const age = pollAge()
      return age === undefined ? null : aged(age)
    },
    enqueued: async () => aged((await probeAges(ctx, PROBED)).enqueued),
    taken: async () => slowest((await probeAges(ctx, PROBED)).taken),
    // What was accepted last is in force: the work goes round all the same.
    files: async () => ({ isSound: true, shows: await transact(ctx, filesState) }),
  }
}

/** The answer, or null when it fails or takes too long. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T | null> {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), PATIENCE_MS)
  try {
    return await Promise.race([ask(), late.promise])
  } catch {
    // What is away is reported by the caller; its own log line says why.
    return null
  } finally {
    clearTimeout(timer)
  }
}

const AWAY: Part = { isSound: false, shows: 'away' }

async function loop(): Promise<Part> {
  return stands(true)
}

async function database({ db }: Ctx): Promise<Part> {
  await pingDb(db)
  return stands(true)
}

/** A server that only follows another answers every question, and nothing can be done. */
async function records({ db }: Ctx): Promise<Part> {
  return (await takesWrites(db)) ? stands(true) : { isSound: false, shows: 'read-only' }
}

/** A Redis that is full, or a replica, answers every ping and takes no job. */
async function writes(redis: Sources['redis']): Promise<Part> {
  try {
    await redis.set('zhibu:ready', 1, 'PX', PATIENCE_MS)
    return stands(true)
  } catch (thrown) {
    return messageOf(thrown).startsWith('OOM') ? { isSound: false, shows: 'full' } : AWAY
  }
}

function stands(isSound: boolean): Part {
  return isSound ? { isSound, shows: 'ok' } : AWAY
}

function aged(age: number | null): Part {
  const isSound = age !== null && age <= STALE_SECONDS
  return { isSound, shows: isSound ? 'ok' : 'stale', age: age === null ? null : Math.round(age) }
}

/** As old as the oldest of all queues; those that are stale are named. */
function slowest(taken: Ages['taken']): Part {
  const parts = taken.map(({ queue, age }) => ({ queue, ...aged(age) }))
  const stale = parts.filter(({ isSound }) => !isSound)
  const ages = taken.map(({ age }) => age)
  const age = ages.includes(null) ? null : Math.max(...ages.map(Number))
  return {
    ...aged(age),
    shows: stale.length === 0 ? 'ok' : `stale: ${stale.map(({ queue }) => queue).join()}`,
  }
}

async function verdict(parts: Parts): Promise<Health> {
  const asked = Object.entries(parts).map(async ([name, ask]) => ({ name, part: await answerOf(ask) }))
  const said = (await Promise.all(asked)).flatMap(({ name, part }) => (part === null ? [] : { name, part }))
  return {
    sound: said.every(({ part }) => part.isSound),
    parts: Object.fromEntries(said.map(({ name, part }) => [name, part.shows])),
    ages: Object.fromEntries(
      said.flatMap(({ name, part }) => (part.age === undefined ? [] : [[name, part.age]])),
    ),
  }
}

async function answerOf(ask: () => Promise<Part | null>): Promise<Part | null> {
  const answer = await inTime(async () => ({ part: await ask() }))
  return answer === null ? AWAY : answer.part
}
