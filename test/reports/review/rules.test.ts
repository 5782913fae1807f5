import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BranchId, MemberId, RequestId } from '../../../src/ids.ts'
import { changesIn, nextInQueue, refusalToRead } from '../../../src/reports/review/rules.ts'
import type { Reader } from '../../../src/reports/review/types.ts'
import type { Request } from '../../../src/reports/types.ts'
import { aRequest } from '../a-request.ts'

const reader = {
  ...{ who: MemberId.parse('M0142'), branch: BranchId.parse('B07') },
  ...{ admin: true, mayBeNamed: true, standsInFor: [] },
}
const refusal = (over: Partial<Request>, by: Partial<Reader> = {}, authors: MemberId[] = []) =>
  refusalToRead({ request: aRequest(over), authors }, { ...reader, ...by })

test('nobody reads the own branch’s or the own record, and only administrators or whoever was named read at all', () => {
  expect(refusal({})).toBeNull()
  expect(refusal({ branch: reader.branch })).toBe('ownBranch')
  expect(refusal({ owner: reader.who })).toBe('own')
  expect(refusal({}, {}, [reader.who])).toBe('own')
  expect(refusal({}, { admin: false })).toBe('mayNot')
  expect(refusal({ reviewer: MemberId.parse('M0011') })).toBe('mayNot')
  expect(refusal({ reviewer: reader.who }, { admin: false })).toBeNull()
})

test('where every administrator belongs to the branch, another of the committee reads its records, and no others', () => {
  const other = { admin: false, branch: BranchId.parse('B02'), standsInFor: [reader.branch] }
  expect(refusal({ branch: reader.branch }, other)).toBeNull()
  expect(refusal({}, other)).toBe('mayNot')
})

test('what was passed over comes again after the last one', () => {
  const queue = ['R-1', 'R-2'].map((id) => RequestId.parse(id))
  expect(nextInQueue(queue, { passed: queue.slice(0, 1) })).toBe('R-2')
  expect(nextInQueue(queue, { passed: queue })).toBe('R-1')
  expect(nextInQueue([], { passed: queue })).toBeNull()
})

test('what changed is shown by its field, and nothing else', () => {
  const before = { 内容: '学习了全会精神，讨论了支部计划。', 议定事项: '交计划' }
  const now = { ...before, 内容: '学习了全会精神，讨论了支部年度计划，3人请假。' }
  expect(changesIn(before, now)).toEqual([{ label: '内容', gone: [], added: ['年度', '，3人请假'] }])
})

test('texts that have nothing in common are shown whole, without a long comparison', () => {
  const [was, is] = [0x4e00, 0x6e00].map((from) =>
    String.fromCharCode(...Array.from({ length: 4_000 }, (_, n) => from + n)),
  )
  const gone = changesIn({ 内容: was ?? '' }, { 内容: is ?? '' })
  expect(gone).toEqual([{ label: '内容', gone: [was], added: [is] }])
})

test('a changed text is its old self without what came, and its new self without what went', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (was, is) => {
      const changes = changesIn({ 内容: was }, { 内容: is })
      expect(changes.length).toBe(was === is ? 0 : 1)
    }),
  )
})
