import { afterAll, expect, test } from 'vitest'
import { readDigest } from '../../src/digest/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { changeMeeting, lockMeeting } from '../../src/meetings/service.ts'
import { aScene, MONDAY } from './setup.ts'

const scene = await aScene()
afterAll(() => scene[Symbol.asyncDispose]())

const at = (local: string) => Temporal.Instant.from(`${local}+08:00`)
const WEDNESDAY = at('2026-11-25T10:00:00')

/** Moves a meeting at some moment, as a person does. */
async function move(id: string, to: string, when: string): Promise<void> {
  scene.ctx.set(at(when).toString())
  await scene.run(async (tx) => {
    const old = await lockMeeting(tx, MeetingId.parse(id))
    const startsAt = at(to)
    const next = { ...old, startsAt, endsAt: startsAt.add({ minutes: 30 }) }
    await changeMeeting(scene.ctx, tx, { old, next, by: MemberId.parse('M0140') })
  })
}

async function week(key: string) {
  const { branches, college } = await scene.run((tx) => readDigest(tx, `digest-COL1-${key}`))
  return {
    ids: branches.map(({ id }) => id),
    of: (id: string) => branches.find((one) => one.id === id),
    college,
  }
}

test('a week in which branches close and begin, people and meetings move, leaves every row where it belongs', async () => {
  await scene.makeAt(MONDAY)
  const before = await week('2026-W47')
  scene.ctx.set(WEDNESDAY.toString())
  const b14 = { id: 'B14', active: false }
  await scene.db.updateTable('roster_branches').set(b14).where('id', '=', 'B14').execute()
  const founded = {
    id: 'B15',
    name: '新支部',
    short: '新支部',
    kind: 'student',
    chat: null,
    active: true,
    place: 99,
  }
  await scene.db.insertInto('roster_branches').values(founded).execute()
  await scene.db
    .updateTable('roster_members')
    .set({ branch_id: 'B11', group_id: null })
    .where('id', '=', MemberId.parse('M0230'))
    .execute()
  await move('A065', '2026-11-29T23:00:00', '2026-11-25T11:00:00')
  await move('A065', '2026-11-30T00:30:00', '2026-11-29T20:00:00')
  await scene.makeAt(at('2026-11-30T08:30:00'))

  const after = await week('2026-W48')
  // What closed shows what it did in its last week, and what is new has a row of its own, empty.
  expect(after.ids).toEqual([...before.ids, 'B15'])
  expect(after.of('B14')).toMatchObject({ closed: true })
  expect(after.of('B15')).toMatchObject({
    closed: false,
    uncounted: null,
    figures: { planned: 0, rate: null },
  })
  // Put off across midnight on Sunday: planned for the one week, to come in the other.
  expect(after.of('B13')?.figures).toMatchObject({ moved: 1 })
  expect(after.of('B13')?.next.first.map(({ meeting }) => meeting)).toContain('A065')
  // What was sent before stays what it was.
  expect((await week('2026-W47')).of('B10')).toEqual(before.of('B10'))

  await scene.makeAt(at('2026-12-07T08:30:00'))
  const last = await week('2026-W49')
  expect(last.of('B13')?.figures?.planned).toBeGreaterThan(0)
  expect(last.ids).not.toContain('B14')
})

test('a college that has just moved in has weeks without anything, and none that is whole', async () => {
  await using empty = await aScene([])
  await empty.makeAt(at('2026-11-02T08:30:00'))
  const { branches } = await empty.run((tx) => readDigest(tx, 'digest-COL1-2026-W44'))
  expect(branches).toHaveLength(14)
  for (const { figures, gaps } of branches) {
    expect(figures).toMatchObject({ planned: 0, held: 0, due: 0, reportsDue: 0, rate: null })
    expect(gaps).toEqual(['movedIn'])
  }
})
