import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedIn, weeksFrom } from '../../../src/desk/schedule/rules.ts'
import { BranchId } from '../../../src/ids.ts'

test('two weeks begin on a Monday, hold today in the first of them, and end on a Sunday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const today = Temporal.PlainDate.from('2000-01-01').add({ days })
      const { from, to } = weeksFrom(today)
      expect([from.dayOfWeek, to.dayOfWeek]).toEqual([1, 1])
      const before = from.until(today, { largestUnit: 'days' }).days
      expect(before).toBeGreaterThanOrEqual(0)
      expect(before).toBeLessThan(7)
      expect(from.until(to, { largestUnit: 'days' }).days).toBe(14)
    }),
  )
})

const [B01, B02, B10] = ['B01', 'B02', 'B10'].map((id) => BranchId.parse(id))
const branches = [
  { id: B01, short: '自动化系' },
  { id: B02, short: '计算机系' },
].map(({ id, short }) => ({
  ...{ id: BranchId.parse(id), name: `${short}党支部`, short, kind: 'teacher', chat: null, active: true },
}))
type Rights = Parameters<typeof askedIn>[1]['rights']
const nobody: Rights = { admin: false, inspects: [], branchCommitteeOf: [] }
const asked = (text: string, rights: Partial<Rights>) =>
  askedIn(text, { rights: { ...nobody, ...rights }, branches })

test('an administrator sees every branch, an inspector and a committee their own', () => {
  expect(asked('自动化系', { admin: true })).toEqual({ of: 'branch', about: [B01] })
  for (const rights of [
    { inspects: [BranchId.parse('B01')] },
    { branchCommitteeOf: [BranchId.parse('B01')] },
  ]) {
    expect(asked('B01', rights)).toEqual({ of: 'branch', about: [B01] })
    expect(asked('B02', rights)).toEqual({ of: 'mayNot', about: [] })
  }
})

test('whoever looks after no branch hears of none, whatever is named', () => {
  for (const text of ['B01', '系', '自动花系', '无'])
    expect(asked(text, {})).toEqual({ of: 'mayNot', about: [] })
})

test('a name nearly right is asked back, one that fits several too', () => {
  expect(asked('自动花系', { admin: true })).toEqual({ of: 'unknown', about: [B01] })
  expect(asked('完全是另外一回事的名字', { admin: true })).toEqual({ of: 'unknown', about: [] })
  expect(asked('系', { inspects: B10 === undefined ? [] : [B10] })).toEqual({
    of: 'several',
    about: [B01, B02],
  })
})
