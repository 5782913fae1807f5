import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { committeeExpectedOf, dayOf, expectedOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branch, group, presentAmong } from '../../roster/service.ts'
import type { Invitation, Role } from '../types.ts'
import { audiences as words } from '../words.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { ByHand, Exemption, HandChange } from './types.ts'

/** What a list has become: who is expected now and was not, who no longer is, and everybody whose role has changed. */
export type ListChange = { joined: MemberId[]; left: MemberId[]; changed: MemberId[] }

/**
 * Makes the list of a meeting that was booked or changed. One that is frozen keeps who is expected, unless the meeting has
 * another start (`isMoved`) or is for other people now: then it follows the roster again.
 */
export async function makeList(
  ctx: Ctx,
  tx: Tx,
  { meeting, isMoved }: { meeting: Meeting; isMoved: boolean },
): Promise<ListChange> {
  const list = await store.lockList(tx, meeting.id)
  const listedFor = rules.listedFor(meeting)
  const isSame = !isMoved && (list.listedFor ?? listedFor) === listedFor
  const frozenAt = isSame ? list.frozenAt : null
  if (list.listedFor !== listedFor || frozenAt !== list.frozenAt)
    await store.saveList(tx, meeting.id, { listedFor, frozenAt })
  return setList(ctx, tx, { meeting, isFrozen: frozenAt !== null })
}

/** Lets the list of a meeting follow the roster; null once it is frozen, or the meeting does not take place. */
export async function followList(
  ctx: Ctx,
  tx: Tx,
  id: MeetingId,
): Promise<{ meeting: Meeting; change: ListChange } | null> {
  const { frozenAt } = await store.lockList(tx, id)
  // Read behind the lock: whoever changes the meeting holds it until the list is made anew.
  const meeting = await meetingById(tx, id)
  if (frozenAt !== null || meeting.state !== 'scheduled') return null
  return { meeting, change: await setList(ctx, tx, { meeting, isFrozen: false }) }
}

/** Freezes the list that `followList` has locked: from now on the roster changes nothing. */
export async function freezeList(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  await store.saveList(tx, meeting.id, { listedFor: rules.listedFor(meeting), frozenAt: ctx.now() })
}

type Setting = { meeting: Meeting; isFrozen: boolean }

async function setList(ctx: Ctx, tx: Tx, { meeting, isFrozen }: Setting): Promise<ListChange> {
  const before = await store.list(tx, meeting.id)
  const byHand = (await store.lastChanges(tx, [meeting.id])).get(meeting.id) ?? []
  const exemptions = await store.exemptions(tx, [meeting.branch])
  const wanted = rules.changesTo(await listByRoster(ctx, tx, { meeting, byHand, exemptions }), before)
  const changes = isFrozen ? rules.ofObservers(wanted, before) : wanted
  await store.setRoles(tx, meeting.id, changes)
  return rules.changeOf(changes, before)
}

type OneList = { meeting: Meeting; byHand: readonly ByHand[]; exemptions: readonly Exemption[] }

/** The list as the roster says it at this moment, with what was changed by hand. */
async function listByRoster(
  ctx: Ctx,
  tx: Tx,
  { meeting, byHand, exemptions }: OneList,
): Promise<rules.Place[]> {
  const lists = await expectedOf(ctx, tx, meeting)
  const named = [...namedIn(meeting), ...meeting.observers, ...byHand.map(({ who }) => who)]
  const present = (await presentAmong(tx, named)).map(({ id }) => id)
  const gone = new Set(named.filter((who) => !present.includes(who)))
  const here = (people: readonly MemberId[]) => people.filter((who) => !gone.has(who))
  const byRoster = rules.roles({
    expected: here(lists.expected),
    exempt: here(lists.exempt),
    observers: here(meeting.observers),
  })
  const counted = rules.withExemptions(byRoster, exemptions, { branch: meeting.branch, on: dayOf(meeting) })
  return rules.withChanges(
    counted,
    byHand.filter(({ who }) => !gone.has(who)),
  )
}

export type HandChangeOf = Invitation & {
  change: HandChange
  reason: string
  by: MemberId
  at: Temporal.Instant
}

/** Changes the list of a meeting by hand for one person, frozen or not, and says so in the audit, without the reason. */
export async function changeByHand(
  ctx: Ctx,
  tx: Tx,
  made: HandChangeOf,
): Promise<{ ok: true; change: ListChange } | { ok: false; refusal: HandRefusal }> {
  const { meeting, who, change } = made
  await store.lockList(tx, meeting)
  const before = await store.roleOf(tx, made)
  const refusal = rules.refusalToChange(change, before)
  if (refusal !== null) return { ok: false, refusal }
  const place = { who, role: rules.roleAfter(change) }
  await store.addChange(tx, meeting, made)
  await store.setRoles(tx, meeting, [place])
  const details = { change, member: who, was: before }
  await audit(ctx, tx, { actor: made.by, act: 'attendance.changeList', about: meeting, details })
  const from = before === null ? [] : [{ who, role: before }]
  return { ok: true, change: rules.changeOf([place], from) }
}

/** Why a change by hand has no effect. */
export type HandRefusal = NonNullable<ReturnType<typeof rules.refusalToChange>>

/** When the list of a meeting was frozen; null while it follows the roster. */
export async function frozenAt(tx: Tx, meeting: MeetingId): Promise<Temporal.Instant | null> {
  return store.frozenAt(tx, meeting)
}

/** Every change of a list by hand, in order of making; the reasons are restricted. */
export async function handChanges(tx: Tx, meeting: MeetingId): Promise<store.Change[]> {
  return store.changesOf(tx, meeting)
}

/** People who are expected because they were added by hand, and of whom the roster does not say so. */
export async function addedByHand(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<MemberId[]> {
  const byHand = (await store.lastChanges(tx, [meeting.id])).get(meeting.id) ?? []
  const added = byHand.filter(({ change }) => change === 'add')
  if (added.length === 0) return []
  const { expected, exempt } = await expectedOf(ctx, tx, meeting)
  const due = await expectedMembers(tx, meeting.id)
  const ids = added.map(({ who }) => who)
  return ids.filter((who) => due.includes(who) && !expected.includes(who) && !exempt.includes(who))
}

/** People whom an audience names one by one; all others are in it because of what they are today. */
function namedIn({ audience }: Meeting): MemberId[] {
  const parts = audience.kind === 'list' ? audience.parts : [audience]
  return parts.flatMap((part) => (part.kind === 'member' ? [part.member] : []))
}

/** Those of these meetings whose list is not what the roster says. */
export async function outdatedAmong(ctx: Ctx, tx: Tx, meetings: readonly Meeting[]): Promise<MeetingId[]> {
  const ids = meetings.map(({ id }) => id)
  const lists = await store.listsOf(tx, ids)
  const changes = await store.lastChanges(tx, ids)
  const exemptions = await store.exemptions(tx)
  const found: MeetingId[] = []
  for (const meeting of meetings) {
    const byHand = changes.get(meeting.id) ?? []
    const wanted = await listByRoster(ctx, tx, { meeting, byHand, exemptions })
    if (rules.changesTo(wanted, lists.get(meeting.id) ?? []).length > 0) found.push(meeting.id)
  }
  return found
}

/** Meetings behind this one in order of id whose list still follows the roster, so many at most. */
export async function unfrozen(tx: Tx, of: Parameters<typeof store.unfrozen>[1]): Promise<MeetingId[]> {
  return store.unfrozen(tx, of)
}

/** Meetings to come of which a person is on the list, as long as the list is not frozen. */
export async function unfrozenWith(ctx: Ctx, tx: Tx, who: MemberId): Promise<MeetingId[]> {
  return store.unfrozenWith(tx, who, ctx.now())
}

/** Writes the list of a meeting of the past; exempt are those whom its record names. */
export async function freezePast(
  ctx: Ctx,
  tx: Tx,
  { meeting, exempt }: { meeting: Meeting; exempt: readonly MemberId[] },
): Promise<MemberId[]> {
  const lists = await expectedOf(ctx, tx, meeting)
  const expected = [...lists.expected, ...lists.exempt].filter((who) => !exempt.includes(who))
  await store.lockList(tx, meeting.id)
  await store.setRoles(tx, meeting.id, rules.roles({ expected, exempt, observers: meeting.observers }))
  await freezeList(ctx, tx, meeting)
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
