import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { BranchId, GroupId } from '../../ids.ts'
import type { Composition } from '../types.ts'

/** The groups of these branches, in order of id, and how many full members each branch has. */
export async function compositions(
  tx: Tx,
  of: readonly BranchId[],
): Promise<Map<BranchId | null, Composition>> {
  const { rows } = await sql<{ id: string; groups: string[]; full: number }>`
    select b.id, coalesce(g.ids, '{}') as groups, coalesce(m.full, 0) as "full"
    from roster_branches b
    left join (select branch_id as id, array_agg(id order by id) as ids from roster_groups
      where branch_id = any(${[...of]}) group by 1) g using (id)
    left join (select branch_id as id, count(*)::int as "full" from roster_members
      where branch_id = any(${[...of]}) and left_on is null and type = '正式' group by 1) m using (id)
    where b.id = any(${[...of]})`.execute(tx)
  const groupsOf = (ids: readonly string[]) => ids.map((id) => GroupId.parse(id))
  return new Map(rows.map(({ id, groups, full }) => [BranchId.parse(id), { groups: groupsOf(groups), full }]))
}
