import { expect, test } from 'vitest'
import { failedAlarms, nextAlarm, runAlarm, setAlarms, takeDueAlarms } from '../../src/alarms/service.ts'
import type { AlarmHandler, AlarmKinds, NewAlarm } from '../../src/alarms/types.ts'
import { transact } from '../../src/db/transact.ts'
import { aCtx, type TestCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

const NINE = Temporal.Instant.from('2026-11-23T09:00:00+08:00')

function anAlarm(over: Partial<NewAlarm> = {}): NewAlarm {
  return { key: 'notice:A1', kind: 'meetings.notice', ref: 'A1', dueAt: NINE, ...over }
}

/** One handler for every kind. */
function kindsOf(handler: AlarmHandler): AlarmKinds {
  return {
    'meetings.notice': handler,
    'attendance.ask': handler,
    'attendance.confirm': handler,
    'attendance.open': handler,
    'attendance.close': handler,
    'reports.ask': handler,
    'reports.chase': handler,
    'reports.escalate': handler,
    'reports.task': handler,
    'inspections.visit': handler,
    'inspections.answer': handler,
    'inspections.lapse': handler,
    'exports.lapse': handler,
    'collections.remind': handler,
    'collections.due': handler,
    'collections.week': handler,
    'ledger.begun': handler,
    'reports.recount': handler,
    'desk.expire': handler,
  }
}

async function set(ctx: TestCtx, ...alarms: NewAlarm[]) {
  await transact(ctx, (tx) => setAlarms(tx, alarms))
}

test('the same key set twice is one alarm', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  await set(ctx, anAlarm(), anAlarm({ key: 'other' }))
  await set(ctx, anAlarm({ dueAt: NINE.add({ hours: 1 }) }))
  expect(await takeDueAlarms(ctx)).toHaveLength(2)
})

test('an alarm is taken when it is due, and by one of many ticks', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db, '2026-11-23T08:59:59+08:00')
  await set(ctx, ...Array.from({ length: 50 }, (_, n) => anAlarm({ key: `k${n}` })))
  expect(await takeDueAlarms(ctx)).toEqual([])
  ctx.set('2026-11-23T09:00:00+08:00')
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeDueAlarms(ctx)))
  expect(taken.flat()).toHaveLength(50)
  expect(new Set(taken.flat()).size).toBe(50)
})

test('a crowd of twenty jobs for one alarm has one effect', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  await set(ctx, anAlarm())
  const [id] = await takeDueAlarms(ctx)
  if (id === undefined) throw new Error('no alarm')
  let effects = 0
  const kinds = kindsOf(async () => {
    effects += 1
    return 'done'
  })
  const ends = await Promise.all(Array.from({ length: 20 }, () => runAlarm(ctx, kinds, id)))
  expect(effects).toBe(1)
  expect(ends.filter((end) => end === 'done')).toHaveLength(1)
})

test('an effect that fails halfway leaves nothing behind, rests, and is failed after the last attempt', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  await set(ctx, anAlarm())
  const [id] = await takeDueAlarms(ctx)
  if (id === undefined) throw new Error('no alarm')
  const kinds = kindsOf(async (_ctx, tx) => {
    await setAlarms(tx, [anAlarm({ key: 'half' })])
    throw new Error('the room is on fire')
  })
  for (let attempt = 1; attempt <= 8; attempt += 1) await runAlarm(ctx, kinds, id)
  expect(await failedAlarms(ctx)).toEqual([
    { id, key: 'notice:A1', kind: 'meetings.notice', error: 'the room is on fire' },
  ])
  expect(await nextAlarm(ctx)).toBeNull()
})

test('what is of no use any more ends as obsolete without asking its feature', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  await set(ctx, anAlarm({ uselessAfter: NINE.add({ minutes: 5 }) }))
  ctx.set('2026-11-23T09:06:00+08:00')
  const [id] = await takeDueAlarms(ctx)
  if (id === undefined) throw new Error('no alarm')
  const kinds = kindsOf(() => Promise.reject(new Error('asked')))
  expect(await runAlarm(ctx, kinds, id)).toBe('obsolete')
})

test('the outer db is refused inside a transaction', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  const inside = transact(ctx, () => takeDueAlarms(ctx))
  await expect(inside).rejects.toThrow('use tx')
})
