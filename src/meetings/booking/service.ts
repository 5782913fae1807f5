import type { PlannedMeeting } from '../../../config/college.ts'
import type { PastMeeting } from '../../../config/history.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Fault } from '../../errors.ts'
import type { MemberId } from '../../ids.ts'
import {
  actingFor,
  admins,
  branch,
  chatNames,
  everyBranch,
  everyGroup,
  group,
  inCharge,
  leaderOf,
  presentAmong,
  secretaryOf,
} from '../../roster/service.ts'
import { type Directory, isToldPrivately, placeIn } from '../rules.ts'
import type { Meeting, MeetingRecord } from '../types.ts'
import { words } from '../words.ts'

type Place = Pick<MeetingRecord, 'scope' | 'branch' | 'group' | 'chat' | 'prefix'>

/** What a planned meeting is once its scope, chat and host are known. */
export async function plannedRecord(ctx: Ctx, tx: Tx, planned: PlannedMeeting): Promise<MeetingRecord> {
  const { minutes, cancelled, start, ...same } = planned
  const zone = ctx.settings.timezone
  const startsAt = start.toZonedDateTime(zone).toInstant()
  const place = await placeOf(ctx, tx, planned)
  return {
    ...same,
    ...place,
    types: [...planned.types],
    agenda: [...planned.agenda],
    observers: [...planned.observers],
    flagged: [...(planned.flagged ?? [])],
    zone,
    startsAt,
    endsAt: startsAt.add({ minutes }),
    ...(await hostFor(ctx, tx, { ...place, ...planned })),
    state: cancelled === null ? 'scheduled' : 'cancelled',
    cancelReason: cancelled,
    version: 1,
    origin: 'file',
  }
}

/** What a meeting of the past is once its scope and chat are known. */
export async function pastRecord(ctx: Ctx, tx: Tx, past: PastMeeting): Promise<MeetingRecord> {
  const { id, audience, title, host, state } = past
  const place = await placeOf(ctx, tx, past)
  return {
    ...{ id, audience, title, host, state, place: past.place },
    ...place,
    hostOffice: (await hostFor(ctx, tx, { ...place, title, host })).hostOffice,
    types: [...past.types],
    agenda: [],
    observers: [...past.observers],
    flagged: [],
    zone: ctx.settings.timezone,
    startsAt: past.start,
    endsAt: past.end,
    movedFrom: null,
    cancelReason: null,
    version: 1,
    origin: 'history',
  }
}

type Held = Pick<MeetingRecord, 'branch' | 'group'>

/** Where a meeting is told of, 「本科二支部群」 or in private; a chat that no file names is called like its holder. Null: nowhere. */
export async function whereToldOf(
  ctx: Ctx,
  tx: Tx,
  meeting: Held & Pick<MeetingRecord, 'chat' | 'types' | 'audience'>,
): Promise<string | null> {
  if (isToldPrivately(meeting, ctx.settings.types)) return words.privately
  if (meeting.chat === null) return null
  const named = (await chatNames(ctx, tx)).get(meeting.chat)
  return words.groupOf(named ?? (await holderNameOf(ctx, tx, meeting)))
}

/** Who holds a meeting: a group if it has a chat of its own, else its branch; or the college. */
export async function holderNameOf(ctx: Ctx, tx: Tx, meeting: Held): Promise<string> {
  if (meeting.branch === null) return ctx.settings.name
  const own = meeting.group === null ? null : await group(tx, meeting.group)
  return own !== null && own.chat !== null ? own.name : (await branch(tx, meeting.branch)).short
}

type Of = { types: readonly string[]; audience: Meeting['audience'] }

/** Whose meeting it is, and in which chat it is told of by the files of this moment. */
export async function placeOf(ctx: Ctx, tx: Tx, of: Of): Promise<Place> {
  return placeIn({ ...of, types: [...of.types] }, await directoryOf(ctx, tx))
}

/** Every chat that the files name at this moment, and whose it is. */
export async function directoryOf(ctx: Ctx, tx: Tx): Promise<Directory> {
  const groups = await everyGroup(tx)
  return {
    branchChats: new Map((await everyBranch(tx)).map(({ id, chat }) => [id, chat])),
    groups: new Map(groups.map((one) => [one.id, one])),
    chats: ctx.settings.chats,
    types: ctx.settings.types,
  }
}

type Led = Pick<MeetingRecord, 'host' | 'hostOffice'>

/** Who is written down as host, and for which office: whoever is named holds it, too, when the office is theirs today. */
async function hostFor(
  ctx: Ctx,
  tx: Tx,
  of: Omit<Place, 'prefix'> & { title: string; host: MemberId | null },
): Promise<Led> {
  const lead = await leadOf(ctx, tx, of)
  if (of.host !== null) return { host: of.host, hostOffice: lead?.host === of.host ? lead.hostOffice : null }
  const [admin] = await admins(tx)
  if (lead !== null) return lead
  if (admin === undefined) throw new Fault(words.noHost(of.title), { cure: words.noHostCure })
  return { host: admin, hostOffice: 'admin' }
}

async function leadOf(ctx: Ctx, tx: Tx, of: Pick<Meeting, 'group' | 'branch'>): Promise<Led | null> {
  const leader = of.group === null ? null : await leaderOf(ctx, tx, of.group)
  if (leader !== null) return { host: leader, hostOffice: 'leader' }
  const secretary = of.branch === null ? null : await secretaryOf(ctx, tx, of.branch)
  return secretary === null ? null : { host: secretary, hostOffice: 'secretary' }
}

/**
 * Who leads a meeting today: an office passes on with its term. (domain §5) For a host who has left, whoever leads the
 * branch, or the administrator in charge.
 */
export async function hostOf(
  ctx: Ctx,
  tx: Tx,
  { host, hostOffice, group, branch: of }: Pick<Meeting, 'host' | 'hostOffice' | 'group' | 'branch'>,
): Promise<MemberId> {
  if (hostOffice === 'admin' && (await admins(tx)).includes(host)) return host
  if (hostOffice === null && (await presentAmong(tx, [host])).length > 0) return host
  const lead = await leadOf(ctx, tx, { group: hostOffice === 'secretary' ? null : group, branch: of })
  return lead?.host ?? (await (of === null ? inCharge(tx) : actingFor(ctx, tx, of))) ?? host
}
