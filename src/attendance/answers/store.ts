import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { type Leave, type Replies, type Reply, type Invitation, ROLES, type Role } from '../types.ts'
import { isAnswer, stageOf } from './rules.ts'

const RoleText = z.enum(ROLES)
const ReplyText = z.enum(['join', 'leave'])
const LeaveState = z.enum(['asked', 'approved', 'refused', 'withdrawn'])

/** `again`: the person had answered for a start that was moved since; `saidBy`: somebody else answered for them. */
export type Answer = {
  who: MemberId
  role: Role
  reply: Reply | null
  leave: Leave | null
  again: boolean
  saidBy: MemberId | null
}

/** What each expected person of a meeting has said, in order of id; with `who`, of that person only, whatever the role. */
export async function answers(tx: Tx, meeting: MeetingId, who?: MemberId): Promise<Answer[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .leftJoin('attendance_replies as r', (join) =>
      join.onRef('r.meeting_id', '=', 'd.meeting_id').onRef('r.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_leaves as l', (join) =>
      join.onRef('l.meeting_id', '=', 'd.meeting_id').onRef('l.member_id', '=', 'd.member_id'),
    )
    .select(['d.member_id', 'd.standing', 'd.asked_again', 'r.reply', 'r.said_by'])
    .select(['l.category', 'l.note', 'l.n', 'l.round', 'l.late', 'l.state'])
    .where('d.meeting_id', '=', meeting)
    .where((eb) => (who === undefined ? eb('d.standing', '=', 'due') : eb('d.member_id', '=', who)))
    .orderBy('d.member_id')
    .execute()
  return rows.map((row) => ({
    who: MemberId.parse(row.member_id),
    role: RoleText.parse(row.standing),
    reply: row.reply === null ? null : ReplyText.parse(row.reply),
    leave: leaveOf(row),
    again: row.asked_again,
    saidBy: row.said_by === null ? null : MemberId.parse(row.said_by),
  }))
}

/** Keeps the later of two replies: whether this one was kept, and what the person had said before. */
export async function saveReply(
  tx: Tx,
  said: Invitation & { reply: Reply; at: Temporal.Instant; saidBy?: MemberId },
): Promise<{ kept: boolean; before: Pick<Answer, 'reply' | 'leave'> }> {
  const values = { reply: said.reply, at: said.at, said_by: said.saidBy ?? null }
  const row = await tx
    .with('kept', (db) =>
      db
        .insertInto('attendance_replies')
        .values({ meeting_id: said.meeting, member_id: said.who, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(['meeting_id', 'member_id'])
            .doUpdateSet(values)
            .where('attendance_replies.at', '<=', said.at),
        )
        .returning('meeting_id'),
    )
    .selectFrom('attendance_due as d')
    .leftJoin('attendance_replies as r', (join) =>
      join.onRef('r.meeting_id', '=', 'd.meeting_id').onRef('r.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_leaves as l', (join) =>
      join.onRef('l.meeting_id', '=', 'd.meeting_id').onRef('l.member_id', '=', 'd.member_id'),
    )
    .select(['r.reply', 'l.category', 'l.note', 'l.n', 'l.round', 'l.late', 'l.state'])
    .select((eb) => eb.exists(eb.selectFrom('kept').select('kept.meeting_id')).as('kept'))
    .where('d.meeting_id', '=', said.meeting)
    .where('d.member_id', '=', said.who)
    .executeTakeFirstOrThrow()
  const reply = row.reply === null ? null : ReplyText.parse(row.reply)
  return { kept: Boolean(row.kept), before: { reply, leave: leaveOf(row) } }
}

export async function countReplies(tx: Tx, meeting: MeetingId): Promise<Replies> {
  return counted(tx, meeting).executeTakeFirstOrThrow()
}

/** The counts, and until when answers are asked for; null while that is not planned. */
export async function countUntil(
  tx: Tx,
  meeting: MeetingId,
): Promise<{ replies: Replies; answerBy: Temporal.Instant | null }> {
  const { answerBy, ...replies } = await counted(tx, meeting)
    .select((eb) =>
      eb
        .selectFrom('attendance_rolls as o')
        .select('o.answer_by')
        .where('o.meeting_id', '=', meeting)
        .as('answerBy'),
    )
    .executeTakeFirstOrThrow()
  return { replies, answerBy }
}

function counted(tx: Tx, meeting: MeetingId) {
  return tx
    .selectFrom('attendance_due as d')
    .leftJoin('attendance_replies as r', (join) =>
      join.onRef('r.meeting_id', '=', 'd.meeting_id').onRef('r.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_leaves as l', (join) =>
      join.onRef('l.meeting_id', '=', 'd.meeting_id').onRef('l.member_id', '=', 'd.member_id'),
    )
    .select((eb) => [
      eb.fn.countAll<number>().as('expected'),
      eb.fn.countAll<number>().filterWhere('r.reply', '=', 'join').as('join'),
      // 请假 without a category is nothing yet.
      eb.fn
        .countAll<number>()
        .filterWhere('r.reply', '=', 'leave')
        .filterWhere('l.state', '<>', 'withdrawn')
        .as('leave'),
    ])
    .where('d.meeting_id', '=', meeting)
    .where('d.standing', '=', 'due')
}

/** Forgets what was said for an earlier start. */
export async function forget(tx: Tx, meeting: MeetingId, at: Temporal.Instant): Promise<void> {
  const said = (await answers(tx, meeting)).filter(({ reply, leave }) => isAnswer(stageOf(reply, leave)))
  if (said.length > 0)
    await tx
      .updateTable('attendance_due')
      .set({ asked_again: true })
      .where('meeting_id', '=', meeting)
      .where(
        'member_id',
        'in',
        said.map(({ who }) => who),
      )
      .execute()
  await tx.deleteFrom('attendance_replies').where('meeting_id', '=', meeting).execute()
  await tx
    .updateTable('attendance_leaves')
    .set({ state: 'withdrawn', decided_at: at })
    .where('meeting_id', '=', meeting)
    .where('state', 'in', ['asked', 'approved'])
    .execute()
}

/** Copies replies, with their leaves, of those who are expected in the other meeting and said nothing there; tells whose. */
export async function carry(tx: Tx, { from, to }: { from: MeetingId; to: MeetingId }): Promise<MemberId[]> {
  const { rows } = await sql<{ member_id: string }>`
    with replies as (
      insert into attendance_replies (meeting_id, member_id, reply, at, said_by)
      select d.meeting_id, r.member_id, r.reply, r.at, r.said_by from attendance_replies r
      join attendance_due d on d.meeting_id = ${to} and d.member_id = r.member_id and d.standing = 'due'
      where r.meeting_id = ${from}
      on conflict (meeting_id, member_id) do nothing returning member_id
    ), leaves as (
      insert into attendance_leaves
        (meeting_id, member_id, category, note, n, state, asked_at, decided_by, decided_at, late)
      select ${to}, member_id, category, note, n, state, asked_at, decided_by, decided_at, late
      from attendance_leaves
      where meeting_id = ${from} and member_id in (select member_id from replies)
      on conflict (meeting_id, member_id) do update set category = excluded.category, note = excluded.note,
        n = attendance_leaves.n + 1, round = 0, state = excluded.state, asked_at = excluded.asked_at,
        decided_by = excluded.decided_by, decided_at = excluded.decided_at
    )
    select member_id from replies order by member_id`.execute(tx)
  return rows.map((row) => MemberId.parse(row.member_id))
}

/** When answers to a meeting are due and leave is over, and whether the person has come; null while nothing is planned. */
export async function timesFor(tx: Tx, { meeting, who }: Invitation): Promise<Times | null> {
  const row = await tx
    .selectFrom('attendance_rolls as o')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'o.meeting_id').on('m.member_id', '=', who),
    )
    .select(['o.answer_by', 'o.closes_at', 'm.mark'])
    .where('o.meeting_id', '=', meeting)
    .executeTakeFirst()
  if (row === undefined) return null
  const came = row.mark === 'present' || row.mark === 'late'
  return { answerBy: row.answer_by, closesAt: row.closes_at, came }
}

export type Times = { answerBy: Temporal.Instant; closesAt: Temporal.Instant; came: boolean }

/** Meetings after `from` for which this person is expected and has said nothing, or 请假 without a category; in order of time. */
export async function unanswered(tx: Tx, who: MemberId, from: Temporal.Instant): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .innerJoin('attendance_rolls as o', 'o.meeting_id', 'd.meeting_id')
    .leftJoin('attendance_replies as r', (join) =>
      join.onRef('r.meeting_id', '=', 'd.meeting_id').onRef('r.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_leaves as l', (join) =>
      join.onRef('l.meeting_id', '=', 'd.meeting_id').onRef('l.member_id', '=', 'd.member_id'),
    )
    .select('d.meeting_id')
    .where('d.member_id', '=', who)
    .where('d.standing', '=', 'due')
    .where('o.starts_at', '>', from)
    .where((eb) =>
      eb.or([
        eb('r.reply', 'is', null),
        eb.and([
          eb('r.reply', '=', 'leave'),
          eb.or([eb('l.state', 'is', null), eb('l.state', '=', 'withdrawn')]),
        ]),
      ]),
    )
    .orderBy('o.starts_at')
    .execute()
  return rows.map((row) => MeetingId.parse(row.meeting_id))
}

/** Meetings after `from` for which this person is expected, whatever was said, in order of time. */
export async function ahead(tx: Tx, who: MemberId, from: Temporal.Instant): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .innerJoin('attendance_rolls as o', 'o.meeting_id', 'd.meeting_id')
    .select('d.meeting_id')
    .where('d.member_id', '=', who)
    .where('d.standing', '=', 'due')
    .where('o.starts_at', '>', from)
    .orderBy('o.starts_at')
    .execute()
  return rows.map((row) => MeetingId.parse(row.meeting_id))
}

type LeaveRow = { category: string | null; note: string | null; state: string | null } & {
  n: number | null
  round: number | null
  late: boolean | null
}

function leaveOf({ category, note, n, round, late, state }: LeaveRow): Leave | null {
  if (category === null || n === null) return null
  return { category, note, n, round: round ?? 0, late: late ?? false, state: LeaveState.parse(state) }
}
