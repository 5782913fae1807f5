import type { Tx } from '../../db/tables.ts'
import { BranchId, GroupId } from '../../ids.ts'
import { among } from '../store.ts'
import type { Owner } from '../types.ts'
import type { Sitting } from './types.ts'

/** A meeting of a branch or one of its groups. */
type Row = {
  meeting: string
  owner: Owner
  group: GroupId | null
  types: string[]
  startsAt: Temporal.Instant
  zone: string
  state: Sitting['state']
}

/** What these branches and their groups, and with null the college itself, have held and planned between two instants. */
export async function sittings(
  tx: Tx,
  of: readonly Owner[],
  between: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<Row[]> {
  const rows = await tx
    .selectFrom('pub_meetings')
    .select(['id', 'branch_id', 'group_id', 'types', 'starts_at', 'zone', 'state', 'counted'])
    .where(among(of))
    .where('starts_at', '>=', between.from)
    .where('starts_at', '<', between.to)
    .where('state', 'in', ['scheduled', 'ended'])
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, branch_id, group_id, types, starts_at, zone, state, counted }) => ({
    meeting: id,
    owner: branch_id === null ? null : BranchId.parse(branch_id),
    group: group_id === null ? null : GroupId.parse(group_id),
    types,
    startsAt: starts_at,
    zone,
    state: stateOf(state, counted),
  }))
}

function stateOf(state: string, counted: boolean): Sitting['state'] {
  if (state === 'scheduled') return 'planned'
  return counted ? 'held' : 'unrecorded'
}
