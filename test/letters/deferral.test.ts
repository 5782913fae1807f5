import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { releaseHeld, takeDueLetters, writeLetters } from '../../src/letters/service.ts'
import { snooze } from '../../src/letters/snooze/service.ts'
import type { LetterHandler, NewLetter } from '../../src/letters/types.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

type Place = Awaited<ReturnType<typeof aPost>>

const ANNA = MemberId.parse('anna')
const reminders = (over: Partial<LetterHandler> = {}) => aPost(aHandler({ urgency: 'reminder', ...over }))

function reminder(key: string, over: Partial<NewLetter> = {}): NewLetter {
  return { key, kind: 'attendance.ask', ref: `A1/${key}`, to: { person: ANNA }, ...over }
}

async function write(at: Place, ...letters: NewLetter[]): Promise<void> {
  await transact(at.ctx, (tx) => writeLetters(at.ctx, tx, letters))
}

/** Real time passes: who rested, for the platform's limits or after a look, may be looked at again. */
async function rested({ db }: Place): Promise<void> {
  const longAgo = Temporal.Instant.from('2000-01-01T00:00:00Z')
  await db.updateTable('letters_letters').set({ look_at: longAgo, held_until: longAgo }).execute()
}

async function anyDue({ db, ctx }: Place): Promise<boolean> {
  const due = db.selectFrom('letters_letters').select('id').where('ended', 'is', null)
  const now = due.where('due', '<=', ctx.now()).where('held_by', 'is', null)
  return (await now.executeTakeFirst()) !== undefined
}

/** Every letter that is due takes its turns, `workers` of them at a time, until nothing is left to do. */
async function deliverAll(at: Place, workers = 1): Promise<void> {
  while (await anyDue(at)) {
    await rested(at)
    for (const id of await takeDueLetters(at.ctx)) {
      await Promise.all(Array.from({ length: workers }, () => deliverLetter(at.ctx, at.post, id)))
    }
  }
}

const letters = (at: Place) =>
  at.db
    .selectFrom('letters_letters')
    .select(['key', 'kind', 'ended', 'code', 'due', 'counted_on', 'held_by'])
    .orderBy('seq')
    .execute()
const ends = async (at: Place) =>
  Object.fromEntries((await letters(at)).map(({ key, ended }) => [key, ended]))

test('of twenty reminders to one person two are sent and the third is the summary that covers the rest', async () => {
  await using at = await reminders()
  const keys = Array.from({ length: 20 }, (_, n) => `r${n}`)
  await write(at, ...keys.map((key) => reminder(key)))
  await deliverAll(at, 20)
  const all = await letters(at)
  expect(await at.sent()).toHaveLength(3)
  expect(all.filter(({ ended }) => ended === 'sent').map(({ kind }) => kind)).toEqual([
    'attendance.ask',
    'attendance.ask',
    'desk.summary',
  ])
  const summary = await at.db
    .selectFrom('letters_letters')
    .select('id')
    .where('kind', '=', 'desk.summary')
    .executeTakeFirstOrThrow()
  const covered = all.filter(({ code }) => code === `covered:${summary.id}`)
  expect(covered).toHaveLength(18)
})

test('a crowd of letters to one person, delivered all at once by many workers, never passes the cap', async () => {
  await using at = await reminders()
  // Written with dues that come in reverse order, so that several may be first in their queue at once.
  const crowd = Array.from({ length: 20 }, (_, n) =>
    reminder(`c${n}`, { dueAt: at.ctx.now().subtract({ seconds: n }) }),
  )
  await write(at, ...crowd)
  const ids = await at.db.selectFrom('letters_letters').select('id').execute()
  await Promise.all(ids.map(({ id }) => deliverLetter(at.ctx, at.post, LetterId.parse(id))))
  await deliverAll(at, 5)
  expect(await at.sent()).toHaveLength(3)
})

test('of two reminders that are decided on at the same moment only one is the last before the summary', async () => {
  const gate = Promise.withResolvers<void>()
  let arrived = 0
  await using at = await reminders({
    async about(_ctx, _tx, { ref }) {
      if (!ref.endsWith('first')) arrived += 1
      if (!ref.endsWith('first')) await gate.promise
      return Temporal.PlainDate.from('2026-11-23')
    },
  })
  await write(at, reminder('first'))
  await deliverAll(at)
  // The one that was written earlier becomes due while the other is already in hand.
  const soon = at.ctx.now().add({ seconds: 1 })
  await write(at, reminder('early', { dueAt: soon }), reminder('late'))
  const [late] = await takeDueLetters(at.ctx)
  const inHand = late && deliverLetter(at.ctx, at.post, late)
  await expect.poll(() => arrived).toBe(1)
  at.ctx.set(soon.toString())
  const [early] = await takeDueLetters(at.ctx)
  const next = early && deliverLetter(at.ctx, at.post, early)
  await expect.poll(async () => arrived === 2 || (await waitsForLock(at))).toBe(true)
  gate.resolve()
  expect(await Promise.all([inHand, next])).toEqual(['sent', expect.stringMatching('notMine|obsolete')])
  await deliverAll(at)
  expect(await at.sent()).toHaveLength(3)
  expect(await ends(at)).toMatchObject({ first: 'sent', late: 'sent', early: 'obsolete' })
})

async function waitsForLock({ db }: Place): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and not granted and datname = current_database()`.execute(db)
  return rows.length > 0
}

test('of a kind that comes once a day twenty are one message, and a later one waits for the next morning', async () => {
  await using at = await reminders({ daily: true })
  await write(at, ...Array.from({ length: 20 }, (_, n) => reminder(`d${n}`)))
  const ids = await at.db.selectFrom('letters_letters').select('id').execute()
  await Promise.all(ids.map(({ id }) => deliverLetter(at.ctx, at.post, LetterId.parse(id))))
  await deliverAll(at, 5)
  expect(await at.sent()).toHaveLength(1)
  at.ctx.set(at.ctx.now().add({ hours: 1 }).toString())
  await write(at, reminder('later'), reminder('latest'))
  await deliverAll(at)
  const waiting = (await letters(at)).filter(({ ended }) => ended === null)
  expect(waiting.map(({ due }) => String(due))).toEqual(['2026-11-23T23:30:00Z', '2026-11-23T23:30:00Z'])
  at.ctx.set('2026-11-24T07:30:00+08:00')
  await deliverAll(at)
  expect(await at.sent()).toHaveLength(2)
  expect(await ends(at)).toMatchObject({ later: 'sent', latest: 'obsolete' })
})

test('after the cap a reminder rests until the morning if it is of use then, and an answer goes at once', async () => {
  await using at = await reminders({ urgency: ({ kind }) => (kind === 'desk.todo' ? 'answer' : 'reminder') })
  await write(at, reminder('a'), reminder('b'), reminder('c'))
  await deliverAll(at)
  const tonight = Temporal.Instant.from('2026-11-23T20:00:00+08:00')
  await write(at, reminder('later'), reminder('lapsing', { uselessAfter: tonight }))
  await write(at, { ...reminder('todo'), kind: 'desk.todo' })
  await deliverAll(at)
  expect(await ends(at)).toMatchObject({ later: null, lapsing: 'obsolete', todo: 'sent' })
  const [later] = (await letters(at)).filter(({ key }) => key === 'later')
  expect(later?.due.equals(Temporal.Instant.from('2026-11-24T07:30:00+08:00'))).toBe(true)
  at.ctx.set('2026-11-24T07:30:00+08:00')
  await deliverAll(at)
  expect(await ends(at)).toMatchObject({ later: 'sent' })
})

test('a reminder that the platform refused does not count, one whose answer is unknown does', async () => {
  await using at = await reminders()
  const { control } = at.sandbox
  await write(at, reminder('lost'))
  await control.hold({ api: 'send', when: 'after', count: 1 })
  const [id] = await takeDueLetters(at.ctx)
  if (id === undefined) throw new Error('no letter')
  const attempt = deliverLetter(at.ctx, at.post, id)
  await expect.poll(() => control.held()).toHaveLength(1)
  for (const { n } of await control.held()) await control.release(n, 'cut')
  expect(await attempt).toBe('waiting')
  const [lost] = await letters(at)
  expect(lost?.counted_on).not.toBeNull()
  await at.db.updateTable('letters_letters').set({ ended: 'failed', ended_at: at.ctx.now() }).execute()
  await write(at, reminder('a'), reminder('b'))
  await deliverAll(at)
  expect((await letters(at)).filter(({ kind }) => kind === 'desk.summary')).toEqual([])
})

test('what comes to its turn in the night, as after downtime, is put off and holds nobody up', async () => {
  await using at = await reminders({ urgency: ({ kind }) => (kind === 'desk.todo' ? 'answer' : 'reminder') })
  await write(at, reminder('ask'), { ...reminder('todo'), kind: 'desk.todo' })
  at.ctx.set('2026-11-23T23:00:00+08:00')
  await deliverAll(at)
  expect(await ends(at)).toEqual({ ask: null, todo: 'sent' })
  at.ctx.set('2026-11-24T07:30:00+08:00')
  await deliverAll(at)
  expect(await ends(at)).toEqual({ ask: 'sent', todo: 'sent' })
})

test('what no longer matters is neither covered nor counted', async () => {
  await using at = await reminders({ isRelevant: async (_ctx, _tx, { ref }) => !ref.endsWith('gone') })
  await write(at, reminder('a'), reminder('b'), reminder('c'), reminder('gone'))
  await deliverAll(at)
  const codes = Object.fromEntries((await letters(at)).map(({ key, code }) => [key, code]))
  expect(codes['c']).toMatch(/^covered:/)
  expect(codes['gone']).toBeNull()
  expect(await ends(at)).toMatchObject({ gone: 'obsolete' })
})

test('a pause lays letters aside without holding up an answer, and gives back what is still of use', async () => {
  let pause: string | null = 'p1'
  await using at = await reminders({ urgency: ({ kind }) => (kind === 'desk.todo' ? 'answer' : 'reminder') })
  at.post.letters.heldBy = async () => pause
  const noon = Temporal.Instant.from('2026-11-23T12:00:00+08:00')
  await write(at, reminder('keeps'), reminder('lapses', { uselessAfter: noon }))
  await write(at, { ...reminder('todo'), kind: 'desk.todo' })
  await deliverAll(at)
  expect(await ends(at)).toEqual({ keeps: null, lapses: null, todo: 'sent' })
  at.ctx.set('2026-11-23T13:00:00+08:00')
  pause = null
  const released = await transact(at.ctx, (tx) => releaseHeld(at.ctx, tx, 'p1'))
  expect(released).toEqual({ going: { 'attendance.ask': 1 }, lapsed: { 'attendance.ask': 1 } })
  await deliverAll(at)
  expect(await ends(at)).toEqual({ keeps: 'sent', lapses: 'obsolete', todo: 'sent' })
})

test('a reminder put off until the evening comes once more, however often the button is pressed', async () => {
  await using at = await reminders()
  await write(at, reminder('ask'))
  await deliverAll(at)
  const { id } = await at.db.selectFrom('letters_letters').select('id').executeTakeFirstOrThrow()
  const press = { who: ANNA, letter: LetterId.parse(id), madeAt: at.ctx.now(), data: {}, form: {} }
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => transact(at.ctx, (tx) => snooze(at.ctx, tx, press))),
  )
  expect(outcomes.filter((one) => one.ok && !one.again)).toHaveLength(1)
  const other = { ...press, who: MemberId.parse('bea') }
  expect(await transact(at.ctx, (tx) => snooze(at.ctx, tx, other))).toEqual({
    ok: false,
    refusal: 'notYours',
  })
  await deliverAll(at)
  expect(await at.sent()).toHaveLength(1)
  at.ctx.set('2026-11-23T19:30:00+08:00')
  await deliverAll(at)
  expect(await at.sent()).toHaveLength(2)
  const late = { ...press, madeAt: at.ctx.now() }
  expect(await transact(at.ctx, (tx) => snooze(at.ctx, tx, late))).toEqual({
    ok: false,
    refusal: 'noEvening',
  })
})

test('letters to a group are never counted', async () => {
  await using at = await reminders()
  await write(at, ...['a', 'b', 'c', 'd', 'e'].map((key) => reminder(key, { to: { chat: BRANCH_CHAT } })))
  await deliverAll(at)
  expect(await at.sent()).toHaveLength(5)
  expect((await letters(at)).every(({ ended }) => ended === 'sent')).toBe(true)
})
