import { type Selectable, sql } from 'kysely'
import type { Db, Tables, Tx } from '../db/tables.ts'
import type { BranchId } from '../ids.ts'
import { COLLEGE_ROW, type MeetingFact, type ReportFact, type RollFact, Row, type Week } from './types.ts'

// Without `look_at`, which is nobody’s business but the sweep’s.
const WEEK = ['key', 'week', 'from_at', 'to_at', 'due_at', 'ended_at', 'attempts'] as const

/** Writes a week; one that is there already stays as it is. */
export async function insertWeek(tx: Tx, { key, week, from, to, dueAt }: Week): Promise<void> {
  await tx
    .insertInto('digest_weeks')
    .values({ key, week, from_at: from, to_at: to, due_at: dueAt })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** Takes due weeks that have rested, and moves their `look_at` ahead. */
export async function takeDue(db: Db, now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    update digest_weeks set look_at = clock_timestamp() + interval '60 seconds', attempts = attempts + 1
    where key in (
      select key from digest_weeks
      where ended_at is null and due_at <= ${now} and look_at <= clock_timestamp()
      order by due_at for update skip locked
    ) returning key`.execute(db)
  return rows.map(({ key }) => key)
}

export async function firstDue(db: Db): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('digest_weeks')
    .select((eb) => eb.fn.min('due_at').as('due'))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.due ?? null
}

/** The week, kept from ending until this transaction does; alone if it is this one that ends it. */
export async function lockWeek(tx: Tx, key: string, how: 'share' | 'alone'): Promise<Week | undefined> {
  const query = tx.selectFrom('digest_weeks').select(WEEK).where('key', '=', key)
  const row = await (how === 'share' ? query.forShare() : query.forUpdate()).executeTakeFirst()
  return row && weekOf(row)
}

export async function week(tx: Tx, key: string): Promise<Week | undefined> {
  const row = await tx.selectFrom('digest_weeks').select(WEEK).where('key', '=', key).executeTakeFirst()
  return row && weekOf(row)
}

/** The last week that was due at that moment; `ended` leaves those out that are still being made. */
export async function lastWeek(
  db: Db | Tx,
  at: Temporal.Instant,
  which: 'any' | 'ended',
): Promise<Week | undefined> {
  const row = await db
    .selectFrom('digest_weeks')
    .select(WEEK)
    .where('due_at', '<=', at)
    .$if(which === 'ended', (query) => query.where('ended_at', 'is not', null))
    .orderBy('from_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && weekOf(row)
}

/** The week that was ended and to which what ended at that moment belongs; undefined without one. Locked until the transaction ends. */
export async function lockEndedWeek(tx: Tx, at: Temporal.Instant): Promise<Week | undefined> {
  const row = await tx
    .selectFrom('digest_weeks')
    .select(WEEK)
    .where('from_at', '<=', at)
    .where('to_at', '>', at)
    .where('ended_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  return row && weekOf(row)
}

export async function endWeek(tx: Tx, key: string, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('digest_weeks').set({ ended_at: at }).where('key', '=', key).execute()
}

/** Writes a row; one that was counted before takes the new values. */
export async function saveRow(tx: Tx, place: { key: string; of: string }, row: Row): Promise<void> {
  const text = JSON.stringify(row)
  await tx
    .insertInto('digest_rows')
    .values({ key: place.key, branch_id: place.of, row: text })
    .onConflict((conflict) => conflict.columns(['key', 'branch_id']).doUpdateSet({ row: text }))
    .execute()
}

/** The rows of a week by branch, the college's own under `COLLEGE_ROW`. */
export async function rows(tx: Tx, key: string): Promise<Map<string, Row>> {
  const found = await tx
    .selectFrom('digest_rows')
    .select(['branch_id', 'row'])
    .where('key', '=', key)
    .execute()
  return new Map(found.map(({ branch_id, row }) => [branch_id, Row.parse(row)]))
}

/** How many meetings the row of a week counted, null without that row, or when it could not be counted. */
export async function heldIn(tx: Tx, key: string, of: string): Promise<number | null> {
  const row = (await rows(tx, key)).get(of)
  return row === undefined || row.uncounted ? null : row.held
}

/** Meetings that end at or after `from` and start before `to`: of a branch and its groups, or the college's own. */
export async function meetingsOf(
  tx: Tx,
  branch: BranchId | typeof COLLEGE_ROW,
  span: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<MeetingFact[]> {
  const found = await tx
    .selectFrom('pub_meetings as m')
    .leftJoin('pub_attendance as a', 'a.meeting_id', 'm.id')
    .select(['m.types', 'm.title', 'm.group_id', 'm.starts_at', 'm.ends_at', 'm.state'])
    .select(['a.due', 'a.present', 'a.leave', 'a.absent', 'a.unconfirmed', 'a.closed_at'])
    .where('m.branch_id', branch === COLLEGE_ROW ? 'is' : '=', branch === COLLEGE_ROW ? null : branch)
    .where('m.ends_at', '>=', span.from)
    .where('m.starts_at', '<', span.to)
    .orderBy('m.starts_at')
    .orderBy('m.id')
    .execute()
  return found.map((meeting) => ({
    types: meeting.types,
    title: meeting.title,
    ofGroup: meeting.group_id !== null,
    startsAt: meeting.starts_at,
    endsAt: meeting.ends_at,
    state: meeting.state,
    roll: rollIn(meeting),
  }))
}

type RollRow = { [C in 'due' | 'present' | 'leave' | 'absent' | 'unconfirmed']: number | null } & {
  closed_at: Temporal.Instant | null
}

function rollIn({ due, present, leave, absent, unconfirmed, closed_at: closedAt }: RollRow): RollFact | null {
  if (due === null) return null
  const counts = {
    present: present ?? 0,
    leave: leave ?? 0,
    absent: absent ?? 0,
    unconfirmed: unconfirmed ?? 0,
  }
  return { expected: due, ...counts, closedAt }
}

/** Reports that were due in the week, and those of any week that somebody still has to write or complete. */
export async function reportsOf(
  tx: Tx,
  branch: BranchId | typeof COLLEGE_ROW,
  span: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<ReportFact[]> {
  const found = await tx
    .selectFrom('pub_reports')
    .select(['due_at', 'state', 'late', 'submitted_at'])
    .where('branch_id', branch === COLLEGE_ROW ? 'is' : '=', branch === COLLEGE_ROW ? null : branch)
    .where((eb) =>
      eb.or([
        eb.and([eb('due_at', '>=', span.from), eb('due_at', '<', span.to)]),
        eb('state', 'in', ['open', 'returned', 'withdrawn']),
      ]),
    )
    .execute()
  return found.map(({ due_at, state, late, submitted_at }) => {
    return { dueAt: due_at, state, late, submitted: submitted_at !== null }
  })
}

/** How many decisions of the secretaries' meeting a branch still has to carry out. */
export async function openTasks(tx: Tx, branch: BranchId | typeof COLLEGE_ROW): Promise<number> {
  const row = await tx
    .selectFrom('pub_tasks')
    .select('open')
    .where('branch_id', '=', branch)
    .executeTakeFirst()
  return row?.open ?? 0
}

function weekOf(row: Pick<Selectable<Tables['digest_weeks']>, (typeof WEEK)[number]>): Week {
  return {
    key: row.key,
    week: row.week,
    from: row.from_at,
    to: row.to_at,
    dueAt: row.due_at,
    ended: row.ended_at !== null,
    attempts: row.attempts,
  }
}
