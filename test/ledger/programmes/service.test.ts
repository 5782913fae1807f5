import { expect, test } from 'vitest'
import { CellId, MemberId } from '../../../src/ids.ts'
import {
  dropProgrammes,
  followRosterAndCalendar,
  openTurns,
  proposeProgrammes,
  tick,
} from '../../../src/ledger/service.ts'
import { ADMIN, aLedger, aProgramme, cellsOf } from '../a-programme.ts'

const act = (id: string) => ({ cell: CellId.parse(id), who: MemberId.parse(ADMIN) })

test('each branch has a row and each step a cell, asked for thirty days before it is due', async () => {
  await using life = await aLedger()
  expect(await cellsOf(life)).toHaveLength(14)
  await openTurns(life.ctx)
  await openTurns(life.ctx)
  const requests = await life.db.selectFrom('reports_requests').selectAll().orderBy('id').execute()
  expect(requests).toHaveLength(14)
  expect(requests[2]).toMatchObject({
    id: 'R-zrs26.B03.sign',
    about_kind: 'step',
    branch_id: 'B03',
    title: '2026年责任书：签署，上传扫描件',
    office: '支部书记',
    review: 'all',
    due_at: Temporal.Instant.from('2026-12-18T18:00:00+08:00'),
  })
})

test('what is due later than in thirty days is asked for when it comes near', async () => {
  await using life = await aLedger([
    aProgramme({ steps: [{ id: 'a', title: '总结', due: '2026-12-30', needs: 'text' }] }),
  ])
  await openTurns(life.ctx)
  expect(await life.db.selectFrom('reports_requests').select('id').execute()).toEqual([])
  life.ctx.set('2026-11-30T03:30:00+08:00')
  await openTurns(life.ctx)
  expect(await life.db.selectFrom('reports_requests').select('id').execute()).toHaveLength(14)
})

const CHAIN = aProgramme({
  id: 'yb',
  rows: ['B01', 'B02'],
  steps: [
    { id: 'start', title: '立项', due: '2026-11-30' },
    { id: 'mid', title: '中期', after: { step: 'start', days: 5 } },
    { id: 'shown', title: '公示', after: { step: 'mid', workdays: 5 }, by: 'committee' },
  ],
})

test('a step that follows another waits for it, and counts its days from the day on which that was done', async () => {
  await using life = await aLedger([CHAIN])
  expect(await cellsOf(life, 'B01')).toEqual([
    'B01.start open 2026-11-30',
    'B01.mid waiting -',
    'B01.shown waiting -',
  ])
  expect(await life.act((tx) => tick(life.ctx, tx, act('yb.B01.mid')))).toEqual({
    ok: false,
    refusal: 'notYet',
  })
  expect(await life.act((tx) => tick(life.ctx, tx, act('yb.B01.start')))).toEqual({ ok: true, state: 'done' })
  await openTurns(life.ctx)
  // Five days after Monday is a Saturday.
  expect(await cellsOf(life, 'B01')).toEqual([
    'B01.start done 2026-11-30',
    'B01.mid open 2026-11-30',
    'B01.shown waiting -',
  ])
})

test('what a file changes is as it says, and what people changed stays until its own line changes', async () => {
  const before = aProgramme({
    steps: [
      { id: 'sign', title: '签署', due: '2026-12-18', needs: 'signed' },
      { id: 'check', title: '自查', due: '2026-12-25' },
    ],
  })
  await using life = await aLedger([before])
  const inChat = aProgramme({ steps: [{ ...before.steps[0], title: '签署并交回' }, before.steps[1]] })
  await life.act((tx) => proposeProgrammes(life.ctx, tx, [{ now: inChat, before }]))
  const now = aProgramme({ steps: [before.steps[0], { ...before.steps[1], due: '2026-12-28' }] })
  await life.act((tx) => proposeProgrammes(life.ctx, tx, [{ now, before }]))
  const { definition } = await life.db
    .selectFrom('ledger_programmes')
    .select('definition')
    .executeTakeFirstOrThrow()
  expect(definition).toMatchObject({
    steps: [
      { id: 'sign', title: '签署并交回' },
      { id: 'check', due: '2026-12-28' },
    ],
  })
  expect(await cellsOf(life, 'B03')).toEqual(['B03.sign open 2026-12-18', 'B03.check open 2026-12-28'])
})

test('a step that disappears takes away what nobody did, with its request, and leaves what was done', async () => {
  const before = aProgramme({
    steps: [
      { id: 'a', title: '甲', due: '2026-12-01' },
      { id: 'b', title: '乙', due: '2026-12-02', needs: 'text' },
    ],
  })
  await using life = await aLedger([before])
  await openTurns(life.ctx)
  await life.act((tx) => tick(life.ctx, tx, act('zrs26.B03.a')))
  const now = aProgramme({ steps: [{ id: 'c', title: '丙', due: '2026-12-03' }] })
  await life.act((tx) => proposeProgrammes(life.ctx, tx, [{ now, before }]))
  expect(await cellsOf(life, 'B03')).toEqual(['B03.c open 2026-12-03', 'B03.a done 2026-12-01'])
  expect(await cellsOf(life, 'B04')).toEqual(['B04.c open 2026-12-03'])
  const states = await life.db.selectFrom('reports_requests').select('state').distinct().execute()
  expect(states).toEqual([{ state: 'waived' }])
})

test('a programme whose line is gone ends when nobody did anything, and waits for a decision otherwise', async () => {
  await using life = await aLedger([aProgramme(), CHAIN])
  await life.act((tx) => tick(life.ctx, tx, act('yb.B01.start')))
  await life.act((tx) => dropProgrammes(life.ctx, tx, [aProgramme().id, CHAIN.id]))
  const rows = await life.db
    .selectFrom('ledger_programmes')
    .select(['id', 'dropped', 'closed_at'])
    .orderBy('id')
    .execute()
  expect(rows).toMatchObject([
    { id: 'yb', dropped: true, closed_at: null },
    { id: 'zrs26', dropped: false, closed_at: life.ctx.now() },
  ])
})

test('a branch that is founded in May is asked for what is due from then on', async () => {
  await using life = await aLedger(
    [
      aProgramme({
        from: '2026-01-01',
        steps: [
          { id: 'plan', title: '计划', due: '2026-03-20' },
          { id: 'line', title: '进展', every: 'P3M' },
        ],
      }),
    ],
    '2026-02-02T09:00:00+08:00',
  )
  expect(await cellsOf(life, 'B14')).toHaveLength(5)
  life.ctx.set('2026-05-11T09:00:00+08:00')
  const founded = {
    id: 'B15',
    name: '新支部',
    short: '新支部',
    kind: 'teacher',
    chat: null,
    active: true,
    place: 15,
  }
  await life.db.insertInto('roster_branches').values(founded).execute()
  await followRosterAndCalendar(life.ctx)
  expect(await cellsOf(life, 'B15')).toEqual([
    'B15.line.2026-04 open 2026-06-30',
    'B15.line.2026-07 open 2026-09-30',
    'B15.line.2026-10 open 2026-12-31',
  ])
  expect(await cellsOf(life, 'B14')).toHaveLength(5)
})
