import { expect, test } from 'vitest'
import { importHistory } from '../../../jobs/import-history.ts'
import { openTurns } from '../../../src/ledger/service.ts'
import { aLedger, aProgramme, cellsOf } from '../a-programme.ts'

test('what was done before the bot came is booked as done on its day, and asked of nobody any more', async () => {
  await using life = await aLedger([aProgramme({ rows: ['B03', 'B04'] })])
  await openTurns(life.ctx)
  const on = Temporal.PlainDate.from('2026-03-16')
  const past = {
    meetings: [],
    since: null,
    steps: [{ programme: aProgramme().id, step: 'sign', on, rows: ['B03'] }],
  }
  await importHistory(life.ctx, past)
  await importHistory(life.ctx, past)
  expect(await cellsOf(life)).toEqual(['B03.sign done 2026-12-18', 'B04.sign open 2026-12-18'])
  const requests = await life.db
    .selectFrom('reports_requests')
    .select(['id', 'state'])
    .orderBy('id')
    .execute()
  expect(requests).toEqual([
    { id: 'R-zrs26.B03.sign', state: 'waived' },
    { id: 'R-zrs26.B04.sign', state: 'open' },
  ])
  const { done_at } = await life.db
    .selectFrom('ledger_states')
    .select('done_at')
    .where('row_id', '=', 'B03')
    .executeTakeFirstOrThrow()
  expect(done_at).toEqual(Temporal.Instant.from('2026-03-16T18:00:00+08:00'))
  expect(await life.db.selectFrom('ledger_history').select('by_id').execute()).toEqual([{ by_id: 'clock' }])
})
