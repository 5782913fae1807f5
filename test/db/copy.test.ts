import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withCopy } from '../../src/db/copy.ts'
import { aLife } from '../support/a-life.ts'
import { everythingIn } from '../support/everything.ts'

const AT = Temporal.Instant.from('2026-11-24T09:00:00+08:00')
const letter = { kind: 'desk.todo', ref: 'M0001', receiver: 'person:M0001', written_at: AT, due: AT }

test('what is done on a copy is seen there, by nobody else, and is gone afterwards', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-24T12:00:00+08:00')
  const before = await everythingIn(life.db)
  const seen = await withCopy(life.db, async (copy) => {
    expect(await everythingIn(copy)).toEqual(before)
    await copy
      .insertInto('letters_letters')
      .values({ ...letter, key: 'k1' })
      .execute()
    await copy.deleteFrom('attendance_marks').execute()
    await copy.updateTable('meetings_meetings').set({ state: 'ended' }).execute()
    const last = copy.selectFrom('letters_letters').select('key').orderBy('seq', 'desc').limit(1)
    const ended = copy.selectFrom('pub_meetings').select('id').where('state', '=', 'ended')
    return [await last.execute(), await ended.execute(), await everythingIn(life.db)]
  })
  expect(seen).toEqual([[{ key: 'k1' }], [{ id: 'A047' }], before])
  expect(await everythingIn(life.db)).toEqual(before)
})

test('a letter whose key has expired is not written on a copy either', async () => {
  await using life = await aLife({ only: [] })
  await sql`insert into letters_past_keys values (sha256('k1'))`.execute(life.db)
  const written = await withCopy(life.db, (copy) =>
    copy
      .insertInto('letters_letters')
      .values(['k1', 'k2'].map((key) => ({ ...letter, key })))
      .returning('key')
      .execute(),
  )
  expect(written).toEqual([{ key: 'k2' }])
})

test('nobody waits for a lock that is held on a copy', async () => {
  await using life = await aLife({ only: ['A047'] })
  await withCopy(life.db, (copy) =>
    copy.transaction().execute(async (tx) => {
      await tx.updateTable('meetings_meetings').set({ place: '信息楼306' }).execute()
      await life.db.transaction().execute(async (other) => {
        await sql`set local lock_timeout = '1s'`.execute(other)
        await other.updateTable('meetings_meetings').set({ place: '信息楼307' }).execute()
      })
    }),
  )
  const places = await life.db.selectFrom('meetings_meetings').select('place').execute()
  expect(places).toEqual([{ place: '信息楼307' }])
})

test('the real records cannot be written from a copy, and the connection serves as before when it is given back', async () => {
  await using life = await aLife({ only: [] })
  const real = sql`update public.roster_branches set short = 'x'`
  await expect(withCopy(life.db, (copy) => real.execute(copy))).rejects.toThrow(/read-only/)
  await Promise.all(Array.from({ length: 10 }, () => real.execute(life.db)))
})
