import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { handleClick } from '../../src/inbox/service.ts'
import { markStale } from '../../src/letters/service.ts'
import { registry } from '../../src/router.ts'
import { type Life, aLife } from '../support/a-life.ts'
import { aClick } from '../support/click.ts'

/** A047 is B10's meeting of 25 November; M0213 is its secretary, M0230 asks for leave. */
const [SECRETARY, MEMBER] = ['M0213', 'M0230']
const REF = 'A047@1'

async function aRequest() {
  const life = await aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })
  const data = { meeting: 'A047', reply: 'leave', place: 'private' }
  await life.press(MEMBER, 'attendance.answer', { data })
  await life.press(MEMBER, 'attendance.leave', { data: { meeting: 'A047' }, form: { category: '事假' } })
  await life.settle()
  const row = await life.db
    .selectFrom('letters_letters')
    .select(['id', 'message_id'])
    .where('kind', '=', 'attendance.leavesAsked')
    .executeTakeFirstOrThrow()
  return { life, id: LetterId.parse(row.id), message: row.message_id ?? '' }
}

async function press(life: Life, on: { id: LetterId; message: string }, value: object) {
  const place = { by: `ou_${SECRETARY}`, message: on.message, chat: 'oc_p_secretary' }
  return handleClick(life.ctx, registry.letters, aClick({ ...place, value: { l: on.id, ...value } }))
}

const decide = { a: 'attendance.decide', meeting: 'A047', member: MEMBER, verdict: 'approved' }

test.each([
  ['of an earlier version', { ...decide, verdict: 'maybe' }],
  ['of a meeting that is not there', { ...decide, meeting: 'A999' }],
  ['of a person who is not there', { a: 'attendance.decide', meeting: 'A047', verdict: 'approved' }],
  ['of a change that is not there', { a: 'meetings.back', change: 'om_never' }],
  ['of a report that is not there', { a: 'reports.submit', request: 'R-A999', n: '1' }],
])('a button %s says what is so, and the card shows its state', async (_, value) => {
  const { life, ...on } = await aRequest()
  await using _life = life
  const answer = await press(life, on, value)
  expect(answer.toast?.content).not.toContain('请稍后重试')
  expect(answer.toast?.type).toBe('warning')
  expect(JSON.stringify(answer.card)).toContain('同意')
})

/** How many sessions of this test's database wait for a lock. */
async function waiting({ db }: Life): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** Whoever renders comes to the name after the leave, and waits there until it is let go. */
async function heldNames({ db }: Life) {
  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holding = db.transaction().execute(async (tx) => {
    await sql`lock table roster_members in access exclusive mode`.execute(tx)
    locked.resolve()
    await held.promise
  })
  await locked.promise
  const letGo = () => {
    held.resolve()
    return holding
  }
  return { letGo, [Symbol.asyncDispose]: letGo }
}

test('a card that is first drawn while its leave is granted shows one state, not a part of each', async () => {
  const { life, id } = await aRequest()
  await using _life = life
  const to = { person: MemberId.parse(SECRETARY) }
  const letter = { id, kind: 'attendance.leavesAsked', ref: REF, to } as const
  await using names = await heldNames(life)
  const rendering = life.act((tx) => registry.letters.kinds[letter.kind].render(life.ctx, tx, letter))
  await expect.poll(() => waiting(life)).toBe(1)
  await sql`update attendance_leaves set state = 'approved' where member_id = ${MEMBER}`.execute(life.db)
  await names.letGo()
  expect(JSON.stringify(await rendering)).toContain('不同意')
})

test('a card that is drawn while its leave is granted never says that the meeting is cancelled', async () => {
  const { life, id } = await aRequest()
  await using _life = life
  const updated: string[] = []
  const patch = async ({ card }: { card: object }) => void updated.push(JSON.stringify(card))
  const post = { ...life.post, feishu: { ...life.post.feishu, patch } }
  await life.act((tx) => markStale(tx, REF, ['attendance.leavesAsked']))
  await using names = await heldNames(life)
  const updates = updateCard(life.ctx, post, id)
  await expect.poll(() => waiting(life)).toBe(1)
  let isGranted = false
  const granting = transact(life.ctx, async (tx) => {
    await sql`update attendance_leaves set state = 'approved' where member_id = ${MEMBER}`.execute(tx)
    await markStale(tx, REF, ['attendance.leavesAsked'])
  }).then(() => {
    isGranted = true
  })
  await expect.poll(async () => isGranted || (await waiting(life)) === 2).toBe(true)
  await names.letGo()
  await Promise.all([updates, granting])
  expect(updated.join()).not.toContain('会议已取消')
})
