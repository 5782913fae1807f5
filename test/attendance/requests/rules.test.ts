import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusalToAsk, refusalToNote } from '../../../src/attendance/requests/rules.ts'
import type { Leave } from '../../../src/attendance/types.ts'
import { LEAVE_CATEGORIES } from '../../../config/college.ts'
import * as a from '../../sandbox/card-states.ts'

const aLeave = (over: Partial<Leave>): Leave => ({
  category: '事假',
  note: null,
  n: 1,
  round: 1,
  late: false,
  state: 'asked',
  ...over,
})

test('the same request once more is a second press; another category or explanation takes its place', () => {
  const waits = aLeave({ note: '搬家' })
  expect(refusalToAsk(waits, { category: '事假', note: null })).toBe('alreadyAsked')
  expect(refusalToAsk(waits, { category: '事假', note: '搬家' })).toBe('alreadyAsked')
  expect(refusalToAsk(waits, { category: null, note: null })).toBe('alreadyAsked')
  expect(refusalToAsk(waits, { category: '健康', note: null })).toBeNull()
  expect(refusalToAsk(waits, { category: '事假', note: '孩子开学' })).toBeNull()
})

test('a request needs a category, may follow one that was refused or withdrawn, and never one that was granted', () => {
  const category = fc.constantFrom(...LEAVE_CATEGORIES)
  fc.assert(
    fc.property(fc.option(a.leave, { nil: null }), category, fc.option(a.words), (leave, chosen, note) => {
      const refusal = refusalToAsk(leave, { category: chosen, note })
      if (leave?.state === 'approved') expect(refusal).toBe('alreadyApproved')
      else if (leave?.state !== 'asked') expect(refusal).toBeNull()
      const without = refusalToAsk(leave, { category: null, note })
      expect(without).toBe(
        leave?.state === 'asked' || leave?.state === 'approved' ? refusalToAsk(leave, leave) : 'noCategory',
      )
    }),
  )
})

test('an explanation is taken while the request waits, and must say something', () => {
  expect(refusalToNote(aLeave({}), '搬家')).toBeNull()
  expect(refusalToNote(aLeave({}), '')).toBe('emptyNote')
  for (const state of ['approved', 'refused', 'withdrawn'] as const)
    expect(refusalToNote(aLeave({ state }), '搬家')).toBe('noteTooLate')
  expect(refusalToNote(null, '搬家')).toBe('noteTooLate')
})
