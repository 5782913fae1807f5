import {
  type Audience,
  bareName,
  type MeetingType,
  type Settings,
  typeName,
  typeNamed,
} from '../../config/college.ts'
import type { BranchId, ChatId, GroupId, MemberId } from '../ids.ts'
import { EXEMPT_STATUS, type Group, type Person } from '../roster/types.ts'
import type { Meeting, MeetingRecord, Span } from './types.ts'
import { dateOf } from '../time/dates.ts'
import { isBefore } from '../time/order.ts'

export { ladderOf, noticeDueAt, timesAround } from './times/rules.ts'

/** The branch whose committee alone is expected, or null when the whole audience is. */
export function committeeExpectedOf(
  { audience, types }: Pick<Meeting, 'types' | 'audience'>,
  known: readonly MeetingType[],
): BranchId | null {
  const all = types.every((type) => typeNamed(known, type)?.due === 'committee')
  return all && audience.kind === 'branch' ? audience.branch : null
}

/** Divides people into those who count in 应到 and those who do not, by the roster. */
export function splitExempt(people: readonly Person[]): { expected: MemberId[]; exempt: MemberId[] } {
  const isExempt = (person: Person) => EXEMPT_STATUS.includes(person.status)
  return {
    expected: people.filter((person) => !isExempt(person)).map(({ id }) => id),
    exempt: people.filter(isExempt).map(({ id }) => id),
  }
}

/** The chat of a meeting of the college: that of the secretaries when they are among the audience. */
export function collegeChat(audience: Audience, chats: Settings['chats']): ChatId | null {
  const parts = audience.kind === 'list' ? audience.parts : [audience]
  const has = (kind: string) => parts.some((part) => part.kind === kind)
  if (has('secretaries')) return chats.secretaries
  return has('committee') ? chats.committee : null
}

/** Whether an audience names people or offices, who have no chat in common: a visit 走出去, an interview 访谈. (domain §1C) */
export function isOfPeople(audience: Audience): boolean {
  const parts = audience.kind === 'list' ? audience.parts : [audience]
  return parts.every(({ kind }) => kind === 'member' || kind === 'office')
}

/** Whether each who goes owes a record: of people without a chat in common whom nobody was named to lead. */
export function isOwedByEach({ audience, hostOffice }: Pick<Meeting, 'audience' | 'hostOffice'>): boolean {
  return isOfPeople(audience) && hostOffice === 'admin'
}

/** Whether people hear of it each privately: a few of a branch, of whom the others in its chat need not hear, or a list of people. */
export function isToldPrivately(
  { chat, ...meeting }: Pick<Meeting, 'types' | 'audience' | 'chat'>,
  known: readonly MeetingType[],
): boolean {
  const isOfFew = isOfPeople(meeting.audience) || committeeExpectedOf(meeting, known) !== null
  return chat === null && isOfFew
}

/** The chats of branches, groups and college, and the types, which say who is expected. */
export type Directory = {
  branchChats: ReadonlyMap<BranchId, ChatId | null>
  groups: ReadonlyMap<GroupId, Group>
  chats: Settings['chats']
  types: Settings['types']
}

/**
 * The holder of a meeting, and the chat in which it is told of: none where only a branch's committee is expected. Throws
 * when there never was such a branch or group.
 */
export function placeIn(
  meeting: Pick<Meeting, 'types' | 'audience'>,
  { branchChats, groups, chats, types }: Directory,
): Pick<MeetingRecord, 'scope' | 'branch' | 'group' | 'chat' | 'prefix'> {
  const { audience } = meeting
  if (audience.kind === 'branch') {
    const own = chatOfBranch(branchChats, audience.branch)
    const chat = committeeExpectedOf(meeting, types) === null ? own : null
    return { scope: 'branch', branch: audience.branch, group: null, chat, prefix: null }
  }
  if (audience.kind === 'group') {
    const group = groups.get(audience.group)
    if (group === undefined) throw new Error(`no group ${audience.group}`)
    const { branch, chat: own, name } = group
    // A group without a chat is announced in its branch's chat, with its name first.
    const chat = own ?? chatOfBranch(branchChats, branch)
    return { scope: 'group', branch, group: audience.group, chat, prefix: own === null ? name : null }
  }
  return { scope: 'college', branch: null, group: null, chat: collegeChat(audience, chats), prefix: null }
}

function chatOfBranch(chats: Directory['branchChats'], branch: BranchId): ChatId | null {
  const chat = chats.get(branch)
  if (chat === undefined) throw new Error(`no branch ${branch}`)
  return chat
}

/** Whether people must be told of it again: another time, place or audience. */
export function isNewRevision(
  old: Meeting,
  next: Pick<MeetingRecord, 'startsAt' | 'endsAt' | 'place' | 'chat' | 'audience'>,
): boolean {
  return (
    !old.startsAt.equals(next.startsAt) ||
    !old.endsAt.equals(next.endsAt) ||
    old.place !== next.place ||
    old.chat !== next.chat ||
    JSON.stringify(old.audience) !== JSON.stringify(next.audience)
  )
}

/** The items of the agenda that an observer attends, each with its number. */
export function itemsFor({ agenda, flagged }: Pick<Meeting, 'agenda' | 'flagged'>, who: MemberId): string[] {
  const own = flagged.filter(({ observers }) => observers.includes(who)).map(({ item }) => item)
  return agenda.flatMap((item, index) => (own.includes(item) ? [`${index + 1}. ${item}`] : []))
}

/** Whether the notice of the revision in force was taken back: until there is a new one, nobody is asked to answer. */
export function isWithdrawn({ version, withdrawn }: Pick<Meeting, 'version' | 'withdrawn'>): boolean {
  return version === withdrawn
}

/** The day on which a meeting begins, where it is held. */
export function dayOf({ startsAt, zone }: Pick<Meeting, 'startsAt' | 'zone'>): Temporal.PlainDate {
  return dateOf(startsAt, zone)
}

/** The start before it was moved, as the next notice says it: only people who were told of it must hear so. */
export function movedFromOf(old: Meeting, next: Pick<Meeting, 'startsAt'>): Temporal.PlainDateTime | null {
  if (!old.announced) return old.movedFrom
  if (old.startsAt.equals(next.startsAt)) return null
  return old.startsAt.toZonedDateTimeISO(old.zone).toPlainDateTime()
}

/** Whether two stretches of time have a moment in common; one that begins when the other ends has none. */
export function overlaps(one: Span, other: Span): boolean {
  return isBefore(one.startsAt, other.endsAt) && isBefore(other.startsAt, one.endsAt)
}

/** Whether both need the same room, however its name is spaced or its digits are typed. */
export function needSamePlace(one: string, other: string): boolean {
  return placeName(one) === placeName(other) && !NOWHERE.test(placeName(one))
}

function placeName(place: string): string {
  return bareName(place).toLowerCase()
}

/** Whether two overlapping meetings are one sitting of several types: the same people in the same place. */
export function isOneSitting(one: Held, other: Held, known: readonly MeetingType[]): boolean {
  const samePeople =
    isForSame(one, other) && committeeExpectedOf(one, known) === committeeExpectedOf(other, known)
  const sameType = isOfSameType(one, other, known)
  return !sameType && samePeople && placeName(one.place) === placeName(other.place) && overlaps(one, other)
}

/** Whether two records may be of one and the same meeting: of one type and for the same people. */
export function mayBeSame(one: Held, other: Held, known: readonly MeetingType[]): boolean {
  return isForSame(one, other) && isOfSameType(one, other, known)
}

function isForSame(one: Held, other: Held): boolean {
  return JSON.stringify(one.audience) === JSON.stringify(other.audience)
}

function isOfSameType(one: Held, other: Held, known: readonly MeetingType[]): boolean {
  const namesOf = ({ types }: Held) => types.map((type) => typeName(known, type))
  return namesOf(one).some((name) => namesOf(other).includes(name))
}

/** Places that take in any number of meetings at once. */
const NOWHERE = /^$|^(待定|另行通知)$|线上|云会议|腾讯会议|飞书会议|钉钉/

type Held = Span & Pick<Meeting, 'types' | 'audience' | 'place'>
