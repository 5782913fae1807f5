import { z } from 'zod'
import {
  type Audience,
  type Ladder,
  type MeetingType,
  type Settings,
  typeNamed,
} from '../../config/college.ts'
import type { BranchId, ChatId, GroupId, MemberId } from '../ids.ts'
import { EXEMPT_STATUS, type Group, type Person } from '../roster/types.ts'
import type { Calendar } from '../time/calendar.ts'
import { answerBy as ruledAnswerBy, shift } from '../time/dues.ts'
import { allowedFrom, allowedBy, type Quiet, quietOf } from '../time/silent.ts'
import type { Filled, Meeting, MeetingPlan, MeetingRecord, RuledLadder } from './types.ts'
import { cutTo } from '../words/shortened.ts'

/** The branch whose committee alone is due, or null when the whole audience is. */
export function committeeDueOf(
  { audience, types }: Pick<Meeting, 'types' | 'audience'>,
  known: readonly MeetingType[],
): BranchId | null {
  const all = types.every((type) => typeNamed(known, type)?.due === 'committee')
  return all && audience.kind === 'branch' ? audience.branch : null
}

/** Who counts in 应到 and who does not, by the roster. */
export function splitExempt(people: readonly Person[]): { due: MemberId[]; exempt: MemberId[] } {
  const isExempt = (person: Person) => EXEMPT_STATUS.includes(person.status)
  return {
    due: people.filter((person) => !isExempt(person)).map(({ id }) => id),
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

/** Whose chat is which. */
export type Directory = {
  branchChats: ReadonlyMap<BranchId, ChatId | null>
  groups: ReadonlyMap<GroupId, Group>
  chats: Settings['chats']
}

/** Whose meeting it is, and in which chat it is told of. Throws when there never was such a branch or group. */
export function placeIn(
  audience: Audience,
  { branchChats, groups, chats }: Directory,
): Pick<MeetingRecord, 'scope' | 'branch' | 'group' | 'chat' | 'prefix'> {
  if (audience.kind === 'branch') {
    const chat = chatOfBranch(branchChats, audience.branch)
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
export function isNewPlan(
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

const MOST_ITEMS = 20
const MOST_IN_ITEM = 200

/** The items of an agenda, one to a line or parted by 「；」. */
export function agendaItems(text: string): string[] {
  const items = text.split(/[\n；;]/).map((item) => cutTo(item.trim(), MOST_IN_ITEM))
  return items.filter((item) => item !== '').slice(0, MOST_ITEMS)
}

/** The items of the agenda that an observer attends, each with its number. */
export function itemsFor({ agenda, flagged }: Pick<Meeting, 'agenda' | 'flagged'>, who: MemberId): string[] {
  const own = flagged.filter(({ observers }) => observers.includes(who)).map(({ item }) => item)
  return agenda.flatMap((item, index) => (own.includes(item) ? [`${index + 1}. ${item}`] : []))
}

/** The longest a sitting may be said to last. */
const MOST_MINUTES = 24 * 60

/** How many minutes somebody typed; null for what is no length of a sitting. */
export function lengthIn(text: string): number | null {
  const minutes = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : null
}

/** A start as a button carries it, such as 2026-12-02T14:00:00. */
export const PlainStart = z.iso.datetime({ local: true, offset: false })

const FILLED = 4_000

/** What was filled in, as the form will show it again. */
export function filledOf(form: Record<string, unknown>): Filled {
  const texts = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, cutTo(value, FILLED)]] : [],
  )
  return Object.fromEntries(texts)
}

/** Whether the notice of the plan in force was taken back: until there is a new one, nobody is asked to answer. */
export function isWithdrawn({ version, withdrawn }: Pick<Meeting, 'version' | 'withdrawn'>): boolean {
  return version === withdrawn
}

/** The day on which a meeting begins, where it is held. */
export function dayOf({ startsAt, zone }: Pick<Meeting, 'startsAt' | 'zone'>): Temporal.PlainDate {
  return dayAt(startsAt, zone)
}

/** The start before it was moved, as the next notice says it: only people who were told of it must hear so. */
export function movedFromOf(old: Meeting, next: Pick<Meeting, 'startsAt'>): Temporal.PlainDateTime | null {
  if (!old.announced) return old.movedFrom
  if (old.startsAt.equals(next.startsAt)) return null
  return old.startsAt.toZonedDateTimeISO(old.zone).toPlainDateTime()
}

/**
 * By which steps people are told and asked: the college's, where the type sets none of its own. In a sitting of several
 * types the one with the longest notice rules alone, the first named of equals.
 */
export function ladderOf(
  types: readonly string[],
  settings: Pick<Settings, 'types' | 'reminders'>,
): RuledLadder {
  const ladders = types.map((name) => ladderOfType(typeNamed(settings.types, name), settings.reminders))
  const [longest] = ladders.toSorted((one, other) => compareLengths(other.notice, one.notice))
  return longest ?? ladderOfType(undefined, settings.reminders)
}

function ladderOfType(type: MeetingType | undefined, { notice, answerBy, ask }: Ladder): RuledLadder {
  const own = type?.reminders ?? {}
  const key = <S extends keyof Ladder>(step: S) =>
    type === undefined || own[step] === undefined
      ? (`reminders.${step}` as const)
      : (`types.${type.name}.${step}` as const)
  const keys = { notice: key('notice'), answerBy: key('answerBy'), ask: key('ask') }
  return { notice, answerBy, ask, ...own, keys }
}

/** A month is as long as January. */
function compareLengths(one: Temporal.Duration, other: Temporal.Duration): number {
  return Temporal.Duration.compare(one, other, { relativeTo: Temporal.PlainDate.from('2026-01-01') })
}

/** What a plan is worked out from, and the moment of doing so. */
export type Planning = {
  settings: Pick<Settings, 'timezone' | 'types' | 'reminders' | 'checkin'>
  calendar: Calendar
  now: Temporal.Instant
  /** Whether an earlier plan was announced: then the new one is told at once. */
  told: boolean
}

/** When the notice was, or will be, due by the rules alone. */
export function noticeDue(
  meeting: Pick<Meeting, 'types' | 'startsAt' | 'endsAt'>,
  planning: Omit<Planning, 'now' | 'told'>,
): Temporal.Instant {
  const longAgo = Temporal.Instant.fromEpochMilliseconds(0)
  return plan(meeting, { ...planning, now: longAgo, told: false }).notice
}

/** When what happens around a meeting that is booked now. Silent times are kept where the start allows it. */
export function plan(
  meeting: Pick<Meeting, 'types' | 'startsAt' | 'endsAt'>,
  planning: Planning,
): MeetingPlan {
  const { settings, calendar } = planning
  const { timezone: zone, checkin } = settings
  const ladder = ladderOf(meeting.types, settings)
  const quiet = quietOf({ college: settings, calendar })
  const notice = noticeAt({ start: meeting.startsAt, before: ladder.notice }, planning, quiet)
  const steps = { notice, ladder, start: meeting.startsAt }
  const answerBy = answerByFor(steps, quiet)
  return {
    notice,
    answerBy,
    ask: askAt({ ...steps, answerBy }, quiet),
    opens: shift(meeting.startsAt, checkin.opens.negated(), zone),
    lateAfter: shift(meeting.startsAt, checkin.late, zone),
    closes: shift(meeting.endsAt, checkin.closes, zone),
  }
}

function noticeAt(
  { start, before }: { start: Temporal.Instant; before: Temporal.Duration },
  { now, told }: Planning,
  quiet: Quiet,
): Temporal.Instant {
  const about = dayAt(start, quiet.zone)
  const ideal = allowedBy(shift(start, before.negated(), quiet.zone), quiet, about)
  if (!told && isBefore(now, ideal)) return ideal
  const next = allowedFrom(now, quiet, about)
  // Booked at night for the early morning: told at once rather than too late.
  return isBefore(next, start) ? next : now
}

type Steps = { notice: Temporal.Instant; ladder: Ladder; start: Temporal.Instant }

/**
 * Until when people are asked to answer: as the college set it, but no deadline falls on the day of the notice, which may
 * be read in the evening; then the start is the deadline.
 */
function answerByFor(steps: Steps, quiet: Quiet): Temporal.Instant {
  const { notice, ladder, start } = steps
  const ruled = ruledAnswerBy(start, ladder.answerBy, quiet)
  const isSameDay = dayAt(notice, quiet.zone).equals(dayAt(ruled, quiet.zone))
  if (!isBefore(notice, ruled) || (isSameDay && !isAsSet(steps, quiet))) return start
  return ruled
}

/** Whether the notice is on time and the deadline a plain duration: however close they are, the college set them so. */
function isAsSet({ notice, ladder, start }: Steps, { zone }: Quiet): boolean {
  const onTime = !isBefore(shift(start, ladder.notice.negated(), zone), notice)
  return ladder.answerBy.kind === 'duration' && onTime
}

/** No reminder comes sooner after its notice. */
const FEWEST_HOURS = Temporal.Duration.from({ hours: 2 })

// The one reminder comes hours after the notice or not at all: when its time is too near, it waits for half of what is left.
function askAt(steps: Steps & { answerBy: Temporal.Instant }, quiet: Quiet) {
  const { notice, answerBy, start, ladder } = steps
  const about = dayAt(start, quiet.zone)
  const earliest = isAsSet(steps, quiet) ? notice.add({ nanoseconds: 1 }) : notice.add(FEWEST_HOURS)
  const half = Math.floor((answerBy.epochMilliseconds - notice.epochMilliseconds) / 2)
  const ideal = allowedBy(shift(answerBy, ladder.ask.negated(), quiet.zone), quiet, about)
  if (!isBefore(ideal, earliest)) return ideal
  const next = allowedFrom(notice.add({ milliseconds: half }), quiet, about)
  return !isBefore(next, earliest) && isBefore(next, answerBy) ? next : null
}

function dayAt(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate()
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
