import { type MeetingType, type Settings, typeNamed } from '../../config/college.ts'
import { REVIEWS, type Review } from '../../config/college/questions.ts'
import type { MemberId } from '../ids.ts'
import type { Rights } from '../roster/types.ts'
import { dateOf } from '../time/dates.ts'
import { isAfter, isBefore } from '../time/order.ts'
import { shift } from '../time/dues.ts'
import { allowedFrom, type Quiet } from '../time/silent.ts'
import type {
  Draft,
  Filling,
  Move,
  OpenReport,
  OpenTask,
  Refusal,
  Report,
  Request,
  RequestState,
  Wording,
} from './types.ts'

/** A form's input holds no more than this. */
export const LONGEST_INPUT = 1_000

/** A report holds no more photos than this. */
export const MOST_PHOTOS = 9

/** Nor more files. */
export const MOST_FILES = 5

/** A pressed 去填写 within this time of the last draft points to the card that is already there. */
const STILL_IN_SIGHT = Temporal.Duration.from({ minutes: 10 })

/** The states in which somebody still has to write: nothing was handed in, it came back, or was taken back. */
export const OWED: readonly RequestState[] = ['open', 'returned', 'withdrawn']

/** Whether somebody still has to write. */
export function isOwed({ state }: Pick<Request, 'state'>): boolean {
  return OWED.includes(state)
}

const ASKED = {
  submit: 'submitted',
  sayNotHeld: 'notHeld',
  waive: 'waived',
} as const

/** Every legal move, and where it leads: the one table of what may become of a request. (domain §2.6) */
const NEXT: Record<RequestState, Partial<Record<Move, RequestState>>> = {
  open: { ...ASKED, extend: 'open' },
  returned: { ...ASKED, extend: 'returned', undo: 'submitted', undoNotHeld: 'notHeld' },
  withdrawn: { ...ASKED, extend: 'withdrawn' },
  submitted: {
    submit: 'submitted',
    withdraw: 'withdrawn',
    approve: 'approved',
    return: 'returned',
    reopen: 'open',
  },
  // A reader who accepts that nothing was held asks for no record of it.
  notHeld: {
    submit: 'submitted',
    withdraw: 'withdrawn',
    approve: 'waived',
    return: 'returned',
    reopen: 'open',
  },
  approved: { reopen: 'open', undo: 'submitted' },
  waived: { reopen: 'open' },
}

/** Where a move leads; null: it is not legal there. */
export function next(state: RequestState, move: Move): RequestState | null {
  return NEXT[state][move] ?? null
}

/**
 * Whether what was set to remind of a request still does: in the round of its present deadline, and not while somebody waits
 * to hear whether it is put off.
 */
export function stillReminds(
  request: Pick<Request, 'state' | 'round'>,
  { round, asked }: { round: number; asked: boolean },
): boolean {
  return isOwed(request) && request.round === round && !asked
}

/** What a letter tells of a record that is owed: that it came back, is to come, or is late. */
export function recordTold({ id, dueAt, returned }: RecordOwed, now: Temporal.Instant): string {
  if (returned) return `${id}:returned`
  return `${id}:${isBefore(now, dueAt) ? 'due' : 'late'}`
}

type RecordOwed = Pick<OpenReport, 'id' | 'dueAt' | 'returned'>

/** What a letter tells of a task that is to be done. */
export function taskTold({ id, dueOn }: Pick<OpenTask, 'id' | 'dueOn'>, on: Temporal.PlainDate): string {
  return `task:${id}:${isAfter(on, dueOn) ? 'late' : 'due'}`
}

/** Whether it waits to be read. */
export function waitsForReview({ state, drawn }: Pick<Request, 'state' | 'drawn'>): boolean {
  return drawn && (state === 'submitted' || state === 'notHeld')
}

/**
 * Whether a person may write it: the owner, the branch's committee, the group's leader, or the college committee. What a
 * collection asks of a person is that person's alone.
 */
export function mayWrite(request: Request, who: MemberId, rights: Rights): boolean {
  if (request.owner === who) return true
  if (request.about.kind === 'collection' && request.office === null) return false
  if (request.branch === null) return rights.committee
  if (rights.branchCommitteeOf.includes(request.branch)) return true
  return request.group !== null && rights.leaderOf.includes(request.group)
}

/** Why it is too late to write. What was handed in may be replaced until it is due. */
export function refusalAt(request: Request, at: Temporal.Instant): Refusal | null {
  if (next(request.state, 'submit') === null) return 'settled'
  return !isOwed(request) && isAfter(at, request.dueAt) ? 'closed' : null
}

/** Why this draft is not handed in: another one, or nothing, has taken its place. */
export function draftRefusal(draft: Draft | undefined, n: number): Refusal | null {
  if (draft === undefined || draft.n !== n) return 'superseded'
  if (draft.state === 'submitted') return 'already'
  return draft.state === 'open' ? null : 'dropped'
}

/** Where somebody stands who has just begun. */
export const BEGUN: Filling = { page: 0, checked: false, roll: null, taken: null }

/** Whether the card of this draft was sent a moment ago. */
export function isInSight(draft: Draft | undefined, at: Temporal.Instant): boolean {
  return draft?.state === 'open' && isAfter(draft.updatedAt.add(STILL_IN_SIGHT), at)
}

/** A report before anything was written. */
export const NOTHING: Report = {
  content: '',
  decisions: '',
  stated: null,
  photos: [],
  files: [],
  answers: {},
  notHeld: null,
}

/** Adds what was written and sent now to what there was before, so that nothing is lost; `long` are answered in many lines. */
export function addTo(before: Report, now: Report, long: readonly string[] = []): Report {
  return {
    content: joined(before.content, now.content),
    decisions: joined(before.decisions, now.decisions),
    stated: now.stated ?? before.stated,
    photos: [...new Set([...before.photos, ...now.photos])],
    files: [...new Set([...before.files, ...now.files])],
    answers: answersAdded(before.answers, now.answers, long),
    notHeld: now.notHeld ?? before.notHeld,
  }
}

type Answers = Report['answers']

function answersAdded(before: Answers, now: Answers, long: readonly string[]): Answers {
  const added = Object.entries(now).map(([id, answer]): [string, Answers[string]] => {
    const earlier = before[id]
    const isMore = typeof earlier === 'string' && typeof answer === 'string' && long.includes(id)
    return [id, isMore ? joined(earlier, answer) : answer]
  })
  return { ...before, ...Object.fromEntries(added) }
}

/** Puts what a message says now in the place of what it said before; what is not found any more is added. */
export function reword(
  report: Report,
  { before, now, long = [] }: { before: Wording | undefined; now: Wording; long?: readonly string[] },
): Report {
  if (before === undefined) return addTo(report, { ...NOTHING, ...now }, long)
  const others = Object.entries(report.answers).filter(([id, answer]) => !isSame(before.answers[id], answer))
  return {
    ...report,
    content: replaced(report.content, before.content, now.content),
    decisions: replaced(report.decisions, before.decisions, now.decisions),
    stated: report.stated === before.stated ? now.stated : report.stated,
    answers: answersAdded(Object.fromEntries(others), now.answers, long),
  }
}

function isSame(one: Answers[string] | undefined, other: Answers[string]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function replaced(whole: string, before: string, now: string): string {
  if (before === '' || !whole.includes(before)) return joined(whole, now)
  return whole
    .replace(before, () => now)
    .replace(/\n{2,}/g, '\n')
    .trim()
}

/** Both texts, each once. */
export function joined(before: string, now: string): string {
  if (before.includes(now)) return before
  return before === '' || now.includes(before) ? now : `${before}\n${now}`
}

/** Which records of a sitting of these types are read: by the strictest of them. */
export function reviewOf(of: readonly string[], types: readonly MeetingType[]): Review {
  const asked = of.map((type) => typeNamed(types, type)?.review ?? 'none')
  return REVIEWS.find((review) => asked.includes(review)) ?? 'none'
}

/** A moment to chase at, and when the next one makes it useless. */
export type Chase = { n: number; at: Temporal.Instant; uselessAfter?: Temporal.Instant }

/** What a college has set about reminders. */
type Rule = Pick<Settings['reports'], 'chase' | 'escalate'>

/** When a request is chased, outside quiet times; what would fall together becomes one. */
export function chases(dueAt: Temporal.Instant, rule: Rule, quiet: Quiet): Chase[] {
  const moments = rule.chase.map((offset) => politely(dueAt, offset, quiet)).sort(Temporal.Instant.compare)
  const distinct = moments.filter((at, index) => !moments[index - 1]?.equals(at))
  return distinct.map((at, n) => {
    const next = distinct[n + 1]
    return { n, at, ...(next === undefined ? {} : { uselessAfter: next }) }
  })
}

/** Of the chases of another deadline those after the day on which it was set: whoever has just heard of it is not reminded. */
export function fromTomorrow(
  all: readonly Chase[],
  { today, zone }: { today: Temporal.PlainDate; zone: string },
): Chase[] {
  return all.filter(({ at }) => isAfter(dateOf(at, zone), today))
}

/** When the college's administrators hear of it. */
export function escalation(dueAt: Temporal.Instant, rule: Rule, quiet: Quiet): Temporal.Instant {
  return politely(dueAt, rule.escalate, quiet)
}

// A day off does not silence what is due on that very day.
function politely(dueAt: Temporal.Instant, offset: Temporal.Duration, quiet: Quiet): Temporal.Instant {
  const dueDay = dateOf(dueAt, quiet.zone)
  return allowedFrom(shift(dueAt, offset, quiet.zone), quiet, dueDay)
}
