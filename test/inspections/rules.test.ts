import { expect, test } from 'vitest'
import { isConfirmed, moved } from '../../src/inspections/rules.ts'
import { MOVES, STAGES } from '../../src/inspections/types.ts'
import { stands } from '../../src/inspections/words.ts'

const LEGAL = {
  planned: { submit: 'submitted' },
  submitted: { confirm: 'confirmed', object: 'objected', lapse: 'tacit' },
  objected: { submit: 'submitted', keep: 'kept' },
  kept: { confirm: 'confirmed', lapse: 'tacit' },
  confirmed: {},
  tacit: {},
}

test('every stage takes its moves and no other, and says how it stands', () => {
  for (const stage of STAGES) {
    const moves = MOVES.map((move) => [move, moved(stage, move)] as const)
    const taken = moves.filter(([, to]) => to !== null)
    expect(Object.fromEntries(taken)).toEqual(LEGAL[stage])
    expect(stands[stage]).toMatch(/。$/)
  }
  expect(STAGES.filter(isConfirmed)).toEqual(['confirmed', 'tacit'])
})
