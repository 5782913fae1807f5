import { describe, expect, it } from 'vitest'
import { digitsIn, judgeCode } from '../../../src/attendance/code/rules.ts'

describe('what is typed', () => {
  it.each([
    ['0371', '0371'],
    [' 0 3 7 1 ', '0371'],
    ['０３７１', '0371'],
    ['０３　７１', '0371'],
    ['371', null],
    ['03711', null],
    ['零三七一', null],
    ['', null],
  ])('%o is read as %o', (typed, read) => expect(digitsIn(typed)).toBe(read))
})

describe('of five tries', () => {
  it('each wrong one says how many are left, and the fifth that the host helps', () => {
    const tries = [0, 1, 2, 3, 4].map((wrong) => judgeCode({ digits: '0371', wrong }, '1111'))
    expect(tries.slice(0, 4)).toEqual([4, 3, 2, 1].map((left) => ({ ok: false, refusal: 'wrongCode', left })))
    expect(tries[4]).toEqual({ ok: false, refusal: 'codeSpent' })
  })

  it('the right one is taken until they are spent', () => {
    expect(judgeCode({ digits: '0371', wrong: 4 }, '0371')).toBeNull()
    expect(judgeCode({ digits: '0371', wrong: 5 }, '0371')).toEqual({ ok: false, refusal: 'codeSpent' })
  })

  it('none is spent by what are not four digits', () => {
    expect(judgeCode({ digits: '0371', wrong: 0 }, null)).toEqual({ ok: false, refusal: 'noCode' })
  })
})
