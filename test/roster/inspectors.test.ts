import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { MemberId } from '../../src/ids.ts'
import { acceptCollege, inspectors, rightsOf } from '../../src/roster/service.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { college } from '../support/demo-college.ts'

test('an inspector without branches in the file inspects any but the own; one who is no longer in it, none', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  const member = MemberId.parse('M0011')
  const others = college.inspectors.filter((one) => one.member !== member)
  const look = (files: typeof college.inspectors) =>
    transact(ctx, async (tx) => {
      await acceptCollege(ctx, tx, { ...college, inspectors: files })
      const own = (await inspectors(tx)).find(({ person }) => person.id === member)
      return { own: own?.branches, inspects: (await rightsOf(ctx, tx, member)).inspects }
    })
  expect(await look(college.inspectors)).toEqual({ own: ['B05', 'B10'], inspects: ['B05', 'B10'] })
  const { own, inspects } = await look([...others, { member, branches: [] }])
  expect(own).toBeNull()
  expect(inspects).toEqual(college.branches.map(({ id }) => id).filter((id) => id !== 'B01'))
  expect(await look(others)).toEqual({ own: undefined, inspects: [] })
})
