import { expect, test } from 'vitest'
import { historyOf, tally } from '../../../src/ledger/store.ts'
import {
  askForCell,
  closeProgramme,
  openTurns,
  postpone,
  saveProgramme,
  tick,
  untick,
  unwaive,
  waive,
} from '../../../src/ledger/service.ts'
import { CellId, MemberId } from '../../../src/ids.ts'
import { ADMIN, aLedger, aProgramme, cellsOf, SECRETARY } from '../a-programme.ts'

const TICKED = aProgramme({
  steps: [
    { id: 'list', title: '清单上墙', due: '2026-12-01' },
    { id: 'seen', title: '学院查看', due: '2026-12-04', by: 'committee' },
  ],
})
const cell = (id: string) => CellId.parse(`zrs26.${id}`)
const of = (id: string, who: string) => ({ cell: cell(id), who: MemberId.parse(who) })

test('who leads the branch ticks its steps off and takes that back, and nobody else’s', async () => {
  await using life = await aLedger([TICKED])
  const { act, ctx } = life
  expect(await act((tx) => tick(ctx, tx, of('B03.list', SECRETARY)))).toEqual({ ok: true, state: 'done' })
  expect(await act((tx) => tick(ctx, tx, of('B03.list', SECRETARY)))).toEqual({
    ok: false,
    refusal: 'already',
  })
  expect(await act((tx) => untick(ctx, tx, of('B03.list', SECRETARY)))).toEqual({ ok: true, state: 'open' })
  for (const id of ['B04.list', 'B03.seen'])
    expect(await act((tx) => tick(ctx, tx, of(id, SECRETARY)))).toEqual({ ok: false, refusal: 'mayNot' })
  expect(await act((tx) => tick(ctx, tx, of('B03.seen', ADMIN)))).toEqual({ ok: true, state: 'done' })
  expect(await act((tx) => tick(ctx, tx, of('B99.list', ADMIN)))).toEqual({ ok: false, refusal: 'gone' })
})

test('an administrator waives with a reason, which stands in the history and in no log', async () => {
  await using life = await aLedger([TICKED])
  const { act, ctx } = life
  const without = await act((tx) => waive(ctx, tx, { ...of('B03.list', ADMIN), reason: ' ' }))
  expect(without).toEqual({ ok: false, refusal: 'noReason' })
  const own = await act((tx) => waive(ctx, tx, { ...of('B03.list', SECRETARY), reason: '已合并' }))
  expect(own).toEqual({ ok: false, refusal: 'mayNot' })
  await act((tx) => waive(ctx, tx, { ...of('B03.list', ADMIN), reason: '新支部，今年不签' }))
  expect((await cellsOf(life, 'B03'))[0]).toBe('B03.list waived 2026-12-01')
  await act((tx) => unwaive(ctx, tx, of('B03.list', ADMIN)))
  expect(await act((tx) => historyOf(tx, cell('B03.list')))).toMatchObject([
    { what: 'waive', by: ADMIN, reason: '新支部，今年不签' },
    { what: 'unwaive', by: ADMIN, reason: null },
  ])
  const log = await life.db
    .selectFrom('roster_audit')
    .select(['act', 'details'])
    .where('about', '=', cell('B03.list'))
    .execute()
  expect(JSON.stringify(log)).not.toContain('新支部')
})

test('what is handed in is waived and asked for again with its request', async () => {
  await using life = await aLedger()
  const { act, ctx } = life
  await openTurns(ctx)
  const state = async () =>
    (
      await life.db
        .selectFrom('reports_requests')
        .select('state')
        .where('id', '=', 'R-zrs26.B03.sign')
        .executeTakeFirst()
    )?.state
  await act((tx) => waive(ctx, tx, { ...of('B03.sign', ADMIN), reason: '已在上级签署' }))
  expect(await state()).toBe('waived')
  await act((tx) => unwaive(ctx, tx, of('B03.sign', ADMIN)))
  expect(await state()).toBe('open')
  expect(await act((tx) => tick(ctx, tx, of('B03.sign', ADMIN)))).toEqual({ ok: false, refusal: 'notTicked' })
})

test('another day is the request’s deadline, too, and neither file nor night moves it back', async () => {
  await using life = await aLedger()
  const { act, ctx } = life
  expect(await act((tx) => askForCell(ctx, tx, cell('B03.sign')))).toBe('R-zrs26.B03.sign')
  await act((tx) =>
    postpone(ctx, tx, { ...of('B03.sign', ADMIN), due: Temporal.PlainDate.from('2026-12-24') }),
  )
  const past = { ...of('B03.sign', ADMIN), due: Temporal.PlainDate.from('2026-11-22') }
  expect(await act((tx) => postpone(ctx, tx, past))).toEqual({ ok: false, refusal: 'past' })
  const { due_at } = await life.db.selectFrom('reports_requests').select('due_at').executeTakeFirstOrThrow()
  expect(due_at).toEqual(Temporal.Instant.from('2026-12-24T18:00:00+08:00'))
  await act((tx) => saveProgramme(ctx, tx, { definition: aProgramme({ title: '责任书' }), by: 'file' }))
  expect(await cellsOf(life, 'B03')).toEqual(['B03.sign open 2026-12-24'])
})

test('a deadline that was put off is the step’s day', async () => {
  await using life = await aLedger()
  await openTurns(life.ctx)
  const due = Temporal.Instant.from('2026-12-25T18:00:00+08:00')
  await life.db
    .updateTable('reports_requests')
    .set({ due_at: due })
    .where('id', '=', 'R-zrs26.B03.sign')
    .execute()
  await openTurns(life.ctx)
  expect(await cellsOf(life, 'B03')).toEqual(['B03.sign open 2026-12-25'])
})

test('a programme that ended asks for nothing and takes nothing', async () => {
  await using life = await aLedger([TICKED, aProgramme({ id: 'other' })])
  const { act, ctx } = life
  await openTurns(ctx)
  const ids = [TICKED.id, aProgramme({ id: 'other' }).id]
  for (const id of ids) await act((tx) => closeProgramme(ctx, tx, { id, by: MemberId.parse(ADMIN) }))
  expect(await act((tx) => tick(ctx, tx, of('B03.list', ADMIN)))).toEqual({ ok: false, refusal: 'closed' })
  const open = await life.db.selectFrom('reports_requests').select('id').where('state', '=', 'open').execute()
  expect(open).toEqual([])
})

test('a programme is counted by the states of its cells, and the late among them', async () => {
  await using life = await aLedger([TICKED])
  const { act, ctx } = life
  await act((tx) => tick(ctx, tx, of('B03.list', SECRETARY)))
  const counted = await act((tx) => tally(tx, Temporal.PlainDate.from('2026-12-02')))
  expect(counted.toSorted((one, other) => one.count - other.count)).toEqual([
    { programme: 'zrs26', state: 'done', count: 1, late: 0 },
    { programme: 'zrs26', state: 'open', count: 27, late: 13 },
  ])
})

test('the history refuses to be changed', async () => {
  await using life = await aLedger([TICKED])
  await life.act((tx) => tick(life.ctx, tx, of('B03.list', SECRETARY)))
  await expect(life.db.updateTable('ledger_history').set({ reason: 'x' }).execute()).rejects.toThrow(
    'never changed',
  )
  await expect(life.db.deleteFrom('ledger_history').execute()).rejects.toThrow('never changed')
})
