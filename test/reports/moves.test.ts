import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standings } from '../../src/reports/moves/words.ts'
import { isOwed, next, OWED, refusalAt, waitsForReview } from '../../src/reports/rules.ts'
import { MOVES, type Move, REQUEST_STATES, type RequestState } from '../../src/reports/types.ts'
import { aRequest, DUE } from './a-request.ts'

const moves = fc.array(fc.constantFrom(...MOVES), { maxLength: 30 })

/** The states that a request goes through, from open on; a move that is not legal changes nothing. */
function lived(made: readonly Move[]): RequestState[] {
  const states: RequestState[] = ['open']
  for (const move of made) {
    const state = states.at(-1) ?? 'open'
    states.push(next(state, move) ?? state)
  }
  return states
}

test('whatever happens, a request can still be settled', () => {
  const settled: readonly RequestState[] = ['approved', 'waived']
  fc.assert(
    fc.property(moves, (made) => {
      const state = lived(made).at(-1) ?? 'open'
      expect(settled).toContain(lived([...made, 'submit', 'approve']).at(-1))
      expect(settled.includes(state) || next(state, 'submit') !== null).toBe(true)
    }),
  )
})

test('nothing passes that was not handed in, and what is settled comes back only by being asked again', () => {
  fc.assert(
    fc.property(moves, fc.constantFrom(...MOVES), (made, move) => {
      const before = lived(made).at(-1) ?? 'open'
      const after = next(before, move)
      if (after === 'approved') expect([before, move]).toEqual(['submitted', 'approve'])
      if (before === 'approved') expect(after === null || move === 'reopen' || move === 'undo').toBe(true)
      if (before === 'waived') expect(after === null || move === 'reopen').toBe(true)
      if (move === 'extend' && after !== null) expect(after).toBe(before)
    }),
  )
})

test('a return that is taken back leaves what was handed in as it was', () => {
  expect([next('returned', 'undo'), next('returned', 'undoNotHeld')]).toEqual(['submitted', 'notHeld'])
  expect(next('approved', 'undoNotHeld')).toBeNull()
})

test('what is owed may be handed in, put off and waived; what was handed in is not waived away', () => {
  for (const state of OWED) {
    expect([next(state, 'submit'), next(state, 'extend'), next(state, 'waive')]).toEqual([
      'submitted',
      state,
      'waived',
    ])
  }
  expect(next('submitted', 'waive')).toBeNull()
  expect(next('notHeld', 'approve')).toBe('waived')
})

test('every state in which a move may be illegal has words, and no two say the same', () => {
  expect(new Set(REQUEST_STATES.map((state) => standings[state])).size).toBe(REQUEST_STATES.length)
})

test('only what was drawn and handed in waits to be read', () => {
  const waiting = REQUEST_STATES.filter((state) => waitsForReview({ state, drawn: true }))
  expect(waiting).toEqual(['submitted', 'notHeld'])
  expect(REQUEST_STATES.filter((state) => waitsForReview({ state, drawn: false }))).toEqual([])
})

test('what was taken back is owed again, also after the deadline', () => {
  const taken = aRequest({ state: 'withdrawn' })
  expect(isOwed(taken)).toBe(true)
  expect(refusalAt(taken, DUE.add({ hours: 1 }))).toBeNull()
})
