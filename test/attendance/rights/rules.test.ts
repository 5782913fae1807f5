import { expect, test } from 'vitest'
import {
  ACTORS,
  ACTS,
  type Act,
  type Condition,
  RIGHTS,
  rightAmong,
} from '../../../src/attendance/rights/rules.ts'

/** The handbook's cells for A, I, S, D, L and the host: ● and ◐ may, ○ reads and it is written down, – may not. (domain §5) */
const CELLS: Record<Act, string> = {
  changeList: '● – ◐ ◐ ◐ –',
  proposeExempt: '– – ◐ – – –',
  approveExempt: '● – – – – –',
  inviteObserver: '● – ◐ – – –',
  answerFor: '– – ◐ ◐ ◐ ◐',
  checkInFor: '– – ◐ ◐ ◐ ◐',
  decideLeave: 'unled – ◐ delegated – –',
  readReason: 'unled – ◐ delegated – –',
  readByName: '○ ○ ◐ ◐ ◐ ◐',
  confirmRoll: '– – ◐ ◐ ◐ ◐',
  correct: '● – soon – – –',
  arrangeMakeup: 'unled – ◐ ◐ ◐ ◐',
  readMakeups: 'unled – ◐ ◐ ◐ –',
  readMakeupWords: 'unled – ◐ deputyInOffice – –',
  recordVote: '– – ◐ ◐ – ◐',
  setTraining: '● – ◐ ◐ ◐ ◐',
  readHours: '– – ◐ – – –',
  countHours: '● – – – – –',
}
const CONDITIONS: readonly Condition[] = ['delegated', 'unled', 'soon', 'deputyInOffice']

const cells = ACTS.flatMap((act) =>
  CELLS[act].split(' ').map((cell, at) => ({ act, actor: ACTORS[at] ?? 'host', cell })),
)

test.for(cells)('$act by $actor: $cell', ({ act, actor, cell }) => {
  const plain = rightAmong(act, [actor], [])
  const whenAllHolds = rightAmong(act, [actor], CONDITIONS)
  if (cell === '–') expect([plain, whenAllHolds]).toEqual([null, null])
  else if (cell === '○') expect([plain, whenAllHolds]).toEqual(['logged', 'logged'])
  else if (cell === '●' || cell === '◐') expect([plain, whenAllHolds]).toEqual(['yes', 'yes'])
  else {
    expect(plain).toBeNull()
    for (const one of CONDITIONS) expect(rightAmong(act, [actor], [one])).toBe(one === cell ? 'yes' : null)
  }
})

test('whoever holds several offices has the rights of all, and an own right needs no note', () => {
  expect(rightAmong('readByName', ['admin', 'secretary'], [])).toBe('yes')
  expect(rightAmong('correct', ['secretary', 'admin'], [])).toBe('yes')
  expect(rightAmong('confirmRoll', [], CONDITIONS)).toBeNull()
})

test('each act names its row of the handbook', () => {
  expect(Object.values(RIGHTS).map(({ row }) => row)).toEqual([
    4, 5, 5, 6, 8, 8, 10, 11, 12, 13, 13, 13, 12, 11, 22, 2, 12, 12,
  ])
})
