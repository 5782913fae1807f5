import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { BranchId, GroupId, MeetingId, MemberId } from '../../ids.ts'
import { among } from '../store.ts'
import type { DueReport, Owner, Roll } from '../types.ts'
import type { Known, Meeting, Presence } from './types.ts'

type Span = { from: Temporal.Instant; to: Temporal.Instant }
/** The meetings of these branches, and with null the college's own, for which a start in that span was known at any time. */
export async function meetingsOf(
  tx: Tx,
  of: readonly Owner[],
  { from, to }: Span,
): Promise<{ meeting: MeetingId; owner: Owner }[]> {
  const rows = await tx
    .selectFrom('pub_starts')
    .select(['meeting_id', 'branch_id'])
    .distinct()
    .where(among(of))
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .execute()
  return rows.map(({ meeting_id, branch_id }) => ({
    meeting: MeetingId.parse(meeting_id),
    owner: ownerIn(branch_id),
  }))
}

function ownerIn(branch: string | null): Owner {
  return branch === null ? null : BranchId.parse(branch)
}

/** The meetings to whose list a person belongs in any way, for which a start in that span was known. */
export async function meetingsWith(tx: Tx, member: string, { from, to }: Span): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('pub_presence as p')
    .innerJoin('pub_starts as s', 's.meeting_id', 'p.meeting_id')
    .select('p.meeting_id')
    .distinct()
    .where('p.member_id', '=', member)
    .where('s.starts_at', '>=', from)
    .where('s.starts_at', '<', to)
    .execute()
  return rows.map(({ meeting_id }) => MeetingId.parse(meeting_id))
}

/** These meetings, without those that another one took in, in order of time. */
export async function meetings(tx: Tx, ids: readonly MeetingId[]): Promise<Meeting[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('pub_meetings')
    .select(['id', 'title', 'types', 'group_id', 'starts_at', 'ends_at', 'state', 'themed', 'hours'])
    .where(sql<SqlBool>`id = any(${[...ids]})`)
    .where('merged', '=', false)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, group_id, starts_at, ends_at, hours, ...same }) => ({
    ...same,
    meeting: MeetingId.parse(id),
    group: group_id === null ? null : GroupId.parse(group_id),
    startsAt: starts_at,
    endsAt: ends_at,
    hours: hours ?? 0,
  }))
}

/** Every start of these meetings, in the order in which they became known. */
export async function starts(tx: Tx, ids: readonly MeetingId[]): Promise<Map<string, Known[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('pub_starts')
    .select(['meeting_id', 'starts_at', 'known_at'])
    .where(sql<SqlBool>`meeting_id = any(${[...ids]})`)
    .orderBy('n')
    .execute()
  return Map.groupBy(
    rows.map(({ meeting_id, starts_at, known_at }) => ({
      meeting: meeting_id,
      startsAt: starts_at,
      at: known_at,
    })),
    ({ meeting }) => meeting,
  )
}

/** Numbers of a meeting's people. */
type People = {
  roll: Omit<Roll, 'recorded' | 'waits'> | null
  makeups: { asked: number; made: number }
  corrections: number
}

const NOBODY: People = { roll: null, makeups: { asked: 0, made: 0 }, corrections: 0 }

const Found = z.object({
  id: z.string(),
  roll: z
    .object({
      ...{ due: z.int(), present: z.int(), late: z.int(), leave: z.int(), absent: z.int() },
      ...{ unconfirmed: z.int(), observers: z.int(), closed_at: z.string().nullable() },
    })
    .nullable(),
  makeups: z.object({ asked: z.int(), made: z.int() }).nullable(),
  corrections: z.object({ open: z.int() }).nullable(),
})

/**
 * Who came to these meetings, was asked to make them up, and asks for a correction, as numbers, in one statement: a meeting
 * to which nobody is expected has no roll.
 */
export async function people(tx: Tx, ids: readonly MeetingId[]): Promise<(meeting: MeetingId) => People> {
  if (ids.length === 0) return () => NOBODY
  // Meeting by meeting: joined, the lists of all meetings there are would be read for them.
  const { rows } = await sql`
    select id, (select row_to_json(a) from pub_attendance a where a.meeting_id = id) as roll,
      (select row_to_json(u) from pub_makeups u where u.meeting_id = id) as makeups,
      (select row_to_json(c) from pub_corrections c where c.meeting_id = id) as corrections
    from unnest(${[...ids]}::text[]) as id`.execute(tx)
  const found = new Map(
    Found.array()
      .parse(rows)
      .map(({ id, roll, makeups, corrections }) => [
        id,
        {
          roll: roll && rollOf(roll),
          makeups: makeups ?? NOBODY.makeups,
          corrections: corrections?.open ?? 0,
        },
      ]),
  )
  return (meeting) => found.get(meeting) ?? NOBODY
}

function rollOf({
  due: expected,
  closed_at,
  ...same
}: NonNullable<z.infer<typeof Found>['roll']>): People['roll'] {
  return { ...same, expected, closedAt: closed_at === null ? null : Temporal.Instant.from(closed_at) }
}

/** How a person stood to these meetings, or with null everybody did, in order of id. */
export async function presence(
  tx: Tx,
  { member, ids }: { member: MemberId | null; ids: readonly MeetingId[] },
): Promise<Presence[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('pub_presence')
    .selectAll()
    .where(sql<SqlBool>`meeting_id = any(${[...ids]})`)
    .$if(member !== null, (query) => query.where('member_id', '=', member))
    .orderBy('member_id')
    .execute()
  return rows.map(({ meeting_id, member_id, makeup_asked, makeup_made, standing, mark }) => ({
    ...{ meeting: MeetingId.parse(meeting_id), member: MemberId.parse(member_id), standing, mark },
    ...{ asked: makeup_asked, made: makeup_made },
  }))
}

/** How many people stand in the lists of these meetings, as `presence` names them and `partIn` counts them. */
export async function countPresent(tx: Tx, ids: readonly MeetingId[]): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct member_id)::int as people from pub_presence
    where meeting_id = any(${[...ids]}) and standing in ('due', 'observer')`.execute(tx)
  return rows[0]?.people ?? 0
}

/** Records of these branches, and with null the college's own, that were due in that span and were to be handed in. */
export async function reports(
  tx: Tx,
  { of, group, from, to }: Span & { of: readonly Owner[]; group: GroupId | null },
): Promise<(DueReport & { owner: Owner })[]> {
  const rows = await tx
    .selectFrom('pub_reports as r')
    // One by one: joined, all meetings there are would be read for them.
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('pub_meetings as p')
          .select(['p.id', 'p.title', 'p.types', 'p.group_id'])
          .whereRef('p.id', '=', 'r.meeting_id')
          .limit(1)
          .as('m'),
      (join) => join.onTrue(),
    )
    .select(['r.id', 'r.branch_id', 'r.due_at', 'r.submitted_at', 'r.state'])
    .select(['m.id as meeting', 'm.title', 'm.types'])
    .where(among(of, sql.ref('r.branch_id')))
    .where('r.due_at', '>=', from)
    .where('r.due_at', '<', to)
    .where('r.state', 'not in', ['waived', 'notHeld'])
    .$if(group !== null, (query) => query.where('m.group_id', '=', group))
    .orderBy('r.due_at')
    .orderBy('r.id')
    .execute()
  return rows.map(({ id, branch_id, due_at, submitted_at, state, meeting, title, types }) => ({
    id,
    owner: ownerIn(branch_id),
    state,
    dueAt: due_at,
    submittedAt: submitted_at,
    meeting:
      meeting === null ? null : { id: MeetingId.parse(meeting), title: title ?? '', types: types ?? [] },
  }))
}
