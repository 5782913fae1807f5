import { expect, test } from 'vitest'
import { CellId, MemberId } from '../../../src/ids.ts'
import { linesNow, openTurns, tick, waive, warnOfBehind } from '../../../src/ledger/service.ts'
import type { Life } from '../../support/a-life.ts'
import { ADMIN, aLedger, aProgramme } from '../a-programme.ts'

const LETTERS = aProgramme({ short: '责任书' })

const MODELS = aProgramme({
  ...{ id: 'yb', title: '样板支部', short: '样板', from: '2026-01-01', until: '2027-12-31' },
  steps: [{ id: 'in', title: '立项', due: '2027-12-31' }],
})

const PLANS = aProgramme({
  ...{ id: 'plans', title: '八大计划', from: '2026-09-01', until: '2026-12-31' },
  rows: ['P1', 'P2', 'P3'].map((id) => ({ id, title: id, branch: 'B01' })),
  steps: [
    { id: 'line', title: '进展', every: 'P1M', due: { day: 25 } },
    { id: 'end', title: '总结', due: '2026-12-31' },
  ],
})

const lines = ({ act, ctx }: Life) => act((tx) => linesNow(ctx, tx))

async function tickAll({ act, ctx }: Life, cells: readonly string[]): Promise<void> {
  for (const cell of cells) {
    const done = await act((tx) => tick(ctx, tx, { cell: CellId.parse(cell), who: MemberId.parse(ADMIN) }))
    expect(done.ok).toBe(true)
  }
}

test('each programme that runs is one line: rows, the month’s round, or coverage against the time', async () => {
  await using life = await aLedger([LETTERS, MODELS, PLANS])
  await tickAll(life, ['yb.B01.in', 'yb.B02.in', 'yb.B03.in', 'plans.P1.line.2026-11'])
  const waived = { cell: CellId.parse('yb.B04.in'), who: MemberId.parse(ADMIN), reason: '合并' }
  await life.act((tx) => waive(life.ctx, tx, waived))
  expect(await lines(life)).toEqual([
    {
      programme: 'plans',
      title: '八大计划',
      text: '八大计划 11月 1/3，时间已过68%',
      tone: 'behind',
      late: 0,
    },
    { programme: 'yb', title: '样板', text: '样板 4/14，时间已过44%', tone: 'behind', late: 0 },
    { programme: 'zrs26', title: '责任书', text: '责任书 0/14', tone: 'fine', late: 0 },
  ])
  life.ctx.set('2026-12-01T09:00:00+08:00')
  // November is over, and two of its lines did not come.
  expect((await lines(life))[0]).toMatchObject({ text: '八大计划 12月 0/3，时间已过74%', late: 2 })
  await life.db.updateTable('ledger_programmes').set({ closed_at: life.ctx.now() }).execute()
  expect(await lines(life)).toEqual([])
})

test('what is not due yet is not behind; what is handed in and read is done', async () => {
  await using life = await aLedger([LETTERS])
  expect(await lines(life)).toMatchObject([{ text: '责任书 0/14', tone: 'fine', late: 0 }])
  life.ctx.set('2026-12-19T09:00:00+08:00')
  await openTurns(life.ctx)
  expect(await lines(life)).toMatchObject([{ text: '责任书 0/14，时间已过96%', tone: 'behind', late: 14 }])
  await life.db.updateTable('reports_requests').set({ state: 'approved' }).execute()
  expect(await lines(life)).toMatchObject([{ text: '责任书 14/14', tone: 'fine', late: 0 }])
})

test('a project covers its row once it has begun, however many steps are to follow', async () => {
  const steps = [...MODELS.steps, { id: 'mid', title: '中期', after: { step: 'in', days: 300 } }]
  const { id, title, from, until } = MODELS
  const span = { from: `${from}`, until: `${until}` }
  await using life = await aLedger([
    aProgramme({ id, title, ...span, steps }),
    aProgramme({ id: 'other', title: '述职', steps: [{ ...steps[0], due: '2026-12-30' }, steps[1]] }),
  ])
  const begun = Array.from({ length: 8 }, (_, nth) => `B0${nth + 1}.in`)
  await tickAll(
    life,
    begun.map((one) => `yb.${one}`),
  )
  await tickAll(
    life,
    begun.map((one) => `other.${one}`),
  )
  expect(await lines(life)).toMatchObject([
    { text: '述职 0/14', tone: 'fine' },
    { text: '样板支部 8/14，时间已过44%', tone: 'fine' },
  ])
})

test('an administrator hears once at 50, 75 and 90 % of the time that a programme is behind, of all in one letter', async () => {
  const second = { ...MODELS, id: 'yb2', title: '品牌', short: '品牌' }
  await using life = await aLedger(
    [MODELS, aProgramme({ ...second, steps: MODELS.steps })],
    '2026-12-31T03:30:00+08:00',
  )
  const told = async () =>
    (await life.letters('ledger.behind')).map(({ ref, receiver }) => `${ref} ${receiver}`)
  await warnOfBehind(life.ctx)
  expect(await told()).toEqual([])
  life.ctx.set('2027-01-01T03:30:00+08:00')
  await warnOfBehind(life.ctx)
  await warnOfBehind(life.ctx)
  const first = await told()
  expect(first).toContain(`2027-01-01 person:${ADMIN}`)
  expect(new Set(first).size).toBe(first.length)
  expect(new Set(first.map((one) => one.slice(0, 10))).size).toBe(1)
  for (const on of ['2027-01-02', '2027-06-30', '2027-07-03', '2027-07-04', '2027-10-20', '2027-10-21']) {
    life.ctx.set(`${on}T03:30:00+08:00`)
    await warnOfBehind(life.ctx)
  }
  const days = [...new Set((await told()).map((one) => one.slice(0, 10)))]
  expect(days).toEqual(['2027-01-01', '2027-07-03', '2027-10-20'])
})

test('the letter says what is behind when it goes out, and does not go once all has caught up', async () => {
  await using life = await aLedger([MODELS], '2027-01-04T03:30:00+08:00')
  await warnOfBehind(life.ctx)
  await life.liveUntil('2027-01-04T12:00:00+08:00')
  const cards = life.sent.map(({ content }) => JSON.stringify(content))
  expect(cards.filter((one) => one.includes('样板 0/14，时间已过50%'))).not.toEqual([])
  life.ctx.set('2027-07-05T03:30:00+08:00')
  await warnOfBehind(life.ctx)
  const { length } = life.sent
  await tickAll(
    life,
    Array.from({ length: 14 }, (_, nth) => `yb.B${String(nth + 1).padStart(2, '0')}.in`),
  )
  await life.liveUntil('2027-07-05T12:00:00+08:00')
  expect(life.sent).toHaveLength(length)
})
