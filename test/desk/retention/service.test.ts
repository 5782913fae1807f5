import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { runAlarm, takeDueAlarms } from '../../../src/alarms/service.ts'
import { recordPastReport } from '../../../src/reports/service.ts'
import { forgetOldTalk, planExpiry, waitingFor } from '../../../src/desk/service.ts'
import { forgetOldClicks } from '../../../src/inbox/service.ts'
import { writeLetters } from '../../../src/letters/service.ts'
import { forgetOldLinks } from '../../../src/pages/service.ts'
import { registry } from '../../../src/router.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { SECRET, TABLES } from './tables.ts'

type College = Awaited<ReturnType<typeof aCollege>>

const aPast = () => aCollege({ only: [], past: true })

/** The night of that day; `parts` of what it deletes, all unless told. */
async function night({ ctx, act }: College, day: string, parts = Number.POSITIVE_INFINITY): Promise<number> {
  ctx.set(`${day}T03:30:00+08:00`)
  await forgetOldClicks(ctx)
  await forgetOldTalk(ctx)
  await forgetOldLinks(ctx)
  await act((tx) => planExpiry(ctx, tx))
  for (let ran = 0; ; ran += 1) {
    const [next] = ran < parts ? await takeDueAlarms(ctx) : []
    if (next === undefined) return ran
    expect(await runAlarm(ctx, registry.alarms, next)).toBe('done')
  }
}

const samples = () => Object.entries(TABLES).flatMap(([table, of]) => ('row' in of ? [{ table, ...of }] : []))

async function fill(life: College): Promise<void> {
  const report = { meetingId: MeetingId.parse('A016'), dueAt: life.ctx.now(), late: false } as const
  await life.act((tx) =>
    recordPastReport(life.ctx, tx, { ...report, state: 'approved', submittedAt: life.ctx.now() }),
  )
  await sql`update reports_requests set asked_at = timestamptz '2026-11-05T17:00:00+08:00'`.execute(life.db)
  await sql`insert into inspections_plans (term, round, seed) values ('T', 1, 1)`.execute(life.db)
  await sql`insert into inspections_visits (id, term, branch_id, inspector_id, day, revision, stage)
    values ('T.B04', 'T', 'B04', 'M0163', '2026-11-05', 1, 'objected')`.execute(life.db)
  // What others refer to comes first.
  const first = ['attendance_due', 'letters_letters', 'pages_links']
  const all = samples().toSorted((a, b) => Number(first.includes(b.table)) - Number(first.includes(a.table)))
  for (const { table, row } of all) await sql.raw(`insert into ${table} ${row}`).execute(life.db)
}

/** Tables in which the text stands; of those without a text, which still have a row of that meeting or person. */
async function holding(life: College): Promise<string[]> {
  const found: string[] = []
  for (const { table, row } of samples()) {
    const sign = [SECRET, 'A016', 'M0075'].find((one) => row.includes(one))
    const query = sql.raw(`select from ${table} where ${table}::text like '%${sign}%' limit 1`)
    if ((await query.execute(life.db)).rows.length > 0) found.push(table)
  }
  return found
}

const goneAfter = (...passed: string[]) =>
  samples().flatMap(({ table, gone }) => (passed.includes(gone) ? [] : [table]))

test('every table has an entry that says how its text expires, or why it stays', async () => {
  await using life = await aCollege({ only: [] })
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely_%'`.execute(
    life.db,
  )
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(TABLES).toSorted())
})

test('what was written about people is gone when its time is over, and not before', async () => {
  await using life = await aPast()
  await fill(life)
  expect(await holding(life)).toEqual(goneAfter())
  await night(life, '2026-11-24')
  expect(await holding(life)).toEqual(goneAfter('night', 'fortnight'))
  await night(life, '2027-02-03')
  expect(await holding(life)).toEqual(goneAfter('night', 'fortnight'))
  await night(life, '2027-02-04')
  expect(await holding(life)).toEqual(goneAfter('night', 'fortnight', 'messages'))
  await night(life, '2027-04-17')
  expect(await holding(life)).toEqual(goneAfter('night', 'fortnight', 'messages'))
  // Ninety days after the last day of the term.
  await night(life, '2027-04-18')
  expect(await holding(life)).toEqual(goneAfter('night', 'fortnight', 'messages', 'reasons'))
  await night(life, '2028-11-05')
  expect(await holding(life)).toEqual(goneAfter('night', 'fortnight', 'messages', 'reasons'))
  await night(life, '2028-11-06')
  expect(await holding(life)).toEqual([])
})

const figures = ({ db }: College) =>
  db.selectFrom('pub_attendance').selectAll().orderBy('meeting_id').execute()
const named = async ({ db }: College) => (await db.selectFrom('attendance_due').selectAll().execute()).length

test('the figures of old meetings are the same after their lists are gone', async () => {
  await using life = await aPast()
  const before = await figures(life)
  expect(before.length).toBeGreaterThan(50)
  expect(await night(life, '2029-01-01')).toBeGreaterThan(10)
  expect(await named(life)).toBe(0)
  expect(await figures(life)).toEqual(before)
  // As an import of the past would bring it, once more.
  const again = { meeting_id: 'A016', member_id: 'M0075', standing: 'due' }
  await life.db.insertInto('attendance_due').values(again).execute()
  expect(await figures(life)).toEqual(before)
})

test('a deletion that fails again and again loses nothing, and is shown to the administrators', async () => {
  await using life = await aPast()
  const { ctx } = life
  await sql`alter table attendance_counts add check (due < 0)`.execute(life.db)
  const before = await named(life)
  await night(life, '2029-01-01', 0)
  const [id] = await takeDueAlarms(ctx)
  if (id === undefined) throw new Error('no alarm')
  for (let attempt = 0; attempt < 8; attempt += 1)
    expect(await runAlarm(ctx, registry.alarms, id)).toBe('failed')
  expect(await named(life)).toBe(before)
  const { failures } = await life.act((tx) => waitingFor(ctx, tx, MemberId.parse('M0140')))
  expect(failures.map(({ says }) => says)).toEqual(['到期记录的删除未能执行，原因见 zhibu problems'])
})

test('a night that is cut short between two parts loses nothing: each meeting has its list or its counts', async () => {
  await using life = await aPast()
  const before = await figures(life)
  await night(life, '2029-01-01', 3)
  const left = await named(life)
  expect(left).toBeGreaterThan(0)
  expect(await figures(life)).toEqual(before)
  // The next night begins anew; parts of the last one that still come find nothing.
  await night(life, '2029-01-02')
  expect(await named(life)).toBe(0)
  expect(await figures(life)).toEqual(before)
})

test('of a request of long ago, what was handed in or returned lately stays', async () => {
  await using life = await aPast()
  await fill(life)
  const lately = Temporal.Instant.from('2028-11-01T09:00:00+08:00')
  await life.db.updateTable('reports_versions').set({ submitted_at: lately }).execute()
  await life.db.updateTable('reports_drafts').set({ updated_at: lately }).execute()
  await sql`update reports_requests set state = 'returned', return_reason = '请补决议'`.execute(life.db)
  await night(life, '2028-11-06', 1)
  expect(await holding(life)).toEqual(expect.arrayContaining(['reports_drafts', 'reports_versions']))
  const kept = life.db.selectFrom('reports_requests').select('return_reason').where('meeting_id', '=', 'A016')
  expect(await kept.execute()).toEqual([{ return_reason: '请补决议' }])
})

test('a letter that has expired is not written again', async () => {
  await using life = await aPast()
  const letter = { key: 'desk.mine:once', kind: 'desk.mine', ref: 'M0075' } as const
  const write = () =>
    life.act((tx) => writeLetters(life.ctx, tx, [{ ...letter, to: { person: MemberId.parse('M0075') } }]))
  await write()
  await life.db
    .updateTable('letters_letters')
    .set({ ended: 'sent', ended_at: life.ctx.now() })
    .where('key', '=', letter.key)
    .execute()
  await night(life, '2027-03-01')
  await write()
  const kept = life.db.selectFrom('letters_letters').select('id').where('key', '=', letter.key)
  expect(await kept.execute()).toEqual([])
})

test('what came to nothing stays until an administrator has ticked it off', async () => {
  await using life = await aPast()
  const at = life.ctx.now()
  const ended = { written_at: at, due: at, ended_at: at, kind: 'desk.mine', ref: 'M0075' }
  await life.db
    .insertInto('letters_letters')
    .values(
      (['failed', 'unknown', 'sent'] as const).map((end) => ({
        ...{ ...ended, receiver: 'person:M0075', key: end, ended: end },
      })),
    )
    .execute()
  await night(life, '2029-01-01')
  const left = life.db.selectFrom('letters_letters').select('key').orderBy('key')
  expect((await left.execute()).map(({ key }) => key)).toEqual(['failed', 'unknown'])
})
