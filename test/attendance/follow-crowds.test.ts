import { expect, test } from 'vitest'
import { expectedMembers, followRoster, repliesOf } from '../../src/attendance/service.ts'
import { expectedOf, meetingById } from '../../src/meetings/service.ts'
import type { MemberId } from '../../src/ids.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { statementsOf } from '../support/statements.ts'
import { A047 } from './follow-life.ts'

test('twenty people answer while the list follows the roster: every answer counts, and the list is right', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  const people = (await life.act((tx) => expectedMembers(tx, A047))).slice(0, 20)
  await life.db
    .updateTable('roster_members')
    .set({ left_on: '2026-11-23' })
    .where('id', 'in', people.slice(0, 5))
    .execute()
  const data = { meeting: A047, reply: 'join', place: 'group' }
  await Promise.all([
    ...people.map((who) => life.press(who, 'attendance.answer', { data })),
    ...Array.from({ length: 5 }, () => followRoster(life.ctx)),
  ])
  expect(await life.act((tx) => repliesOf(tx, A047))).toEqual({ expected: 36, join: 15, leave: 0 })
})

test('a load that changes hundreds of people takes as many statements for a meeting as one that changes two', async () => {
  await using life = await aLife({ only: ['A047', 'A065'] })
  await life.liveUntil('2026-11-24T15:00:00+08:00')
  const follow = async (people: readonly MemberId[], left: string | null) => {
    await life.db.updateTable('roster_members').set({ left_on: left }).where('id', 'in', people).execute()
    return (
      await statementsOf(
        () => followRoster(life.ctx),
        () => true,
      )
    ).sent.length
  }
  const all = await byRoster(life)
  const few = await follow(all.slice(0, 2), '2026-11-24')
  const fewBack = await follow(all.slice(0, 2), null)
  expect(await follow(all, '2026-11-24')).toBe(few)
  expect(await follow(all, null)).toBe(fewBack)
  expect(few).toBeLessThan(45)
  expect(await follow(all, null)).toBeLessThan(20)
})

function byRoster(life: Life): Promise<MemberId[]> {
  return life.act(async (tx) => (await expectedOf(life.ctx, tx, await meetingById(tx, A047))).expected)
}
