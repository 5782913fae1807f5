import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Audience, AudiencePart } from '../../config/college.ts'
import { writing } from '../db/reads.ts'
import type { Tables, Tx } from '../db/tables.ts'
import { BranchId, ChatId, GroupId, MeetingId, MemberId } from '../ids.ts'
import { StoredTraining } from './training/types.ts'
import type { Meeting, MeetingRecord } from './types.ts'
import { words } from './words.ts'

const Part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('branch'), branch: BranchId }),
  z.object({ kind: z.literal('group'), group: GroupId }),
  z.object({ kind: z.literal('secretaries') }),
  z.object({ kind: z.literal('committee') }),
  z.object({ kind: z.literal('office'), office: z.string() }),
  z.object({ kind: z.literal('member'), member: MemberId }),
]) satisfies z.ZodType<AudiencePart>
const StoredAudience: z.ZodType<Audience> = z.union([
  Part,
  z.object({ kind: z.literal('list'), parts: z.array(Part) }),
])
const Flagged = z.array(z.object({ item: z.string(), observers: z.array(MemberId) }))
const Scope = z.enum(['branch', 'group', 'college'])
const Office = z.enum(['leader', 'secretary', 'admin']).nullable()
const State = z.enum(['scheduled', 'ended', 'cancelled', 'adjourned', 'unheld'])

/** These meetings, in order of time. */
export async function byIds(tx: Tx, ids: readonly MeetingId[]): Promise<Meeting[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('meetings_meetings')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(meetingOf)
}

/** The meeting, locked until the transaction ends. */
export async function lock(tx: Tx, id: MeetingId): Promise<Meeting | undefined> {
  const rows = tx.selectFrom('meetings_meetings').selectAll().where('id', '=', id)
  const row = await rows.forUpdate().executeTakeFirst()
  return row && meetingOf(row)
}

/** Meetings that start at or after `from` and before `to`, in order of time. */
export async function between(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .selectAll()
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(meetingOf)
}

/** Meetings that go on at some moment between the two, in order of time. */
export async function during(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .selectAll()
    .where('starts_at', '<', to)
    .where('ends_at', '>', from)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(meetingOf)
}

/** What is planned for the same people at some moment between the two, and begins after `now`; in order of id. */
export async function beside(
  tx: Tx,
  { id, audience, startsAt, endsAt }: Meeting,
  now: Temporal.Instant,
): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .selectAll()
    .where('id', '<>', id)
    .where('state', '=', 'scheduled')
    .where(sql<boolean>`audience = ${JSON.stringify(audience)}::jsonb`)
    .where('starts_at', '>', now)
    .where('starts_at', '<', endsAt)
    .where('ends_at', '>', startsAt)
    .orderBy('id')
    .execute()
  return rows.map(meetingOf)
}

/** The meetings that this one took in, in order of time. */
export async function takenInBy(tx: Tx, id: MeetingId): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .selectAll()
    .where('merged_into', '=', id)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(meetingOf)
}

/** Writes a meeting that is new; false when one of that id is there already, and stays as it is. */
export async function insert(tx: Tx, meeting: MeetingRecord): Promise<boolean> {
  const row = await writing(tx)
    .insertInto('meetings_meetings')
    .values(rowOf(meeting))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Writes a meeting; one that is there already takes the new values, and what a person changed about it is gone. */
export async function save(tx: Tx, meeting: MeetingRecord): Promise<void> {
  const { id, ...values } = rowOf(meeting)
  await writing(tx)
    .insertInto('meetings_meetings')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** Writes what a person may change about a meeting, and that one did. */
export async function change(tx: Tx, meeting: Meeting): Promise<void> {
  const { startsAt, zone, movedFrom } = meeting
  await writing(tx)
    .updateTable('meetings_meetings')
    .set({
      starts_local: startsAt.toZonedDateTimeISO(zone).toPlainDateTime().toString(),
      starts_at: startsAt,
      ends_at: meeting.endsAt,
      chat: meeting.chat,
      place: meeting.place,
      types: meeting.types,
      title: meeting.title,
      titles: meeting.titles,
      agenda: meeting.agenda,
      observers: meeting.observers,
      flagged: JSON.stringify(meeting.flagged),
      training: meeting.training && JSON.stringify(meeting.training),
      moved_from: movedFrom?.toString() ?? null,
      version: meeting.version,
      edited: true,
    })
    .where('id', '=', meeting.id)
    .execute()
}

export async function noteAnnounced(tx: Tx, id: MeetingId): Promise<void> {
  await writing(tx).updateTable('meetings_meetings').set({ announced: true }).where('id', '=', id).execute()
}

export async function setState(tx: Tx, id: MeetingId, state: Meeting['state']): Promise<void> {
  await writing(tx).updateTable('meetings_meetings').set({ state }).where('id', '=', id).execute()
}

type Cancelled = { reason: string | null; edited: boolean }

export async function cancel(tx: Tx, id: MeetingId, { reason, edited }: Cancelled): Promise<void> {
  const changes = { state: 'cancelled', cancel_reason: reason, edited, proposed: null }
  await writing(tx).updateTable('meetings_meetings').set(changes).where('id', '=', id).execute()
}

/** Notes that a meeting, and what it took in before, was taken in by another; tells which. */
export async function takeIn(
  tx: Tx,
  id: MeetingId,
  { into, reason }: { into: MeetingId; reason: string },
): Promise<MeetingId[]> {
  const changes = { state: 'cancelled', cancel_reason: reason, edited: true, proposed: null }
  const rows = await writing(tx)
    .updateTable('meetings_meetings')
    .set({ ...changes, merged_into: into })
    .where((eb) => eb.or([eb('id', '=', id), eb('merged_into', '=', id)]))
    .returning('id')
    .execute()
  return rows.map((row) => MeetingId.parse(row.id))
}

function rowOf(meeting: MeetingRecord) {
  const {
    branch,
    group,
    audience,
    flagged,
    training,
    startsAt,
    endsAt,
    host,
    hostOffice,
    movedFrom,
    ...others
  } = meeting
  const { cancelReason, ...same } = others
  return {
    ...same,
    branch_id: branch,
    group_id: group,
    audience: JSON.stringify(audience),
    flagged: JSON.stringify(flagged),
    training: training && JSON.stringify(training),
    starts_local: startsAt.toZonedDateTimeISO(meeting.zone).toPlainDateTime().toString(),
    starts_at: startsAt,
    ends_at: endsAt,
    host_id: host,
    host_office: hostOffice,
    moved_from: movedFrom?.toString() ?? null,
    cancel_reason: cancelReason,
    edited: false,
    merged_into: null,
  }
}

/** The meeting of a row. */
export function meetingOf(row: Selectable<Tables['meetings_meetings']>): Meeting {
  return {
    id: MeetingId.parse(row.id),
    scope: Scope.parse(row.scope),
    branch: row.branch_id === null ? null : BranchId.parse(row.branch_id),
    group: row.group_id === null ? null : GroupId.parse(row.group_id),
    audience: StoredAudience.parse(row.audience),
    types: row.types,
    title: row.title,
    titles: row.titles,
    shownAs: row.prefix === null ? row.title : words.prefixed(row.prefix, row.title),
    zone: row.zone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    agenda: row.agenda,
    host: MemberId.parse(row.host_id),
    hostOffice: Office.parse(row.host_office),
    observers: row.observers.map((each) => MemberId.parse(each)),
    flagged: Flagged.parse(row.flagged),
    training: StoredTraining.parse(row.training),
    chat: row.chat === null ? null : ChatId.parse(row.chat),
    state: State.parse(row.state),
    announced: row.announced,
    movedFrom: row.moved_from === null ? null : Temporal.PlainDateTime.from(row.moved_from),
    cancelReason: row.cancel_reason,
    version: row.version,
    edited: row.edited,
    withdrawn: row.withdrawn,
    mergedInto: row.merged_into === null ? null : MeetingId.parse(row.merged_into),
  }
}
