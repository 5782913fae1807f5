import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { messageOf } from '../errors.ts'
import type { AlarmId } from '../ids.ts'
import * as store from './store.ts'
import type { Alarm, AlarmEnd, AlarmKinds, NewAlarm } from './types.ts'
import { isAfter, isUseful } from '../time/order.ts'

/** Seconds of rest after the first, second … failure; after the last the alarm is `failed` and an administrator sees it. */
const RESTS = [1, 2, 5, 15, 60, 300, 900]
const BATCH = 300

/** Sets alarms in the transaction of the change that makes them necessary; a key that exists is left as it is. */
export async function setAlarms(tx: Tx, alarms: NewAlarm[]): Promise<void> {
  await store.insert(tx, alarms)
}

/** Whether the alarm of this key is still to run. */
export async function isAlarmToCome(tx: Tx, key: string): Promise<boolean> {
  return store.isOpen(tx, key)
}

/** The sweep: due alarms that nobody is looking at. The caller enqueues one job for each. */
export async function takeDueAlarms(ctx: Ctx): Promise<AlarmId[]> {
  return store.takeDue(ctx.db, ctx.now(), BATCH)
}

/** Processes one alarm: effect and end in one transaction, or a counted failure and a rest. */
export async function runAlarm(
  ctx: Ctx,
  kinds: AlarmKinds,
  id: AlarmId,
): Promise<AlarmEnd | 'gone' | 'failed'> {
  try {
    const ran = await transact(ctx, (tx) => runLocked(ctx, tx, { kinds, id }))
    if (ran === undefined) return 'gone'
    const lateMs = ctx.now().epochMilliseconds - ran.alarm.dueAt.epochMilliseconds
    if (ran.end === 'done') ctx.metrics.alarmCommitted(lateMs)
    ctx.log.info({ alarm: ran.alarm.key, end: ran.end, lateMs }, 'alarm')
    return ran.end
  } catch (thrown) {
    ctx.log.error({ alarm: id, err: messageOf(thrown) }, 'alarm failed')
    await transact(ctx, (tx) => countFailure(ctx, tx, { id, error: messageOf(thrown) }))
    return 'failed'
  }
}

async function runLocked(
  ctx: Ctx,
  tx: Tx,
  what: { kinds: AlarmKinds; id: AlarmId },
): Promise<{ alarm: Alarm; end: AlarmEnd } | undefined> {
  const alarm = await store.lockOpen(tx, what.id)
  const now = ctx.now()
  if (alarm === undefined || isAfter(alarm.dueAt, now)) return undefined
  const end = isUseful(now, alarm) ? await what.kinds[alarm.kind](ctx, tx, alarm) : 'obsolete'
  await store.end(tx, alarm.id, { end, at: now })
  return { alarm, end }
}

async function countFailure(ctx: Ctx, tx: Tx, failure: { id: AlarmId; error: string }): Promise<void> {
  const alarm = await store.lockOpen(tx, failure.id)
  if (alarm === undefined) return
  const restSeconds = RESTS[alarm.attempts] ?? null
  await store.countFailure(tx, failure.id, { error: failure.error, at: ctx.now(), restSeconds })
}

/** Wall time of the first open alarm, or of the first after `after`; null when there is none. */
export async function nextAlarm(
  ctx: Pick<Ctx, 'db'>,
  after: Temporal.Instant | null = null,
): Promise<Temporal.Instant | null> {
  return store.firstDue(ctx.db, after)
}

/** Makes alarms due at once that were taken; the caller knows that nobody else is about to run them. */
export async function makeAlarmsPending({ db }: Pick<Ctx, 'db'>): Promise<void> {
  await store.makePending(db)
}

/** Lets every open alarm be taken at once: no real time passes in a dry run. */
export async function resetAlarmWaits(ctx: Pick<Ctx, 'db'>): Promise<void> {
  await store.resetWaits(ctx.db)
}

/** Ticks off the failed alarm of that key, or all; tells how many. */
export async function settleAlarms(tx: Tx, key: string | 'all', at: Temporal.Instant): Promise<number> {
  return store.settle(tx, key, at)
}

/** What an administrator must look at, newest first. */
export async function failedAlarms(ctx: Pick<Ctx, 'db'>) {
  return store.failed(ctx.db)
}
