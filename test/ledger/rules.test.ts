import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CellId, MemberId } from '../../src/ids.ts'
import { openTurns, tick, untick, unwaive, waive } from '../../src/ledger/service.ts'
import { after, isLate } from '../../src/ledger/rules.ts'
import { CELL_STATES, type CellState } from '../../src/ledger/types.ts'
import { ADMIN, aLedger, aProgramme, cellsOf } from './a-programme.ts'

const DOING = { tick, untick, unwaive, waive } as const
const NAMES = ['tick', 'untick', 'waive', 'unwaive'] as const

test('whatever people do, a step stands where the table says, and a refusal changes nothing', async () => {
  const programme = aProgramme({
    rows: ['B01'],
    steps: [
      { id: 'a', title: '甲', due: '2026-12-01' },
      { id: 'b', title: '乙', after: { step: 'a', days: 1 } },
    ],
  })
  await using life = await aLedger([programme])
  const { ctx, act } = life
  const move = fc.record({ step: fc.constantFrom('a', 'b'), what: fc.constantFrom(...NAMES) })
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
      await life.db.updateTable('ledger_cells').set({ ticked_at: null, waived_at: null }).execute()
      const model: Record<'a' | 'b', CellState> = { a: 'open', b: 'waiting' }
      for (const { step, what } of moves) {
        const doing = {
          cell: CellId.parse(`zrs26.B01.${step}`),
          who: MemberId.parse(ADMIN),
          reason: '合并开展',
        }
        const said = await act((tx) => DOING[what](ctx, tx, doing))
        const legal = after(model[step], what)
        expect(said.ok).toBe(legal.ok)
        if (legal.ok) model[step] = legal.state
        // The second waits for the first, however often that is taken back.
        const isFree = model.a === 'done' || model.a === 'waived'
        if (model.b === 'open' || model.b === 'waiting') model.b = isFree ? 'open' : 'waiting'
        const now = (await cellsOf(life)).map((line) => line.split(' ')[1])
        expect(now).toEqual([model.a, model.b])
      }
    }),
    { numRuns: 25 },
  )
})

test('every state answers to every move, and none becomes handed in by hand', () => {
  for (const state of CELL_STATES)
    for (const what of NAMES) {
      const next = after(state, what)
      if (next.ok) expect(next.state).not.toBe('handedIn')
    }
  expect(after('handedIn', 'waive')).toEqual({ ok: false, refusal: 'handedIn' })
})

test('late is what is over and not handed in', () => {
  const [due, today] = [Temporal.PlainDate.from('2026-11-20'), Temporal.PlainDate.from('2026-11-21')]
  const late = CELL_STATES.filter((state) => isLate({ state, due }, today))
  expect(late).toEqual(['open', 'returned'])
  expect(isLate({ state: 'open', due }, due)).toBe(false)
  expect(isLate({ state: 'open', due: null }, today)).toBe(false)
})

test('a step of evidence stands where its request does', async () => {
  await using life = await aLedger([aProgramme({ rows: ['B03'] })])
  await openTurns(life.ctx)
  const stands = async (to: { state: string; drawn?: boolean }) => {
    await life.db.updateTable('reports_requests').set(to).execute()
    return (await cellsOf(life))[0]?.split(' ')[1]
  }
  expect(await stands({ state: 'open' })).toBe('open')
  expect(await stands({ state: 'submitted', drawn: true })).toBe('handedIn')
  expect(await stands({ state: 'returned' })).toBe('returned')
  expect(await stands({ state: 'withdrawn' })).toBe('open')
  expect(await stands({ state: 'approved' })).toBe('done')
  expect(await stands({ state: 'submitted', drawn: false })).toBe('done')
  expect(await stands({ state: 'waived' })).toBe('waived')
})
