import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MeetingId, type MemberId, RequestId } from '../../ids.ts'
import type { Rights } from '../../roster/types.ts'

/** A record that may be meant. */
export type Row = {
  id: RequestId
  meeting: MeetingId | null
  branch: BranchId | null
  title: string
  askedAt: Temporal.Instant
}

type Wanted = {
  who: MemberId
  rights: Rights
  words: readonly string[]
  branches: readonly BranchId[]
  /** Instants between which it was asked for. */
  between: { from: Temporal.Instant; until: Temporal.Instant } | null
  most: number
}

/** Filed records that a person may read (as `mayRead` says) and that hold each of the words, the newest first. */
export async function search(tx: Tx, wanted: Wanted): Promise<Row[]> {
  const { who, rights, words, branches, between, most } = wanted
  const rows = await tx
    .selectFrom('reports_requests as r')
    .select(['r.id', 'r.meeting_id', 'r.branch_id', 'r.title', 'r.asked_at'])
    .where('r.about_kind', 'in', ['meeting', 'visit'])
    .where((eb) =>
      eb.or([
        eb('r.state', '=', 'approved'),
        eb.and([eb('r.state', '=', 'submitted'), eb('r.drawn', '=', false)]),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb.val(rights.admin),
        eb('r.owner_id', '=', who),
        eb('r.branch_id', '=', eb.fn.any(eb.val([...rights.branchCommitteeOf, ...rights.inspects]))),
        eb('r.group_id', '=', eb.fn.any(eb.val(rights.leaderOf))),
        eb.and([eb('r.branch_id', 'is', null), eb.val(rights.committee)]),
      ]),
    )
    .$if(branches.length > 0, (query) => query.where('r.branch_id', 'in', [...branches]))
    .$if(between !== null, (query) =>
      between === null
        ? query
        : query.where('r.asked_at', '>=', between.from).where('r.asked_at', '<', between.until),
    )
    .where((eb) => eb.and(words.map((word) => holds(word))))
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: RequestId.parse(row.id),
    meeting: MeetingId.nullable().parse(row.meeting_id),
    branch: BranchId.nullable().parse(row.branch_id),
    title: row.title,
    askedAt: row.asked_at,
  }))
}

/** Whether title or text of the last version hold a word; what means something in a pattern means itself. */
function holds(word: string) {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(r.title ilike ${pattern} or exists (
    select from reports_versions v where v.request_id = r.id
      and v.n = (select max(w.n) from reports_versions w where w.request_id = r.id)
      and ((v.fields->>'content') ilike ${pattern} or (v.fields->>'decisions') ilike ${pattern}
        or exists (select from jsonb_each_text(coalesce(v.fields->'answers', '{}'::jsonb)) a
          where a.value ilike ${pattern}))))`
}
