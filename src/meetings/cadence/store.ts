import type { Tx } from '../../db/tables.ts'
import { type BranchId, GroupId } from '../../ids.ts'
import type { Sitting } from './types.ts'

/** A meeting of a branch or one of its groups. */
type Row = {
  group: GroupId | null
  types: string[]
  startsAt: Temporal.Instant
  zone: string
  state: Sitting['state']
}

/** What a branch and its groups have held and planned between two instants. */
export async function sittings(
  tx: Tx,
  of: BranchId,
  between: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<Row[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .leftJoin('pub_attendance', 'meeting_id', 'id')
    .select(['group_id', 'types', 'starts_at', 'zone', 'state', 'present', 'leave', 'absent'])
    .where('branch_id', '=', of)
    .where('starts_at', '>=', between.from)
    .where('starts_at', '<', between.to)
    .where('state', 'in', ['scheduled', 'ended'])
    .execute()
  return rows.map(({ group_id, types, starts_at, zone, ...row }) => ({
    group: group_id === null ? null : GroupId.parse(group_id),
    types,
    startsAt: starts_at,
    zone,
    state: stateOf(row),
  }))
}

type Counted = { state: string; present: number | null; leave: number | null; absent: number | null }

function stateOf({ state, present, leave, absent }: Counted): Sitting['state'] {
  if (state !== 'ended') return 'planned'
  return (present ?? 0) + (leave ?? 0) + (absent ?? 0) > 0 ? 'held' : 'open'
}
