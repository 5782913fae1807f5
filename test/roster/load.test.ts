import { describe, expect, it } from 'vitest'
import { type College, loadCollege, type Member } from '../../config/college.ts'
import { transact } from '../../src/db/transact.ts'
import { BranchId, OpenId } from '../../src/ids.ts'
import { differenceOf, entriesOf, lossOf } from '../../src/roster/load/rules.ts'
import { acceptCollege, graveLoss } from '../../src/roster/service.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

const loaded = await loadCollege('config/demo/college.yaml')
if (!loaded.ok) throw new Error('the demo college does not load')
const { college } = loaded

/** What a load of the changed demo college would take away from the demo college. */
function loss(change: Partial<College>) {
  return lossOf(entriesOf(college), entriesOf({ ...college, ...change }))
}

const keep = (count: number) => ({ members: college.members.slice(0, count) })
const changed = (id: string, more: Partial<Member>): Partial<College> => ({
  members: college.members.map((each) => (each.id === id ? { ...each, ...more } : each)),
})

describe('a load', () => {
  it('that says the same in the order of another version of the program changes nothing', () => {
    const turned = (text: string) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).toReversed()))
    const older = Object.entries(entriesOf(college)).map(([key, text]) => [
      key,
      text.startsWith('{') ? turned(text) : text,
    ])
    const difference = differenceOf(Object.fromEntries(older), entriesOf(college))
    expect([[...difference.changed], difference.gone]).toEqual([[], []])
    // What a newer program adds to the settings is none of the file's.
    const newer = { ...college, settings: { ...college.settings, quota: { monthly: 1 } } }
    expect(differenceOf(entriesOf(college), entriesOf(newer)).changed.size).toBe(0)
  })

  it('that takes away a tenth of the people is taken, one that takes away more is not', () => {
    expect(loss(keep(420 - 42))).toBeNull()
    expect(loss(keep(420 - 43))).toMatchObject({ reasons: ['people'], before: 420 })
    expect(loss(keep(360))?.people).toHaveLength(60)
  })

  it('that leaves more than a tenth without an account is not taken', () => {
    const without = (count: number) => ({
      members: college.members.map((each, nth) => (nth >= 420 - count ? { ...each, openId: null } : each)),
    })
    expect(loss(without(42))).toBeNull()
    expect(loss(without(43))).toMatchObject({ reasons: ['accounts'] })
  })

  it('that takes away a branch, closes it, or leaves it without people is not taken', () => {
    const [first] = college.branches
    const closed = college.branches.map((each) => (each === first ? { ...each, active: false } : each))
    const moved = college.members.map((each) =>
      each.branch === 'B06' ? { ...each, branch: BranchId.parse('B07') } : each,
    )
    expect(loss({ branches: college.branches.slice(1) })).toMatchObject({ branches: ['B01'] })
    expect(loss({ branches: closed })).toMatchObject({ reasons: ['branches'], branches: ['B01'] })
    expect(loss({ members: moved })).toMatchObject({ reasons: ['branches'], branches: ['B06'] })
  })

  it('that leaves more than a tenth of the branches without secretary is not taken, nor one that leaves two of few', () => {
    const without = (...branches: string[]) => ({
      members: college.members.map((each) =>
        branches.includes(each.branch)
          ? { ...each, offices: each.offices.filter((one) => one !== '支部书记') }
          : each,
      ),
    })
    expect(loss(without('B01'))).toBeNull()
    expect(loss(without('B01', 'B02'))).toMatchObject({
      reasons: ['secretaries'],
      secretaries: ['B01', 'B02'],
    })
  })

  it('that takes away an administrator, the right or the account is not taken; a new account is', () => {
    const admin = college.committee.find(({ rights }) => rights === 'admin')?.member ?? ''
    const lost = { reasons: ['admins'], admins: [admin] }
    expect(loss(changed(admin, { openId: null }))).toMatchObject(lost)
    expect(loss(changed(admin, { openId: OpenId.parse('ou_other') }))).toMatchObject(lost)
    const lowered = college.committee.map((seat) => ({ ...seat, rights: 'member' as const }))
    expect(loss({ committee: lowered })?.admins).toContain(admin)
    expect(loss({ committee: college.committee.filter(({ member }) => member !== admin) })).toMatchObject(
      lost,
    )
    const without = { ...college, ...changed(admin, { openId: null }) }
    expect(lossOf(entriesOf(without), entriesOf(college))).toBeNull()
    expect(loss(changed(admin, { name: '新名' }))).toBeNull()
  })

  it('is compared with the version that was accepted last; the first takes nothing away', async () => {
    await using db = await aDatabase()
    const ctx = await aCtx(db)
    const seen = await transact(ctx, async (tx) => {
      const first = await graveLoss(tx, { ...college, ...keep(3) })
      await acceptCollege(ctx, tx, college)
      return [first, await graveLoss(tx, college), await graveLoss(tx, { ...college, ...keep(300) })]
    })
    expect(seen).toMatchObject([null, null, { before: 420 }])
  })
})
