import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { makeBranchPart, makeCollegeDigest, openWeek, takeDueWeeks } from '../../src/digest/service.ts'
import { BranchId, GroupId, MemberId } from '../../src/ids.ts'
import { measure } from '../../src/measures/service.ts'
import { transact } from '../../src/db/transact.ts'
import { insertYear } from '../support/a-year.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { callsOf } from '../support/statements.ts'

/** What has more rows each week for each branch. */
const GROWING = [
  ...['meetings_meetings', 'meetings_starts', 'attendance_due', 'attendance_marks', 'attendance_rolls'],
  ...['attendance_makeups', 'reports_requests', 'reports_versions', 'digest_rows'],
]
const MONDAY = '2026-11-23'
/** So many are counted in one batch. */
const among = Array.from({ length: 20 }, (_, n) => `Y${n + 20}`)
const AT = `${MONDAY}T08:30:00+08:00`
/** Weeks of digests, each with rows, as two years leave them. */
const WEEKS_BEFORE = 104

const db = await aDatabase()
const client = new pg.Client({ connectionString: db.url })
await client.connect()
afterAll(async () => {
  await client.end()
  await db[Symbol.asyncDispose]()
})
const ctx = await aCtx(db, AT)

await insertYear(db, { branches: 120, members: 600, monday: MONDAY })
await sql`
  insert into digest_weeks (key, week, from_at, to_at, due_at, ended_at)
  select 'old-' || w, w, ${AT}::timestamptz - w * interval '1 week', ${AT}::timestamptz - (w - 1) * interval '1 week',
    ${AT}::timestamptz, ${AT} from generate_series(60, ${60 + WEEKS_BEFORE}::int) w`.execute(db)
await sql`
  insert into digest_rows (key, branch_id, row) select key, b.id, '{}' from digest_weeks, roster_branches b`.execute(
  db,
)
await sql`analyze`.execute(db)

/** The tables that a plan reads from end to end. */
async function scannedBy({ text, values }: { text: string; values: unknown[] }): Promise<string[]> {
  // As a statement that is asked for the first time: with what it is asked for in sight.
  const { rows } = await client.query({ text: `explain (format json) ${text}`, values })
  return scansIn(rows[0]?.['QUERY PLAN'])
}

function scansIn(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return []
  const below = Object.values(plan).flatMap(scansIn)
  const isScan = 'Node Type' in plan && plan['Node Type'] === 'Seq Scan' && 'Relation Name' in plan
  return isScan ? [`${plan['Relation Name']}`, ...below] : below
}

test('no query of a figure or a digest reads a table that grows from end to end', async () => {
  const branch = BranchId.parse('Y7')
  const { calls } = await callsOf(async () => {
    await openWeek(ctx, ctx.now())
    // A fifth time, so that the college's part is counted without those of the others.
    await db.updateTable('digest_weeks').set({ attempts: 5 }).where('ended_at', 'is', null).execute()
    for (const { key } of await takeDueWeeks(ctx)) {
      await makeBranchPart(ctx, key, branch)
      await Promise.all(among.map((one) => makeBranchPart(ctx, key, one)))
      await makeCollegeDigest(ctx, key)
    }
    const window = { from: ctx.now().subtract({ hours: 700 }), to: ctx.now(), asOf: ctx.now() }
    const person = MemberId.parse('P6')
    await transact(ctx, (tx) => measure(ctx, tx, { subject: { kind: 'person', member: person }, window }))
    const group = GroupId.parse('Y7G0')
    await transact(ctx, (tx) => measure(ctx, tx, { subject: { kind: 'group', branch, group }, window }))
  })
  const shapes = new Map(calls.map((call) => [call.text, call]))
  const asking = [...shapes.values()].filter(({ text }) => /^\s*(?:select|update)/.test(text))
  const scans: { of: string[]; text: string }[] = []
  for (const call of asking) scans.push({ of: await scannedBy(call), text: call.text })
  expect(asking.length).toBeGreaterThan(20)
  expect(scans.filter(({ of }) => of.some((table) => GROWING.includes(table)))).toEqual([])
})

test('twenty parts that are asked for at once are counted in as many statements as one', async () => {
  ctx.set('2026-11-30T08:30:00+08:00')
  await openWeek(ctx, ctx.now())
  const [week] = await takeDueWeeks(ctx)
  const count = (branches: readonly string[]) => async () => {
    await Promise.all(branches.map((one) => makeBranchPart(ctx, week?.key ?? 'none', one)))
  }
  const alone = await callsOf(count(['Y7']))
  const together = await callsOf(count(among))
  // One more has each of them planned for so many.
  expect(together.calls).toHaveLength(alone.calls.length + 1)
  const kept = await db
    .selectFrom('digest_rows')
    .select('branch_id')
    .where('key', '=', week?.key ?? '')
    .execute()
  expect(kept.map(({ branch_id }) => branch_id).toSorted()).toEqual(['Y7', ...among].toSorted())
})
