import { expect, it } from 'vitest'
import { aCollegeFolder, YAML } from './college-folder.ts'

const { college, faults } = aCollegeFolder()
const yaml = (seat: string) => `${YAML}committee:\n  - { member: M1, ${seat} }\n`

it('puts branches in an administrator’s charge, and leaves who names none as before', async () => {
  expect((await college(yaml('rights: admin, branches: [B01, B02]'))).committee).toEqual([
    { member: 'M1', rights: 'admin', branches: ['B01', 'B02'] },
  ])
  expect((await college(yaml('rights: admin'))).committee).toEqual([{ member: 'M1', rights: 'admin' }])
})

it('names an unknown branch, and a charge that nobody without the rights can have', async () => {
  expect(await faults(yaml('rights: admin, branches: [B01, B9]'))).toMatchObject([
    { line: 11, what: 'branches: 没有“B9”' },
  ])
  expect(await faults(yaml('branches: [B01]'))).toMatchObject([
    {
      line: 11,
      what: expect.stringContaining('只有管理员分管支部'),
      cure: expect.stringContaining('rights: admin'),
    },
  ])
})

it('lets two administrators look after one branch', async () => {
  const both = `${yaml('rights: admin, branches: [B01]')}  - { member: M2, rights: admin, branches: [B01] }\n`
  expect((await college(both)).committee).toHaveLength(2)
})
