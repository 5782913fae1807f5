import type { Audience, AudiencePart } from '../../config/college.ts'
import { firstDone } from '../audit.ts'
import type { Ctx } from '../ctx.ts'
import { ReadOnce } from '../db/reads.ts'
import type { Tx } from '../db/tables.ts'
import { BranchId, type ChatId, GroupId, type MemberId, type OpenId } from '../ids.ts'
import type { Letter } from '../letters/types.ts'
import { admins, inChargeOf } from './charge/service.ts'
import * as store from './store.ts'
import {
  BRANCH_COMMITTEE,
  type Branch,
  DEPUTY,
  type Group,
  GROUP_LEADER,
  type Person,
  type Rights,
  SECRETARY,
} from './types.ts'

export { compositionOf } from './composition/service.ts'
export { admins, adminsFor, adminsInTurn, inChargeOf } from './charge/service.ts'
export { branchesNamed, branchNames, branchTitle } from './rules.ts'
export { acceptCollege, acceptedColumns, graveLoss, lastCollege, lastLoadId } from './load/service.ts'
export { listButton } from './list/action.ts'
export { proposalButtons } from './proposals/action.ts'
export {
  filesState,
  noteFaulty,
  noteInForce,
  noteLoss,
  pendingProposal,
  proposalState,
  expireVersions,
} from './proposals/service.ts'
export { inspectors } from './inspectors/service.ts'
export { nameOf, namesOf } from './naming/service.ts'
export { officeEnds, officesHeld, officesOf, probationOf } from './posts/service.ts'
export {
  askForCheck,
  beginCheck,
  chatNames,
  countUnreached,
  isCollegeChat,
  isOutOfReach,
  onDelivery,
  nextCheck,
  putOffCheck,
  reachFound,
  settleCheck,
  takeDueCheck,
  unreachablePeople,
} from './reach/service.ts'
import { Unfit } from '../errors.ts'
import { today } from '../time/dates.ts'

/** The person, present or former. Throws when there never was one. */
export async function person(tx: Tx, id: MemberId): Promise<Person> {
  const found = await anybody(tx, id)
  if (found === undefined) throw new Unfit(`no member ${id}`)
  return found
}

const people = new ReadOnce<Person | undefined>()

async function anybody(tx: Tx, id: MemberId): Promise<Person | undefined> {
  return people.read(tx, id, async () => (await store.members(tx, [id]))[0])
}

/** These people, present or former, each once. */
export async function peopleById(tx: Tx, ids: readonly MemberId[]): Promise<Person[]> {
  return ids.length === 0 ? [] : store.members(tx, ids)
}

/** Those of these people who have not left, each once, in order of id. */
export async function presentAmong(tx: Tx, ids: readonly MemberId[]): Promise<Person[]> {
  return ids.length === 0 ? [] : store.presentAmong(tx, ids)
}

/** Present members whom a name or an id may mean: those of this branch where it has one of them, else all. */
export async function meantBy(tx: Tx, text: string, within: BranchId | null): Promise<Person[]> {
  const all = await store.named(tx, text)
  const own = all.filter(({ branch: of }) => of === within)
  return own.length > 0 ? own : all
}

/** The member with this account; null for strangers and for those who left. */
export async function memberOf(tx: Tx, openId: OpenId): Promise<MemberId | null> {
  return store.memberByOpenId(tx, openId)
}

/** Where a person is reached in a direct chat; null when nowhere. */
export async function openIdOf(tx: Tx, who: MemberId): Promise<OpenId | null> {
  return (await anybody(tx, who))?.openId ?? null
}

/** Every active branch, in the order of the college's file. */
export async function branches(tx: Tx): Promise<Branch[]> {
  return (await store.branches(tx)).filter((branch) => branch.active)
}

/** Every branch there ever was, in the order of the college's file. */
export async function everyBranch(tx: Tx): Promise<Branch[]> {
  return store.branches(tx)
}

/** One branch, active or not. Throws when there never was one. */
export async function branch(tx: Tx, id: BranchId): Promise<Branch> {
  const found = await store.branch(tx, id)
  if (found === undefined) throw new Unfit(`no branch ${id}`)
  return found
}

/** These branches, active or not, in the order of the college's file; one that never was is not among them. */
export async function branchesAmong(tx: Tx, ids: readonly BranchId[]): Promise<Branch[]> {
  return store.branches(tx, ids)
}

/** One group. Throws when there never was one. */
export async function group(tx: Tx, id: GroupId): Promise<Group> {
  const found = (await store.groups(tx)).find((each) => each.id === id)
  if (found === undefined) throw new Unfit(`no group ${id}`)
  return found
}

/** Every group of every branch, in order of id. */
export async function everyGroup(tx: Tx): Promise<Group[]> {
  return store.groups(tx)
}

/** The branch whose chat, or whose group's chat, this is; undefined for every other chat. */
export async function branchOfChat(tx: Tx, chat: ChatId): Promise<BranchId | undefined> {
  const branch = (await store.branches(tx)).find((each) => each.chat === chat)
  return branch?.id ?? (await store.groups(tx)).find((each) => each.chat === chat)?.branch
}

/** What a person may do today: a role is an office and its dates. (domain §5) */
export async function rightsOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Rights> {
  const { seat, offices, inspects } = await store.postsOf(tx, who, today(ctx).toString())
  const scopes = (titles: readonly string[]) =>
    offices.filter(({ office }) => titles.includes(office)).map(({ scope }) => scope)
  return {
    admin: seat === 'admin',
    committee: seat !== null,
    secretaryOf: scopes([SECRETARY]).map((id) => BranchId.parse(id)),
    leads: scopes([SECRETARY, DEPUTY]).map((id) => BranchId.parse(id)),
    branchCommitteeOf: scopes(BRANCH_COMMITTEE).map((id) => BranchId.parse(id)),
    leaderOf: scopes([GROUP_LEADER]).map((id) => GroupId.parse(id)),
    inspects,
  }
}

/** The secretary 支部书记 of a branch today; null while the office is vacant. */
export async function secretaryOf(ctx: Ctx, tx: Tx, of: BranchId): Promise<MemberId | null> {
  return (await leadsOf(ctx, tx, of)).secretary
}

/** Both who lead a branch today; null where an office is vacant. */
export async function leadsOf(ctx: Ctx, tx: Tx, of: BranchId): Promise<Leads> {
  return (await leadsOfEach(ctx, tx, [of]))(of)
}

type Leads = { secretary: MemberId | null; deputy: MemberId | null }

/** Both who lead each of these branches today. */
export async function leadsOfEach(
  ctx: Ctx,
  tx: Tx,
  scopes: readonly BranchId[],
): Promise<(of: BranchId) => Leads> {
  const all = await store.holdings(tx, { offices: [SECRETARY, DEPUTY], on: today(ctx).toString(), scopes })
  const held = Map.groupBy(all, ({ scope, office }) => `${scope} ${office}`)
  const first = (of: BranchId, title: string) => held.get(`${of} ${title}`)?.[0]?.who ?? null
  return (of) => ({ secretary: first(of, SECRETARY), deputy: first(of, DEPUTY) })
}

/** The leader of a branch today: its secretary, else the deputy; null while both offices are vacant. */
export async function leadOf(ctx: Ctx, tx: Tx, of: BranchId): Promise<MemberId | null> {
  const { secretary, deputy } = await leadsOf(ctx, tx, of)
  return secretary ?? deputy
}

/** The person who acts for a branch today: secretary, else deputy, else the administrator in charge; null when nobody can. */
export async function actingFor(ctx: Ctx, tx: Tx, of: BranchId): Promise<MemberId | null> {
  return (await leadOf(ctx, tx, of)) ?? inChargeOf(tx, of)
}

/** The leader 党小组组长 of a group today; null while the office is vacant. */
export async function leaderOf(ctx: Ctx, tx: Tx, of: GroupId): Promise<MemberId | null> {
  const [found] = await store.holdersOf(tx, { offices: [GROUP_LEADER], on: today(ctx).toString(), scope: of })
  return found?.id ?? null
}

/** The receiver of a letter that each administrator gets, while they are one. */
export async function whileAdmin(_ctx: Ctx, tx: Tx, { to }: Pick<Letter, 'to'>): Promise<MemberId | null> {
  return (await admins(tx)).find((one) => 'person' in to && one === to.person) ?? null
}

/** The branch committee 支部委员会 on that day, the secretary included. */
export async function branchCommittee(tx: Tx, of: BranchId, on: Temporal.PlainDate): Promise<Person[]> {
  return store.holdersOf(tx, { offices: BRANCH_COMMITTEE, on: on.toString(), scope: of })
}

/** Everybody an audience names on that day, each once, in order of id. */
export async function peopleIn(tx: Tx, audience: Audience, on: Temporal.PlainDate): Promise<Person[]> {
  const parts = audience.kind === 'list' ? audience.parts : [audience]
  const found = new Map<MemberId, Person>()
  for (const part of parts) {
    for (const each of await peopleOfPart(tx, part, on)) found.set(each.id, each)
  }
  return [...found.values()].sort((a, b) => a.id.localeCompare(b.id))
}

async function peopleOfPart(tx: Tx, part: AudiencePart, on: Temporal.PlainDate): Promise<Person[]> {
  switch (part.kind) {
    case 'branch':
      return store.membersOf(tx, { branch: part.branch })
    case 'group':
      return store.membersOf(tx, { group: part.group })
    case 'member':
      return store.members(tx, [part.member])
    case 'committee':
      return (await store.committee(tx)).map((seat) => seat.person)
    case 'secretaries':
      return secretaries(tx, on)
    case 'office':
      return store.holdersOf(tx, { offices: [part.office], on: on.toString() })
  }
}

async function secretaries(tx: Tx, on: Temporal.PlainDate): Promise<Person[]> {
  const active = new Set((await branches(tx)).map(({ id }) => id))
  const holders = await store.holdersOf(tx, { offices: [SECRETARY], on: on.toString() })
  return holders.filter((holder) => active.has(holder.branch))
}

/** The opening instant: when this college's files were first accepted here; null before that. */
export async function openedAt(tx: Tx): Promise<Temporal.Instant | null> {
  return firstDone(tx, 'roster.load')
}
