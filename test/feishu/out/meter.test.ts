import { expect, test } from 'vitest'
import { openDb } from '../../../src/db/open.ts'
import { transact } from '../../../src/db/transact.ts'
import { openMeter } from '../../../src/feishu/out/meter.ts'
import { callsSince } from '../../../src/feishu/out/usage.ts'
import { aCtx } from '../../support/ctx.ts'
import { aDatabase } from '../../support/database.ts'

const NOVEMBER = Temporal.PlainDate.from('2026-11-01')

/** Twenty processes on one database, and what they have counted together. */
async function aCrowd() {
  const db = await aDatabase()
  const ctx = await aCtx(db)
  const meters = Array.from({ length: 20 }, () => openMeter(ctx))
  const counted = async () => {
    const rows = await transact(ctx, (tx) => callsSince(tx, NOVEMBER))
    return rows.map(({ day, api, calls }) => `${day} ${api} ${calls}`).toSorted()
  }
  return { db, ctx, meters, counted, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

test('what twenty processes counted is one sum by day and kind, and a stop writes what is left', async () => {
  await using crowd = await aCrowd()
  for (const meter of crowd.meters) {
    meter.count({ api: 'send' })
    meter.count({ api: 'patch' })
    meter.count({ api: 'send' })
  }
  await Promise.all(crowd.meters.map((meter) => meter.write()))
  expect(await crowd.counted()).toEqual(['2026-11-23 patch 20', '2026-11-23 send 40'])
  // Midnight in Shanghai, the day before in UTC.
  crowd.ctx.set('2026-11-24T00:00:30+08:00')
  for (const meter of crowd.meters) meter.count({ api: 'send' })
  await Promise.all(crowd.meters.map((meter) => meter[Symbol.asyncDispose]()))
  expect(await crowd.counted()).toEqual(['2026-11-23 patch 20', '2026-11-23 send 40', '2026-11-24 send 20'])
})

test('calls that could not be written are written when the records are back', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  const nowhere = openDb('postgres://nobody@127.0.0.1:9/none')
  const records: { now: typeof ctx.db } = { now: nowhere }
  const meter = openMeter({
    settings: ctx.settings,
    now: ctx.now,
    log: ctx.log,
    get db() {
      return records.now
    },
  })
  meter.count({ api: 'reply' })
  await meter.write()
  meter.count({ api: 'reply' })
  records.now = db
  await meter[Symbol.asyncDispose]()
  expect(await transact(ctx, (tx) => callsSince(tx, NOVEMBER))).toMatchObject([{ api: 'reply', calls: 2 }])
  await nowhere.destroy()
})
