import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, ChatId, MemberId } from '../../ids.ts'
import type { Receiver } from '../../letters/types.ts'
import { branches, peopleIn } from '../service.ts'
import { chatTitle } from '../rules.ts'
import * as roster from '../store.ts'
import { EXEMPT_STATUS, type Person } from '../types.ts'
import { compare, mended, partsOf, restAfter, tellsOfGroup, troubleToldBy } from './rules.ts'
import * as store from './store.ts'
import type { Check, Place, Reached, Sight, Trouble, Unreached } from './types.ts'
import { places as names, words } from './words.ts'
import { isAfter, later } from '../../time/order.ts'
import { today } from '../../time/dates.ts'

/** What comes at once, such as twenty people who join a group, is looked at once. */
const SETTLES = Temporal.Duration.from({ seconds: 10 })
/** Never more than one check in this time, whatever happens. */
const PACE = Temporal.Duration.from({ minutes: 1 })

/** Says that who or what can be reached may have changed: a check is due soon. */
export async function askForCheck(ctx: Ctx, tx: Tx): Promise<void> {
  await store.ask(tx, ctx.now().add(SETTLES))
}

/** The sweep: whether a check is to be begun now. The caller enqueues one job. */
export async function takeDueCheck(ctx: Ctx): Promise<boolean> {
  return store.takeDue(ctx.db, ctx.now(), ctx.now().subtract(PACE))
}

/** Wall time at which the next check may begin, null when none is asked for. */
export async function nextCheck(ctx: Ctx): Promise<Temporal.Instant | null> {
  const { due_at: dueAt, begun_at: begun } = await store.progress(ctx.db)
  if (dueAt === null || begun === null) return dueAt
  const rested = begun.add(PACE)
  return later(dueAt, rested)
}

/** The check that was taken, with what the roster says at this moment; null when none is due. */
export async function beginCheck(ctx: Ctx, tx: Tx): Promise<Check | null> {
  const { due_at: dueAt, begun_at: begunAt, marks, attempts } = await store.progress(tx)
  if (begunAt === null || dueAt === null || isAfter(dueAt, ctx.now())) return null
  const people = (await roster.presentMembers(tx)).flatMap(reached)
  return { roll: { places: await placesOf(ctx, tx), people }, begunAt, marks, attempts }
}

/** Keeps what a check saw: new troubles with their time, and none that is mended. Returns how many there are. */
export async function settleCheck(
  ctx: Ctx,
  tx: Tx,
  { check, sight }: { check: Check; sight: Sight },
): Promise<number | 'overtaken'> {
  if (!(await store.lock(tx, check))) return 'overtaken'
  for (const gone of mended(await store.troubles(tx), check.roll, sight)) await store.remove(tx, gone)
  await store.add(tx, compare(check.roll, sight), ctx.now())
  await store.end(tx, check)
  return (await store.troubles(tx)).length
}

/** Tries a check again later: what was known stays, and `error` is shown to an administrator. */
export async function putOffCheck(
  ctx: Ctx,
  tx: Tx,
  { check, error }: { check: Check; error: string },
): Promise<void> {
  const attempts = check.attempts + 1
  await store.putOff(tx, check, { attempts, error, due_at: ctx.now().add(restAfter(attempts)) })
}

/** What the last check found, in words with the cure, and why the last attempt failed, if it did. */
export async function reachFound(ctx: Ctx, tx: Tx) {
  const placeNames = new Map((await placesOf(ctx, tx)).map(({ id, name }) => [id, name]))
  const troubles = (await store.troubles(tx)).map((one) => {
    const { place, member } = partsOf(one)
    return { ...one, says: words[one.kind]({ place: placeNames.get(place) ?? place, member }) }
  })
  return { troubles, error: (await store.progress(tx)).error }
}

/**
 * Takes what became of a letter: a code that blames the receiver puts the person on the list of those out of reach, an
 * arrival (null) takes the person off it; a group that refused is looked at again.
 */
export async function onDelivery(
  ctx: Ctx,
  tx: Tx,
  { to, code }: { to: Receiver; code: string | null },
): Promise<void> {
  if ('chat' in to) {
    if (code !== null && tellsOfGroup(code)) await askForCheck(ctx, tx)
    return
  }
  if (code === null) return forgetTold(tx, [to.person])
  const kind = troubleToldBy(code)
  if (kind !== null) await store.add(tx, [{ kind, about: to.person }], ctx.now())
}

/** Forgets what letters told of these people: one has arrived, or their account is another one. */
export async function forgetTold(tx: Tx, people: readonly MemberId[]): Promise<void> {
  if (people.length > 0) await store.forgetTold(tx, people)
}

/** Whether a letter or a look told that no direct message reaches this person. */
export async function isOutOfReach(tx: Tx, who: MemberId): Promise<boolean> {
  return (await store.troubles(tx)).some((trouble) => partsOf(trouble).place === '' && trouble.about === who)
}

/** Everybody and every group out of reach, in the college's order: they never stop the others. */
export async function unreached(ctx: Ctx, tx: Tx): Promise<Unreached[]> {
  const known = await knownTo(ctx, tx)
  const noId = [...known.people.values()].filter(({ openId }) => openId === null)
  const all = [
    ...noId.map((member): Unreached => ({ reason: 'noId', branch: member.branch, place: null, member })),
    ...(await store.troubles(tx)).flatMap((trouble) => outOfReach(trouble, known)),
  ]
  const rank = ({ branch }: Unreached) => (branch === null ? -1 : known.branches.indexOf(branch))
  return all.toSorted((a, b) => rank(a) - rank(b))
}

type Known = {
  people: ReadonlyMap<string, Person>
  places: ReadonlyMap<string, string>
  groups: ReadonlyMap<string, BranchId>
  branches: readonly BranchId[]
}

async function knownTo(ctx: Ctx, tx: Tx): Promise<Known> {
  const people = await roster.presentMembers(tx)
  const groups = await roster.groups(tx)
  return {
    people: new Map(people.map((person) => [person.id, person])),
    places: new Map((await placesOf(ctx, tx)).map(({ id, name }) => [id, name])),
    groups: new Map(groups.map(({ id, branch }) => [id, branch])),
    branches: (await branches(tx)).map(({ id }) => id),
  }
}

function outOfReach(trouble: Trouble, { people, places, groups, branches: all }: Known): Unreached[] {
  const { place: id, member: who } = partsOf(trouble)
  const place = id === '' ? null : (places.get(id) ?? id)
  const reason = trouble.kind
  const branch = groups.get(id) ?? all.find((each) => each === id) ?? null
  if (who === '') return [{ reason, place, member: null, branch }]
  const member = people.get(who)
  // A person who has left since the last check is no trouble any more.
  return member === undefined ? [] : [{ reason, place, member, branch: member.branch }]
}

/** Whether the last look at the platform got no answer, so that what is known may be old. */
export async function isUnchecked(tx: Tx): Promise<boolean> {
  return (await store.progress(tx)).error !== null
}

/** How many groups and members are out of reach, those without an open_id included. */
export async function countUnreached(tx: Tx): Promise<number> {
  return (await store.troubles(tx)).length + (await unreachablePeople(tx)).length
}

/** Present members who cannot be reached in a direct chat: they never stop the others. */
export async function unreachablePeople(tx: Tx): Promise<Person[]> {
  return (await roster.presentMembers(tx)).filter(({ openId }) => openId === null)
}

/** Whether the college's files name this chat. */
export async function isCollegeChat(ctx: Ctx, tx: Tx, chat: ChatId): Promise<boolean> {
  return (await placesOf(ctx, tx)).some((place) => place.chat === chat)
}

/** What each chat that the files name is called. */
export async function chatNames(ctx: Ctx, tx: Tx): Promise<ReadonlyMap<ChatId, string>> {
  return new Map((await placesOf(ctx, tx)).map(({ chat, name }) => [chat, name]))
}

/** Every chat that the files name, with the present members who belong there and whose open_id is known. */
async function placesOf(ctx: Ctx, tx: Tx): Promise<Place[]> {
  return [...(await collegePlaces(ctx, tx)), ...(await branchPlaces(tx))]
}

async function collegePlaces(ctx: Ctx, tx: Tx): Promise<Place[]> {
  const { chats } = ctx.settings
  const expected = {
    committee: await peopleIn(tx, { kind: 'committee' }, today(ctx)),
    secretaries: await peopleIn(tx, { kind: 'secretaries' }, today(ctx)),
    inspectors: await roster.inspectors(tx),
  }
  const ids = ['committee', 'secretaries', 'inspectors'] as const
  return ids.flatMap((id) => placeOf({ id, name: names[id], chat: chats[id] }, expected[id]))
}

async function branchPlaces(tx: Tx): Promise<Place[]> {
  const expected = (await roster.presentMembers(tx)).filter(({ status }) => !EXEMPT_STATUS.includes(status))
  const [byBranch, byGroup] = [
    Map.groupBy(expected, ({ branch }) => branch),
    Map.groupBy(expected, ({ group }) => group),
  ]
  const groups = Map.groupBy(await roster.groups(tx), ({ branch }) => branch)
  return (await branches(tx)).flatMap(({ id, short, chat }) => [
    ...placeOf({ id, name: chatTitle(short), chat }, byBranch.get(id)),
    ...(groups.get(id) ?? []).flatMap((group) =>
      placeOf({ ...group, name: `${short}${group.name}` }, byGroup.get(group.id)),
    ),
  ])
}

function placeOf(
  { id, name, chat }: { id: string; name: string; chat: ChatId | null },
  people: readonly Person[] = [],
): Place[] {
  return chat === null ? [] : [{ id, name, chat, expected: people.flatMap(reached) }]
}

function reached({ id, openId }: Person): Reached[] {
  return openId === null ? [] : [{ id, openId }]
}
