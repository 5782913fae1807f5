import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedMembers, followRoster, repliesOf, rollOf } from '../../src/attendance/service.ts'
import { freezeFor } from '../../src/attendance/follow/service.ts'
import { expectedOf, meetingById } from '../../src/meetings/service.ts'
import { MemberId } from '../../src/ids.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { statementsOf } from '../support/statements.ts'
import { A047 } from './follow-life.ts'

const PEOPLE = ['M0230', 'M0231', 'M0232', 'M0233', 'M0234', 'M0235'].map((id) => MemberId.parse(id))

const step = fc.oneof(
  fc.record({ kind: fc.constant('leave'), who: fc.constantFrom(...PEOPLE) }),
  fc.record({ kind: fc.constant('return'), who: fc.constantFrom(...PEOPLE) }),
  fc.record({ kind: fc.constant('exempt'), who: fc.constantFrom(...PEOPLE) }),
  fc.record({ kind: fc.constant('move'), who: fc.constantFrom(...PEOPLE) }),
  fc.record({ kind: fc.constantFrom('join', 'ask'), who: fc.constantFrom(...PEOPLE) }),
  fc.record({ kind: fc.constant('follow'), who: fc.constantFrom(...PEOPLE) }),
  fc.record({ kind: fc.constant('freeze'), who: fc.constantFrom(...PEOPLE) }),
)

const ROSTER: Record<string, object> = {
  leave: { left_on: '2026-11-23' },
  return: { left_on: null, status: '在册在岗', branch_id: 'B10' },
  exempt: { left_on: null, status: '长期不便参会' },
  move: { left_on: null, branch_id: 'B13' },
}

async function take(life: Life, { kind, who }: { kind: string; who: MemberId }): Promise<void> {
  const change = ROSTER[kind]
  if (change !== undefined)
    await life.db.updateTable('roster_members').set(change).where('id', '=', who).execute()
  else if (kind === 'follow') await followRoster(life.ctx)
  else if (kind === 'freeze')
    await life.act(async (tx) => freezeFor(life.ctx, tx, await meetingById(tx, A047)))
  else {
    const reply = kind === 'join' ? 'join' : 'leave'
    await life.press(who, 'attendance.answer', { data: { meeting: A047, reply, place: 'group' } })
  }
}

/** What must be true of the list whatever happened. */
type Model = { said: Map<string, string>; frozen: MemberId[] | null }

const REPLIES: Record<string, string> = { join: 'join', ask: 'leave' }

async function takeInto(life: Life, model: Model, one: { kind: string; who: MemberId }): Promise<void> {
  const expected = await life.act((tx) => expectedMembers(tx, A047))
  await take(life, one)
  const reply = REPLIES[one.kind]
  if (reply !== undefined && expected.includes(one.who)) model.said.set(one.who, reply)
  if (one.kind === 'freeze') model.frozen ??= await byRoster(life)
  if (one.kind === 'follow' || one.kind === 'freeze')
    expect(await life.act((tx) => expectedMembers(tx, A047))).toEqual(model.frozen ?? (await byRoster(life)))
  const rows = await life.db.selectFrom('attendance_replies').select(['member_id', 'reply']).execute()
  const kept = Object.fromEntries(rows.map((row) => [row.member_id, row.reply]))
  expect(kept).toMatchObject(Object.fromEntries(model.said))
}

async function liveThrough(life: Life, steps: { kind: string; who: MemberId }[]): Promise<void> {
  await life.db.updateTable('attendance_lists').set({ frozen_at: null }).execute()
  const model: Model = { said: new Map(), frozen: null }
  for (const one of steps) await takeInto(life, model, one)
  const counts = await life.act((tx) => repliesOf(tx, A047))
  expect(counts.expected).toBe((await life.act((tx) => expectedMembers(tx, A047))).length)
  expect(counts.join + counts.leave).toBeLessThanOrEqual(counts.expected)
  expect((await life.act((tx) => rollOf(tx, A047))).expected).toBe(counts.expected)
}

test('whatever happens to roster and answers, the list is the roster’s until it is frozen, and no answer is lost', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  const steps = fc.array(step, { minLength: 1, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(steps, (all) => liveThrough(life, all)),
    { numRuns: 15 },
  )
})

function byRoster(life: Life): Promise<MemberId[]> {
  return life.act(async (tx) => (await expectedOf(life.ctx, tx, await meetingById(tx, A047))).expected)
}

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
