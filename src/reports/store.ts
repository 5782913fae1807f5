import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { REVIEWS } from '../../config/college/questions.ts'
import { ReadOnce, writing } from '../db/reads.ts'
import type { Tables, Tx } from '../db/tables.ts'
import { BranchId, FormId, GroupId, MeetingId, MemberId, RequestId } from '../ids.ts'
import { type Rights, SECRETARY } from '../roster/types.ts'
import { OWED } from './rules.ts'
import { About, REQUEST_STATES, type Request } from './types.ts'
import { Unfit } from '../errors.ts'

/** Writes a request unless there is one for the meeting; tells which. */
export async function insert(tx: Tx, request: Request): Promise<boolean> {
  return (await insertAll(tx, [request])).length > 0
}

/** Writes requests, as far as there are none; returns those that were written. */
export async function insertAll(tx: Tx, all: readonly Request[]): Promise<RequestId[]> {
  if (all.length === 0) return []
  const rows = await writing(tx)
    .insertInto('reports_requests')
    .values(all.map(rowOf))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.map(({ id }) => RequestId.parse(id))
}

function rowOf(request: Request) {
  return {
    id: request.id,
    meeting_id: request.meeting,
    about_kind: request.about.kind,
    about_id: request.about.id,
    branch_id: request.branch,
    group_id: request.group,
    title: request.title,
    owner_id: request.owner,
    office: request.office,
    form_id: request.form,
    review: request.review,
    drawn: request.drawn,
    reviewer_id: request.reviewer,
    asked_at: request.askedAt,
    due_at: request.dueAt,
    extended: request.extended,
    round: request.round,
    state: request.state,
    late: request.late,
    return_reason: request.returnReason,
  }
}

const requests = new ReadOnce<Request>()

/** One request. Throws when there never was one. */
export async function byId(tx: Tx, id: RequestId): Promise<Request> {
  return requests.read(tx, id, async () => {
    const row = await tx
      .selectFrom('reports_requests')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow(() => new Unfit(`no request ${id}`))
    return requestOf(row)
  })
}

/** One request, locked until the transaction ends; undefined when there never was one. */
export async function lock(tx: Tx, id: RequestId): Promise<Request | undefined> {
  const query = tx.selectFrom('reports_requests').selectAll().where('id', '=', id)
  const row = await query.forUpdate().executeTakeFirst()
  return row && requestOf(row)
}

/** The request for a meeting's report, once it was made and while it may be answered. */
export async function ofMeeting(tx: Tx, meeting: MeetingId): Promise<RequestId | null> {
  const row = await tx
    .selectFrom('reports_requests')
    .select('id')
    .where('meeting_id', '=', meeting)
    .where('state', 'in', [...OWED, 'submitted', 'notHeld'])
    .executeTakeFirst()
  return row === undefined ? null : RequestId.parse(row.id)
}

/** The request for a meeting's report, whatever became of it; undefined before it was made. */
export async function everOf(tx: Tx, meeting: MeetingId): Promise<Request | undefined> {
  const row = await tx
    .selectFrom('reports_requests')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .executeTakeFirst()
  return row && requestOf(row)
}

/** What of a request changes with a move; `reviseBy`: it came back, and the day on which it was due stays known. */
export type Change = Partial<
  Pick<Request, 'state' | 'late' | 'drawn' | 'extended' | 'round' | 'dueAt' | 'returnReason'>
> & { reviseBy?: Temporal.Instant }

export async function change(tx: Tx, id: RequestId, changed: Change): Promise<void> {
  const { dueAt, reviseBy, returnReason, ...to } = changed
  const set = {
    ...to,
    ...(dueAt === undefined ? {} : postponed(dueAt)),
    ...(reviseBy === undefined ? {} : { revise_by: reviseBy }),
    ...(returnReason === undefined ? {} : { return_reason: returnReason }),
  }
  await writing(tx).updateTable('reports_requests').set(set).where('id', '=', id).execute()
}

/** What came back has a day of its own. */
function postponed(to: Temporal.Instant) {
  return {
    due_at: sql<Temporal.Instant>`case when revise_by is null then ${to}::timestamptz else due_at end`,
    revise_by: sql<Temporal.Instant | null>`case when revise_by is null then null else ${to}::timestamptz end`,
  }
}

/** Keeps why it is not asked for any more; null: it is. */
export async function keepWaiver(tx: Tx, id: RequestId, reason: string | null): Promise<void> {
  const set = { waive_reason: reason }
  await writing(tx).updateTable('reports_requests').set(set).where('id', '=', id).execute()
}

/** Why it is not asked for any more; null where nobody said so, or it has expired. */
export async function waiverOf(tx: Tx, id: RequestId): Promise<string | null> {
  const query = tx.selectFrom('reports_requests').select('waive_reason').where('id', '=', id)
  return (await query.executeTakeFirst())?.waive_reason ?? null
}

/** What is listed: that of a branch or of all, no more than so many. */
type Listing = { branch: BranchId | null; most: number }

/** What is settled, the latest first. */
export async function settled(tx: Tx, of: Listing): Promise<Request[]> {
  const rows = await listed(tx, of)
    .where('state', 'not in', OWED)
    .orderBy('due_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(requestOf)
}

/** What is still to be written, the first due first. */
export async function owedIn(tx: Tx, of: Listing): Promise<Request[]> {
  const rows = await listed(tx, of).where('state', 'in', OWED).orderBy('due_at').orderBy('id').execute()
  return rows.map(requestOf)
}

/** What is still to be written of a branch and its groups, about whatever, the first due first. */
export async function owedBy(tx: Tx, branch: BranchId): Promise<Request[]> {
  const query = tx.selectFrom('reports_requests').selectAll().where('branch_id', '=', branch)
  return (await query.where('state', 'in', OWED).orderBy('due_at').orderBy('id').execute()).map(requestOf)
}

function listed(tx: Tx, { branch, most }: Listing) {
  // Of a collection one is closed with all: hundreds of its answers would hide what is meant here.
  const query = tx
    .selectFrom('reports_requests')
    .selectAll()
    .where('about_kind', '<>', 'collection')
    .limit(most)
  return branch === null ? query : query.where('branch_id', '=', branch)
}

/** The requests about one thing, in the order of their ids. */
export async function about(tx: Tx, { kind, id }: About): Promise<Request[]> {
  const query = tx.selectFrom('reports_requests').selectAll().where('about_kind', '=', kind)
  return (await query.where('about_id', '=', id).orderBy('id').execute()).map(requestOf)
}

/** Names who reads what a branch owes about one thing; what has passed stays as it is. */
export async function passToReader(
  tx: Tx,
  { about: { kind, id }, branch, reviewer }: { about: About; branch: BranchId; reviewer: MemberId },
): Promise<void> {
  await writing(tx)
    .updateTable('reports_requests')
    .set({ reviewer_id: reviewer })
    .where('about_kind', '=', kind)
    .where('about_id', '=', id)
    .where('branch_id', '=', branch)
    .where('state', 'not in', ['approved', 'waived'])
    .execute()
}

/** What is still to be written and belongs to the person or to what the person looks after, first due first. */
export async function owed(
  tx: Tx,
  { owner, admin, branchCommitteeOf, leaderOf }: Looking & { owner: MemberId },
): Promise<Request[]> {
  const rows = await tx
    .selectFrom('reports_requests')
    .selectAll()
    .where('state', 'in', OWED)
    .where((eb) =>
      eb.or([
        eb('owner_id', '=', owner),
        eb('branch_id', '=', eb.fn.any(eb.val(branchCommitteeOf))),
        eb('group_id', '=', eb.fn.any(eb.val(leaderOf))),
        // An administrator may have to act for anybody.
        eb.val(admin),
      ]),
    )
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map(requestOf)
}

/** What of a person's rights says what they look after. */
type Looking = Pick<Rights, 'admin' | 'branchCommitteeOf' | 'leaderOf'>

type Row = Selectable<Tables['reports_requests']>

function requestOf(row: Row): Request {
  return {
    id: RequestId.parse(row.id),
    about: About.parse({ kind: row.about_kind, id: row.about_id }),
    meeting: row.meeting_id === null ? null : MeetingId.parse(row.meeting_id),
    branch: row.branch_id === null ? null : BranchId.parse(row.branch_id),
    group: row.group_id === null ? null : GroupId.parse(row.group_id),
    title: row.title,
    owner: MemberId.parse(row.owner_id),
    office: row.office === SECRETARY ? SECRETARY : null,
    form: row.form_id === null ? null : FormId.parse(row.form_id),
    review: z.enum(REVIEWS).parse(row.review),
    drawn: row.drawn,
    reviewer: row.reviewer_id === null ? null : MemberId.parse(row.reviewer_id),
    askedAt: row.asked_at,
    dueAt: row.revise_by ?? row.due_at,
    extended: row.extended,
    round: row.round,
    state: z.enum(REQUEST_STATES).parse(row.state),
    late: row.late,
    returnReason: row.return_reason,
  }
}
