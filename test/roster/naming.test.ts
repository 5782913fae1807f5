import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leavesToDecide } from '../../src/attendance/service.ts'
import { BranchId, MemberId } from '../../src/ids.ts'
import { type Named, namesAmong } from '../../src/roster/naming/rules.ts'
import { namesIn } from '../../src/roster/proposals/service.ts'
import { nameOf } from '../../src/roster/service.ts'
import { aCollege } from '../meetings/college.ts'
import { press } from '../attendance/press.ts'

const person = (...[id, name, branch, group]: [string, string, string, string | null]): Named => ({
  ...{ id: MemberId.parse(id), name, branch, group },
})
const called = (people: Named[]) => [...namesAmong(people, people).values()]

test('namesakes are told apart by branch, else by group, else by id; everybody else goes by name', () => {
  expect(called([person('M1', '张伟', '甲', '一组'), person('M2', '李娜', '甲', '一组')])).toEqual([
    '张伟',
    '李娜',
  ])
  expect(called([person('M1', '张伟', '甲', '一组'), person('M2', '张伟', '乙', '一组')])).toEqual([
    '张伟（甲）',
    '张伟（乙）',
  ])
  expect(called([person('M1', '张伟', '甲', '一组'), person('M2', '张伟', '甲', '二组')])).toEqual([
    '张伟（一组）',
    '张伟（二组）',
  ])
  expect(called([person('M1', '张伟', '甲', null), person('M2', '张伟', '甲', null)])).toEqual([
    '张伟（M1）',
    '张伟（M2）',
  ])
})

test('no two people are ever called the same', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 40 }).map((n) => MemberId.parse(`M${n}`)),
      name: fc.constantFrom('张伟', '王芳', '李娜'),
      branch: fc.constantFrom('甲', '乙'),
      group: fc.constantFrom('一组', '二组', null),
    }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(some, (people) => {
      expect(new Set(called(people)).size).toBe(people.length)
    }),
  )
})

test('two of one name in a branch ask for leave: their cards and the secretary’s list tell them apart', async () => {
  await using life = await aCollege({ only: ['A047'] })
  const [one, other] = ['M0230', 'M0231']
  await life.db.updateTable('roster_members').set({ name: '张伟' }).where('id', 'in', [one, other]).execute()
  await life.db.updateTable('roster_members').set({ group_id: 'B10G1' }).where('id', '=', one).execute()
  await life.db.updateTable('roster_members').set({ group_id: 'B10G2' }).where('id', '=', other).execute()
  for (const who of [one, other]) {
    const form = { category: '事假', note: '' }
    await press(life, who, { name: 'attendance.leave', data: { meeting: 'A047' }, form })
  }
  const [card] = await life.written('attendance.leavesAsked')
  expect(card?.shows).toContain('张伟（第一党小组），事假')
  expect(card?.shows).toContain('张伟（第二党小组），事假')
  const secretary = MemberId.parse('M0213')
  const waiting = await life.act((tx) => leavesToDecide(life.ctx, tx, secretary))
  expect(waiting.map(({ name }) => name).toSorted()).toEqual(['张伟（第一党小组）', '张伟（第二党小组）'])
})

test('a namesake of another branch is confused by whoever sees the college, not by the branch', async () => {
  await using life = await aCollege({ only: [] })
  const [one] = await life.db
    .selectFrom('roster_members')
    .select(['id', 'branch_id'])
    .where('name', '=', '支景舟')
    .where('branch_id', '=', 'B10')
    .execute()
  const who = MemberId.parse(one?.id)
  expect(await life.act((tx) => nameOf(tx, who, BranchId.parse('B10')))).toBe('支景舟')
  expect(await life.act((tx) => nameOf(tx, who, null))).toBe('支景舟（本科二支部）')
})

test('whoever reads what a load changes reads which of two namesakes it is, also when one has left', async () => {
  await using life = await aCollege({ only: [] })
  const named = life.db.updateTable('roster_members').set({ name: '张伟' })
  await named.where('id', '=', 'M0230').execute()
  await named.set({ left_on: '2026-11-01' }).where('id', '=', 'M0140').execute()
  const { names } = (await life.act(namesIn))('member', ['M0140', 'M0230', 'M9999'])
  expect(names).toEqual([expect.stringMatching(/^张伟（.+）$/), '张伟（本科二支部）', 'M9999'])
  expect(names[0]).not.toBe(names[1])
})
