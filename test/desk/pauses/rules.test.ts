import { expect, test } from 'vitest'
import { scopeIn } from '../../../src/desk/pauses/rules.ts'
import { BranchId } from '../../../src/ids.ts'
import type { Branch } from '../../../src/roster/types.ts'

const branch = (id: string, short: string): Branch => ({
  ...{ id: BranchId.parse(id), name: `${short}党支部`, short, kind: 'undergrad', chat: null, active: true },
})
const branches = [branch('B09', '本科生第一'), branch('B10', '本科生第二'), branch('B08', '本科生第二分部')]
const secretary = { admin: false, leads: [BranchId.parse('B10')] }
const admin = { admin: true, leads: [] }
const nobody = { admin: false, leads: [] }
const read = (text: string, rights: { admin: boolean; leads: BranchId[] }) => {
  const reading = scopeIn(text, { rights, branches })
  return reading.ok ? reading.scope : reading.refusal
}

test('a secretary means the own branch, by no name or by its name, and no other', () => {
  expect(['', 'b10', '本科生第二'].map((text) => read(text, secretary))).toEqual(['B10', 'B10', 'B10'])
  expect(read('B09', secretary)).toBe('mayNot')
  expect(read('全院', secretary)).toBe('mayNot')
})

test('an administrator names a branch or the college', () => {
  expect(['B09', '第一', '全院', 'college'].map((text) => read(text, admin))).toEqual([
    'B09',
    'B09',
    'college',
    'college',
  ])
  expect([read('', admin), read('第三', admin), read('本科生', admin)]).toEqual([
    'which',
    'unknown',
    'several',
  ])
})

test('whoever is neither may hold nothing, whatever is named', () => {
  expect(['', 'B10', '全院'].map((text) => read(text, nobody))).toEqual(['mayNot', 'mayNot', 'mayNot'])
})

test('who leads two branches says which', () => {
  const both = { admin: false, leads: branches.map(({ id }) => id) }
  expect(read('', both)).toBe('which')
})
