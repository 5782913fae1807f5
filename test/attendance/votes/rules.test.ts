import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QUORUM_KINDS } from '../../../config/college.ts'
import { quorumAt } from '../../../src/attendance/quorum/rules.ts'
import {
  ADMISSIONS,
  faultIn,
  isPassed,
  nextMatter,
  readBallots,
  readTopic,
} from '../../../src/attendance/votes/rules.ts'
import { faultText, voteLine } from '../../../src/attendance/votes/words.ts'

const aVote = fc
  .integer({ min: 1, max: 60 })
  .chain((due) => fc.record({ due: fc.constant(due), present: fc.nat(due) }))
const ballots = fc.record({
  ...{ written: fc.nat(20), yes: fc.nat(60), no: fc.nat(20), abstain: fc.nat(20) },
})

test('counts are taken exactly when there was a quorum and every ballot has somebody who could have cast it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...QUORUM_KINDS), aVote, ballots, (kind, voters, said) => {
      const quorum = quorumAt(kind, voters, 'gt_half')
      const { written, yes, no, abstain } = said
      const all = yes + no + abstain
      const isPossible =
        written + voters.present <= voters.due &&
        all >= Math.max(1, written) &&
        all <= voters.present + written
      expect(faultIn(said, quorum) === null).toBe(quorum.isMet && isPossible)
    }),
  )
})

test('an admission and a general matter pass with ayes of more than half of all who were to vote, present or not', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (due, yes) => {
      for (const kind of ['general', 'admission'] as const)
        expect(isPassed({ kind, due, yes })).toBe(2 * yes > due)
      for (const kind of ['election', 'committee'] as const) expect(isPassed({ kind, due, yes })).toBeNull()
    }),
  )
})

test.for([
  ['general', 22, 11, false],
  ['general', 22, 12, true],
  ['admission', 18, 9, false],
  ['admission', 18, 10, true],
] as const)('%s: of %i who were to vote %i say yes, passed: %s', ([kind, due, yes, passed]) => {
  expect(isPassed({ kind, due, yes })).toBe(passed)
})

test('what cannot be is refused with its numbers and the cure', () => {
  const quorum = quorumAt('admission', { due: 22, present: 17 }, 'gt_half')
  const said = (over: object) => {
    const fault = faultIn({ written: 2, yes: 18, no: 0, abstain: 1, ...over }, quorum)
    return fault === null ? null : faultText(fault)
  }
  expect(said({})).toBeNull()
  expect(said({ yes: 19 })).toBe(
    '票数共20张，多于到会有表决权的17人和书面意见2份。请核对票数；有同志到会未签到的，先补登。',
  )
  expect(said({ written: 6 })).toMatch(/^书面意见6份加实到17人，多于有表决权应到的22人。.*请核对。$/)
  expect(said({ yes: 0, abstain: 1 })).toMatch(/^票数共1张，少于书面意见2份。/)
  expect(said({ written: 0, yes: 0, abstain: 0 })).toBe('票数都是0，请填写清点的结果。')
})

describe('what is typed', () => {
  test('is read as whole numbers, wide or narrow; nothing else is', () => {
    expect(readBallots({ written: '2', yes: ' １８ ', no: '0', abstain: '1' }, 'admission')).toEqual({
      ok: true,
      ballots: { written: 2, yes: 18, no: 0, abstain: 1 },
    })
    for (const wrong of ['-1', '1.5', '十八', '', '1e3', '99999'])
      expect(readBallots({ yes: wrong, no: '0', abstain: '0' }, 'general')).toEqual({
        ok: false,
        fault: { kind: 'notNumbers' },
      })
  })

  test('holds opinions in writing of an admission alone, whatever was sent along', () => {
    const filled = { written: '3', yes: '20', no: '0', abstain: '0' }
    for (const kind of QUORUM_KINDS)
      expect(readBallots(filled, kind)).toMatchObject({
        ballots: { written: kind === 'admission' ? 3 : 0, yes: 20 },
      })
  })

  test('names nobody: an admission is chosen from two, and a matter in words holds no name of the list', () => {
    const read = (kind: (typeof QUORUM_KINDS)[number], topic: string) => {
      const found = readTopic(kind, { topic }, ['支景舟', '诸葛明', 'Li Ming'])
      return found.ok ? found.topic : found.fault.kind
    }
    for (const one of ADMISSIONS) expect(read('admission', one)).toBe(one)
    expect(read('admission', '接收支景舟为预备党员')).toBe('noTopic')
    expect(read('election', '选举 支 景 舟 为书记')).toBe('named')
    expect(read('general', '  党费使用方案 ')).toBe('党费使用方案')
    expect(read('general', '表彰Li Ming')).toBe('named')
    expect(read('general', '表彰支\u200b景舟')).toBe('named')
    expect(read('general', '\u202e党费使用方案')).toBe('党费使用方案')
    for (const nothing of [' ', '\u200b\u2060']) expect(read('general', nothing)).toBe('noTopic')
  })
})

test('candidates are numbered one after another; other matters have none', () => {
  const before = [
    { kind: 'admission', candidate: 1 },
    { kind: 'general', candidate: null },
    { kind: 'admission', candidate: 2 },
  ] as const
  const next = (kind: (typeof QUORUM_KINDS)[number]) => nextMatter(before, { kind, topic: '' }).candidate
  expect(QUORUM_KINDS.map(next)).toEqual([null, 3, 1, null])
})

test('the line of the record holds the counts and the result', () => {
  const vote = {
    n: 1,
    version: 1,
    topic: '接收预备党员',
    candidate: 1,
    at: Temporal.Instant.from('2026-11-18T11:00:00Z'),
  }
  const counted = { due: 22, present: 17, written: 2, yes: 18, no: 0, abstain: 1 }
  expect(voteLine({ ...vote, ...counted, kind: 'admission' })).toBe(
    '第1项 接收预备党员（第1号）：有表决权应到22人，实到17人，书面意见2份；赞成18，反对0，弃权1；有效，通过',
  )
  expect(voteLine({ ...vote, ...counted, kind: 'general', candidate: null, written: 0, yes: 11 })).toMatch(
    /^第1项 接收预备党员：有表决权应到22人，实到17人；赞成11，.*；有效，未通过/,
  )
  expect(voteLine({ ...vote, ...counted, kind: 'election', written: 0 })).toMatch(/是否当选按选举办法认定$/)
})
