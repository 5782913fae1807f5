import type { Selectable } from 'kysely'
import { ReadOnce, writing } from '../db/reads.ts'
import type { Tables, Tx } from '../db/tables.ts'
import { BranchId, GroupId, MeetingId, MemberId, RequestId } from '../ids.ts'
import type { Rights } from '../roster/types.ts'
import type { Request, RequestState } from './types.ts'
import { Unfit } from '../errors.ts'

/** Writes a request unless there is one for the meeting; tells which. */
export async function insert(tx: Tx, request: Request): Promise<boolean> {
  const row = await writing(tx)
    .insertInto('reports_requests')
    .values({
      id: request.id,
      meeting_id: request.meeting,
      branch_id: request.branch,
      group_id: request.group,
      title: request.title,
      owner_id: request.owner,
      asked_at: request.askedAt,
      due_at: request.dueAt,
      state: request.state,
      late: request.late,
      return_reason: request.returnReason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
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
    .where('state', 'in', ['open', 'returned', 'submitted'])
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

export async function setState(
  tx: Tx,
  id: RequestId,
  to: { state: RequestState; late: boolean },
): Promise<void> {
  await writing(tx).updateTable('reports_requests').set(to).where('id', '=', id).execute()
}

/** What is still to be written and belongs to the person or to what the person looks after, first due first. */
export async function owed(
  tx: Tx,
  { owner, admin, branchCommitteeOf, leaderOf }: Looking & { owner: MemberId },
): Promise<Request[]> {
  const rows = await tx
    .selectFrom('reports_requests')
    .selectAll()
    .where('state', 'in', ['open', 'returned'])
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
    meeting: row.meeting_id === null ? null : MeetingId.parse(row.meeting_id),
    branch: row.branch_id === null ? null : BranchId.parse(row.branch_id),
    group: row.group_id === null ? null : GroupId.parse(row.group_id),
    title: row.title,
    owner: MemberId.parse(row.owner_id),
    askedAt: row.asked_at,
    dueAt: row.due_at,
    // The column's check allows no other.
    state: row.state as RequestState,
    late: row.late,
    returnReason: row.return_reason,
  }
}
