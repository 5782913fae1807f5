import type { Tx } from '../../db/tables.ts'
import { BranchId, GroupId } from '../../ids.ts'

/** A meeting of a branch or one of its groups. */
export type Row = {
  branch: BranchId
  group: GroupId | null
  types: string[]
  startsAt: Temporal.Instant
  zone: string
  held: boolean
}

/** What branches and their groups have held and planned between two instants; `of` asks for one branch only. */
export async function sittings(
  tx: Tx,
  between: { from: Temporal.Instant; to: Temporal.Instant },
  of?: BranchId,
): Promise<Row[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .select(['branch_id', 'group_id', 'types', 'starts_at', 'zone', 'state'])
    .where('starts_at', '>=', between.from)
    .where('starts_at', '<', between.to)
    .where('state', 'in', ['scheduled', 'ended'])
    .where('branch_id', 'is not', null)
    .$if(of !== undefined, (query) => query.where('branch_id', '=', of ?? ''))
    .execute()
  return rows.map(({ branch_id, group_id, types, starts_at, zone, state }) => ({
    branch: BranchId.parse(branch_id),
    group: group_id === null ? null : GroupId.parse(group_id),
    types,
    startsAt: starts_at,
    zone,
    held: state === 'ended',
  }))
}
