import { afterAll, describe, expect, test } from 'vitest'
import { followFigures, saveProgramme } from '../../../src/ledger/service.ts'
import { historyOf } from '../../../src/ledger/store.ts'
import { moveBy } from '../../../src/ledger/measuring/rules.ts'
import { letters } from '../../../src/ledger/letter.ts'
import { CellId, LetterId, MemberId } from '../../../src/ids.ts'
import { aScene, past } from '../../digest/setup.ts'
import { ADMIN, aProgramme, cellsOf } from '../a-programme.ts'

const waits = (figure: string, type: string, over: object = {}) => ({
  ...{ due: '2026-12-31', needs: 'measure', measure: { figure, type, atLeast: 1 } },
  ...over,
})
const YEAR = aProgramme({
  ...{ id: 'ny', title: '列席党委会与党日', from: '2026-11-01', until: '2026-12-31' },
  steps: [
    { id: 'sat', title: '列席党委会', ...waits('observed', '党委会') },
    { id: 'all', title: '支部党员大会', ...waits('held', '支部党员大会') },
  ],
})

const scenes = new AsyncDisposableStack()
afterAll(() => scenes.disposeAsync())

async function aYear(definition = YEAR) {
  const scene = scenes.use(await aScene())
  await scene.run((tx) => saveProgramme(scene.ctx, tx, { definition, by: 'file' }))
  const done = async (step: string) =>
    (await cellsOf(scene, `.${step}`))
      .filter((line) => line.includes(' done '))
      .map((line) => line.slice(0, 3))
      .sort()
  const history = (id: string) =>
    scene.run(async (tx) =>
      (await historyOf(tx, CellId.parse(id))).map(({ by, what, reason }) => [by, what, reason]),
    )
  const card = async (kind: 'ledger.cell' | 'ledger.row', ref: string) => {
    const letter = {
      id: LetterId.parse(crypto.randomUUID()),
      kind,
      ref,
      to: { person: MemberId.parse(ADMIN) },
    }
    return JSON.stringify(await scene.run((tx) => letters[kind].render(scene.ctx, tx, letter)))
  }
  return { ...scene, done, history, card }
}

describe('a step that waits for a figure', () => {
  test('is done by itself once the branch has held what it asks for, and no other branch’s is', async () => {
    const year = await aYear()
    const held = past.flatMap(({ types, state, audience }) =>
      types.includes('支部党员大会') && state === 'ended' && audience.kind === 'branch'
        ? [audience.branch]
        : [],
    )
    await followFigures(year.ctx)
    expect(held.length).toBeGreaterThan(0)
    expect(await year.done('all')).toEqual([...new Set<string>(held)].sort())
    expect(await year.history('ny.B10.all')).toEqual([[null, 'reach', '1/1']])
    await followFigures(year.ctx)
    expect(await year.history('ny.B10.all')).toHaveLength(1)
  })

  test('列席党委会: who has sat in this year, and who has not', async () => {
    const year = await aYear()
    await followFigures(year.ctx)
    expect(await year.done('sat')).toEqual(['B01', 'B10'])
    expect(await year.card('ledger.cell', 'ny.B10.sat')).toContain('1/1')
    const other = await year.card('ledger.cell', 'ny.B02.sat')
    expect(other).toContain('0/1')
    expect(other).toContain('已召开、本支部有人列席并到会的学院会议')
    expect(await year.card('ledger.row', 'ny/B02')).toContain('列席党委会：12月31日（自动统计 0/1）')
  })

  test('is taken back when a correction lowers the figure, and done again when that is corrected', async () => {
    const year = await aYear()
    await followFigures(year.ctx)
    const mark = (to: string) =>
      year.db.updateTable('attendance_marks').set({ mark: to }).where('member_id', '=', 'M0213').execute()
    await mark('absent')
    await followFigures(year.ctx)
    expect(await year.done('sat')).toEqual(['B01'])
    await mark('late')
    await followFigures(year.ctx)
    expect(await year.history('ny.B10.sat')).toEqual([
      [null, 'reach', '1/1'],
      [null, 'unreach', '0/1'],
      [null, 'reach', '1/1'],
    ])
  })

  test('is not done by a figure that is not whole, and says why', async () => {
    // The past of the college is known from 1 November on.
    const year = await aYear(aProgramme({ ...YEAR, from: '2026-10-01', until: '2026-12-31' }))
    await followFigures(year.ctx)
    expect(await year.done('sat')).toEqual([])
    expect(await year.card('ledger.cell', 'ny.B10.sat')).toContain('1/1，数据不足：支部助手启用')
  })

  test('counts each round by its own days', async () => {
    const year = await aYear(
      aProgramme({
        ...{ id: 'ny', title: '每月党员大会', from: '2026-11-01', until: '2026-12-31', rows: ['B10'] },
        steps: [
          { id: 'all', title: '党员大会', ...waits('held', '党员大会', { due: undefined, every: 'P1M' }) },
        ],
      }),
    )
    year.ctx.set('2026-12-02T03:00:00+08:00')
    await followFigures(year.ctx)
    expect(await cellsOf(year)).toEqual([
      'B10.all.2026-11 done 2026-11-30',
      'B10.all.2026-12 open 2026-12-31',
    ])
  })

  test('is left as it is long after its days, when names have expired', async () => {
    const year = await aYear()
    await followFigures(year.ctx)
    await year.db.deleteFrom('attendance_due').execute()
    year.ctx.set('2027-03-02T03:00:00+08:00')
    await followFigures(year.ctx)
    expect(await year.done('sat')).toEqual(['B01', 'B10'])
    year.ctx.set('2027-02-28T03:00:00+08:00')
    await followFigures(year.ctx)
    expect(await year.done('sat')).toEqual([])
  })
})

test('a figure reaches what is open, and takes back what is done, and nothing else', () => {
  const of = (count: number, gaps: 'rolls'[] = []) => ({ figure: 'held' as const, count, atLeast: 2, gaps })
  expect(moveBy(of(2), 'open')).toBe('reach')
  expect(moveBy(of(3, ['rolls']), 'open')).toBe(null)
  expect(moveBy(of(1), 'open')).toBe(null)
  expect(moveBy(of(1), 'done')).toBe('unreach')
  expect(moveBy(of(2), 'done')).toBe(null)
  for (const state of ['waiting', 'waived', 'handedIn', 'returned'] as const)
    expect(moveBy(of(9), state)).toBe(null)
})
