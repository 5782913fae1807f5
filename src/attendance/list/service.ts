import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { committeeExpectedOf, expectedOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branch, group } from '../../roster/service.ts'
import type { Invitation, Role } from '../types.ts'
import { audiences as words } from '../words.ts'
import { roles } from './rules.ts'
import * as store from './store.ts'

/** Freezes who is expected, exempt or an observer. Returns whether the list of those who are expected has changed. */
export async function freeze(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  const before = await expectedMembers(tx, meeting.id)
  const lists = await expectedOf(ctx, tx, meeting)
  await store.replace(tx, meeting.id, roles({ ...lists, observers: meeting.observers }))
  return before.join() !== (await expectedMembers(tx, meeting.id)).join()
}

/** Writes the list of a meeting of the past; exempt are those whom its record names. */
export async function freezePast(
  ctx: Ctx,
  tx: Tx,
  { meeting, exempt }: { meeting: Meeting; exempt: readonly MemberId[] },
): Promise<MemberId[]> {
  const lists = await expectedOf(ctx, tx, meeting)
  const expected = [...lists.expected, ...lists.exempt].filter((who) => !exempt.includes(who))
  await store.replace(tx, meeting.id, roles({ expected, exempt, observers: meeting.observers }))
  return expected
}

/** Everybody who is expected, in order of id. */
export async function expectedMembers(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  return (await store.list(tx, meeting)).filter(({ role }) => role === 'due').map(({ who }) => who)
}

/** Everybody on the list, with their roles. */
export async function everyone(tx: Tx, meeting: MeetingId): Promise<{ who: MemberId; role: Role }[]> {
  return store.list(tx, meeting)
}

/** To which of these meetings a person is invited, as one who is expected or an observer. */
export async function invitedTo(tx: Tx, who: MemberId, among: readonly MeetingId[]): Promise<MeetingId[]> {
  return store.invitedTo(tx, who, among)
}

/** How a person stands; null when not invited. */
export async function roleOf(tx: Tx, invitation: Invitation): Promise<Role | null> {
  return store.roleOf(tx, invitation)
}

/** Returns the role after locking its row: other clicks of that person wait until the transaction ends. */
export async function lockInvitation(tx: Tx, invitation: Invitation): Promise<Role | null> {
  return store.lock(tx, invitation)
}

/** No click of anybody on the list of a meeting goes on until the transaction ends. */
export async function lockInvitations(tx: Tx, meeting: MeetingId): Promise<void> {
  await store.lockAll(tx, meeting)
}

/** The audience of a meeting in words; null when it names people one by one. */
export async function audienceName(ctx: Ctx, tx: Tx, id: MeetingId): Promise<string | null> {
  const meeting = await meetingById(tx, id)
  const { audience } = meeting
  if (committeeExpectedOf(meeting, ctx.settings.types) !== null) return words.branchCommittee
  switch (audience.kind) {
    case 'branch':
      return (await branch(tx, audience.branch)).short
    case 'group':
      return (await group(tx, audience.group)).name
    case 'secretaries':
    case 'committee':
      return words[audience.kind]
    default:
      return null
  }
}
