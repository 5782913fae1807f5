import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { AttendanceTables } from '../../db/attendance-tables.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId } from '../../ids.ts'
import { ExemptionId, type Proposal, STATES, type State } from './types.ts'

const StateText = z.enum(STATES)
const Day = z.string().transform((text) => Temporal.PlainDate.from(text))

/** Writes a proposal, and returns it. */
export async function insert(
  tx: Tx,
  { who, branch, from, until, by, at, ...said }: Omit<Proposal, 'id' | 'state'> & { at: Temporal.Instant },
): Promise<ExemptionId> {
  const row = await tx
    .insertInto('attendance_exemptions')
    .values({
      ...{ member_id: who, branch_id: branch, class: said.class, approval: said.approval },
      ...{ from_on: from.toString(), until_on: until?.toString() ?? null },
      ...{ state: 'proposed', proposed_by: by, proposed_at: at },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return ExemptionId.parse(row.id)
}

/** Every proposal for a branch, the newest first. */
export async function ofBranch(tx: Tx, branch: BranchId): Promise<Proposal[]> {
  const rows = await proposals(tx).where('branch_id', '=', branch).orderBy('proposed_at', 'desc').execute()
  return rows.map(proposalIn)
}

export async function byId(tx: Tx, id: ExemptionId): Promise<Proposal | undefined> {
  const row = await proposals(tx).where('id', '=', id).executeTakeFirst()
  return row && proposalIn(row)
}

/** The proposal, locked until the transaction ends. */
export async function lock(tx: Tx, id: ExemptionId): Promise<Proposal | undefined> {
  const row = await proposals(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && proposalIn(row)
}

/** Lets nobody else propose anything for this person until the transaction ends. */
export async function lockPerson(tx: Tx, who: MemberId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attendance.exemptions:${who}`}, 0))`.execute(tx)
}

export async function decide(
  tx: Tx,
  id: ExemptionId,
  { state, by, at }: { state: State; by: MemberId; at: Temporal.Instant },
): Promise<void> {
  await tx
    .updateTable('attendance_exemptions')
    .set({ state, decided_by: by, decided_at: at })
    .where('id', '=', id)
    .execute()
}

function proposals(tx: Tx) {
  return tx
    .selectFrom('attendance_exemptions')
    .select(['id', 'member_id', 'branch_id', 'class', 'approval', 'state', 'proposed_by'])
    .select([
      sql<string>`to_char(from_on, 'YYYY-MM-DD')`.as('from_on'),
      sql<string | null>`to_char(until_on, 'YYYY-MM-DD')`.as('until_on'),
    ])
}

type Row = Pick<
  Selectable<AttendanceTables['attendance_exemptions']>,
  'id' | 'member_id' | 'branch_id' | 'class' | 'approval' | 'state' | 'proposed_by' | 'from_on' | 'until_on'
>

function proposalIn(row: Row): Proposal {
  return {
    id: ExemptionId.parse(row.id),
    who: MemberId.parse(row.member_id),
    branch: BranchId.parse(row.branch_id),
    class: row.class,
    approval: row.approval,
    from: Day.parse(row.from_on),
    until: row.until_on === null ? null : Day.parse(row.until_on),
    state: StateText.parse(row.state),
    by: MemberId.parse(row.proposed_by),
  }
}
