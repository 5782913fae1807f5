import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionsOf, deciderAmong, waitsFor } from '../../../src/attendance/deciders/rules.ts'
import type { Deciders } from '../../../src/attendance/deciders/types.ts'
import { type Actor, rightAmong } from '../../../src/attendance/rights/rules.ts'
import { MemberId } from '../../../src/ids.ts'

const member = (name: string) => MemberId.parse(`M${name}`)
const [SECRETARY, DEPUTY, MEMBER] = [member('1'), member('2'), member('3')]
const [ADMIN, OTHER_ADMIN] = [member('8'), member('9')]

function deciders(over: Partial<Deciders> = {}): Deciders {
  return {
    secretary: SECRETARY,
    deputy: DEPUTY,
    reached: [SECRETARY, DEPUTY],
    secretaryOnLeave: false,
    admins: [ADMIN, OTHER_ADMIN],
    host: SECRETARY,
    ofCollege: false,
    ...over,
  }
}

const AWAY: Partial<Deciders> = { secretaryOnLeave: true }
const ALONE: Partial<Deciders> = { deputy: null, secretaryOnLeave: true }
const UNLED: Partial<Deciders> = { secretary: null, deputy: null, reached: [] }
const COLLEGE = deciders({ ...UNLED, ofCollege: true })

type Put = { says: string; of: MemberId; over?: Partial<Deciders>; before: MemberId }

const PUT: Put[] = [
  { says: 'the secretary decides', of: MEMBER, before: SECRETARY },
  { says: 'the deputy’s own is the secretary’s', of: DEPUTY, before: SECRETARY },
  { says: 'the secretary’s own is the deputy’s', of: SECRETARY, over: AWAY, before: DEPUTY },
  { says: 'while the secretary is on leave from it, the deputy', of: MEMBER, over: AWAY, before: DEPUTY },
  {
    says: 'without a secretary in office, the deputy',
    of: MEMBER,
    over: { secretary: null },
    before: DEPUTY,
  },
  { says: 'a secretary without an account is away', of: MEMBER, over: { reached: [DEPUTY] }, before: DEPUTY },
  { says: 'the secretary on leave, without a deputy', of: MEMBER, over: ALONE, before: SECRETARY },
  { says: 'the deputy’s own while the secretary is on leave', of: DEPUTY, over: AWAY, before: SECRETARY },
  {
    says: 'the secretary’s own without a deputy, an administrator',
    of: SECRETARY,
    over: ALONE,
    before: ADMIN,
  },
  { says: 'where nobody leads, an administrator', of: MEMBER, over: UNLED, before: ADMIN },
  { says: 'where nobody who leads can be reached', of: MEMBER, over: { reached: [] }, before: ADMIN },
  {
    says: 'the college’s, whoever hosts it',
    of: MEMBER,
    over: { ...COLLEGE, host: OTHER_ADMIN },
    before: OTHER_ADMIN,
  },
  { says: 'an administrator’s own, another', of: ADMIN, over: COLLEGE, before: OTHER_ADMIN },
]

test.for(PUT)('put before: $says', ({ of, over, before }) => {
  expect(deciderAmong(of, deciders(over))).toBe(before)
})

/** Who may decide on a leave, by letters: secretary, deputy, administrator. */
function mayDecide(who: MemberId, of: Deciders, delegation: 'away' | 'always' = 'away'): string {
  const all: [string, Actor, MemberId][] = [
    ['S', 'secretary', SECRETARY],
    ['D', 'deputy', DEPUTY],
    ['A', 'admin', ADMIN],
  ]
  const may = all.filter(([, actor, by]) => {
    const holds = actor === 'admin' || (actor === 'deputy' ? of.deputy : of.secretary) === by
    const given = conditionsOf({ who, by, delegation }, of)
    return holds && by !== who && rightAmong('decideLeave', [actor], given) === 'yes'
  })
  return may.map(([letter]) => letter).join('')
}

type May = { says: string; of?: MemberId; over?: Partial<Deciders>; delegation?: 'always'; may: string }

const MAY: May[] = [
  { says: 'the secretary alone, as a rule', may: 'S' },
  { says: 'the deputy too, where the college says always', delegation: 'always', may: 'SD' },
  { says: 'the deputy too, while the secretary is on leave', over: AWAY, may: 'SD' },
  { says: 'the deputy, where nobody is secretary', over: { secretary: null }, may: 'D' },
  { says: 'deputy and administrator, on the secretary’s own', of: SECRETARY, over: AWAY, may: 'DA' },
  { says: 'the administrator, where nobody leads', over: UNLED, may: 'A' },
  { says: 'the administrator, for the college', over: COLLEGE, may: 'A' },
]

test.for(MAY)('who may decide: $says', ({ of = MEMBER, over, delegation, may }) => {
  expect(mayDecide(of, deciders(over), delegation)).toBe(may)
})

const some = fc.constantFrom(SECRETARY, DEPUTY, ADMIN, MEMBER)
const any = fc.record({
  led: fc.constantFrom('both', 'secretary', 'deputy', 'none'),
  reached: fc.subarray([SECRETARY, DEPUTY]),
  secretaryOnLeave: fc.boolean(),
  admins: fc.subarray([ADMIN, OTHER_ADMIN]),
  host: some,
  ofCollege: fc.boolean(),
})

test('whoever a request is put before may decide on it, is never the person, and finds it on the list', () => {
  fc.assert(
    fc.property(any, some, fc.constantFrom('away', 'always'), ({ led, ...rest }, who, delegation) => {
      const leads = !rest.ofCollege
      const of = {
        ...rest,
        secretary: leads && ['both', 'secretary'].includes(led) ? SECRETARY : null,
        deputy: leads && ['both', 'deputy'].includes(led) ? DEPUTY : null,
      }
      const by = deciderAmong(who, of)
      if (by === null) return
      expect(by).not.toBe(who)
      const roles: [Actor, boolean][] = [
        ['secretary', by === of.secretary],
        ['deputy', by === of.deputy],
        ['admin', of.admins.includes(by)],
      ]
      const actors = roles.filter(([, holds]) => holds).map(([actor]) => actor)
      for (const act of ['decideLeave', 'readReason'] as const)
        expect(rightAmong(act, actors, conditionsOf({ who, by, delegation }, of))).toBe('yes')
      expect(waitsFor({ who, by, delegation }, of)).toBe(true)
    }),
  )
})

test('a deputy finds what waits where the college says always, and nobody finds the own', () => {
  expect(waitsFor({ who: MEMBER, by: DEPUTY, delegation: 'away' }, deciders())).toBe(false)
  expect(waitsFor({ who: MEMBER, by: DEPUTY, delegation: 'always' }, deciders())).toBe(true)
  expect(waitsFor({ who: MEMBER, by: ADMIN, delegation: 'always' }, deciders())).toBe(false)
  expect(waitsFor({ who: DEPUTY, by: DEPUTY, delegation: 'always' }, deciders())).toBe(false)
})
