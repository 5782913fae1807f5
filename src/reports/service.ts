import { setAlarms } from '../alarms/service.ts'
import { count, kind, oneFor } from '../cards/ref.ts'
import { closeCheckIn, goingOnes } from '../attendance/service.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { type BranchId, MeetingId, type MemberId, RequestId } from '../ids.ts'
import { writeLetters } from '../letters/service.ts'
import { isOwedByEach, meetingById, timesOf } from '../meetings/service.ts'
import type { Meeting } from '../meetings/types.ts'
import { rightsOf } from '../roster/service.ts'
import { dateOf } from '../time/dates.ts'
import { reportDue } from '../time/dues.ts'
import { allowedFrom, quietOf } from '../time/silent.ts'
import { recordVersion } from './drafts/service.ts'
import { askAfter } from './after/service.ts'
import { remindersOf } from './chasing/service.ts'
import { owedBy } from './owners/service.ts'
import { keepMeetingForm, keepVisitForm } from './templates/service.ts'
import { isAfter } from '../time/order.ts'
import { reviewOf } from './rules.ts'
import * as store from './store.ts'
import type { OpenReport, PastReport, Request, RequestState } from './types.ts'

export { extendAll, handedIn, reopenWaived, waiveOpen } from './about/service.ts'
export { type Answered, answerAtOnce } from './answering/service.ts'
export { reminderBefore } from './chasing/service.ts'
export { lastVersion } from './drafts/service.ts'
export { isOwed, recordTold, taskTold } from './rules.ts'
export { byId as requestById } from './store.ts'
export {
  askAgain,
  askFor,
  askForEach,
  moveDeadline,
  passToReader,
  requestsAbout,
  withdrawAsked,
} from './asking/service.ts'
/** @public */
export { peopleFor } from './forms/service.ts'
export { faultsIn, faultsText, fieldsOf, hasField, linesOf, pagesOf, readPage } from './forms/service.ts'
export { markCountsStale } from './drafts/service.ts'
export {
  exportAnswers,
  exportsWait,
  makeExport,
  makeExportsPending,
  sendKept,
  sendMade,
  tellNotMade,
  takeDueExports,
} from './exports/service.ts'
export { attachmentSettled, sentLines, withdrawMessage } from './attachments/service.ts'
export { scanSettled, takeScan, withdrawScans } from './scans/service.ts'
export { passedIn, reviewButton, waitingToRead } from './review/service.ts'
export { expireReports } from './retention/service.ts'
export { recordSection, recordTag } from './records/page.ts'
export { answerFill } from './action.ts'
export { fillButton, wayOutButtons } from './card.ts'
export { remindable } from './ways/service.ts'
export { tickButton } from './tasks/card.ts'
export { openTasksIn, openTasksOf, taskNow } from './tasks/service.ts'
export { explanationsToAnswer, explanationToDo } from './explaining/service.ts'
export { extensionToDo, extensionsToDecide } from './extension/service.ts'
export { nudgeOverdue, overdueBefore } from './nudging/service.ts'
export { settlerNow, writerNow } from './owners/service.ts'
export { settlingButton } from './settling/action.ts'
export { waiveReport } from './waiving/service.ts'
export { presentIn } from './counts/service.ts'
export {
  draftFromAttachments,
  draftFromReply,
  draftFromText,
  mayWrite,
  reportsInQuestion,
  reportTitles,
  reviseDrafts,
} from './replies/service.ts'

/** Takes up meetings that were booked or changed: each that will take place owes a report. */
export async function takeUpMeetings(ctx: Ctx, tx: Tx, ids: readonly MeetingId[]): Promise<void> {
  for (const id of ids) await askForReports(ctx, tx, id)
}

/** Of one revision of a meeting. */
export const askAlarm = kind(
  'reports.ask',
  { key: '{meeting}:v{version}', ref: '{meeting}@{version}' },
  { meeting: MeetingId, version: count },
)

// Asked for when the roll is closed.
async function askForReports(ctx: Ctx, tx: Tx, id: MeetingId): Promise<void> {
  const meeting = await meetingById(tx, id)
  if (meeting.state !== 'scheduled') return
  const alarm = askAlarm.names({ meeting: id, version: meeting.version })
  await setAlarms(tx, [{ ...alarm, dueAt: timesOf(ctx, meeting).closes }])
}

/** Closes the check-in, if it is not, and asks whoever writes it for the report. False when that plan did not take place. */
export async function requestReport(
  ctx: Ctx,
  tx: Tx,
  of: { meeting: MeetingId; version: number },
): Promise<boolean> {
  const meeting = await meetingById(tx, of.meeting)
  const held = meeting.state === 'scheduled' || meeting.state === 'ended'
  if (!held || meeting.version !== of.version) return false
  if (isOwedByEach(meeting)) return requestFromEach(ctx, tx, meeting)
  const request = { ...newRequest(ctx, meeting), form: await keepMeetingForm(ctx, tx, meeting) }
  if (!(await store.insert(tx, request))) return false
  await closeCheckIn(ctx, tx, meeting)
  const about = dateOf(meeting.endsAt, ctx.settings.timezone)
  await askAfter(ctx, tx, { request, dueAt: allowedFrom(ctx.now(), quietOf(ctx), about) })
  await setAlarms(tx, remindersOf(ctx, request))
  return true
}

/** Everybody writes what they saw on a visit 走出去 or in an interview 访谈: a request each, of no branch. (domain §1C) */
async function requestFromEach(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  await closeCheckIn(ctx, tx, meeting)
  const about = dateOf(meeting.endsAt, ctx.settings.timezone)
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx), about)
  const form = await keepVisitForm(ctx, tx)
  for (const who of await goingOnes(tx, meeting.id)) {
    const id = RequestId.parse(`R-${meeting.id}-${who}`)
    const about = { kind: 'visit', id: meeting.id } as const
    const request = { ...newRequest(ctx, meeting), id, about, meeting: null, owner: who, form }
    if (!(await store.insert(tx, request))) continue
    await writeLetters(ctx, tx, [{ ...oneFor('reports.request', id), ref: id, to: { person: who }, dueAt }])
    await setAlarms(tx, remindersOf(ctx, request))
  }
  return true
}

function newRequest(ctx: Ctx, meeting: Meeting): Request & { meeting: MeetingId } {
  return {
    id: RequestId.parse(`R-${meeting.id}`),
    about: { kind: 'meeting', id: meeting.id },
    meeting: meeting.id,
    branch: meeting.branch,
    group: meeting.group,
    title: meeting.shownAs,
    owner: meeting.host,
    office: null,
    form: null,
    review: reviewOf(meeting.types, ctx.settings.types),
    drawn: false,
    reviewer: null,
    askedAt: ctx.now(),
    dueAt: reportDue(meeting.endsAt, ctx.settings.reports.due, quietOf(ctx)),
    extended: false,
    round: 0,
    state: 'open',
    late: false,
    returnReason: null,
  }
}

/** Books a report of the past: no letters, and alarms only for what is still ahead. */
export async function recordPastReport(ctx: Ctx, tx: Tx, past: PastReport): Promise<void> {
  const meeting = await meetingById(tx, past.meetingId)
  const request = {
    ...newRequest(ctx, meeting),
    askedAt: timesOf(ctx, meeting).closes,
    dueAt: past.dueAt,
    state: STATES[past.state],
    late: past.late,
    // What waited to be read waits here.
    drawn: past.state === 'submitted',
    returnReason: past.returnReason ?? null,
  }
  if (!(await store.insert(tx, request))) return
  if (past.submittedAt !== null) await recordVersion(tx, request, past.submittedAt)
  if (request.state !== 'open') return
  await setAlarms(
    tx,
    remindersOf(ctx, request).filter(({ dueAt }) => isAfter(dueAt, ctx.now())),
  )
  const still = past.announce === true && isAfter(request.dueAt, ctx.now())
  if (still) await askAfter(ctx, tx, { request, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) })
}

const STATES: Record<PastReport['state'], RequestState> = {
  pending: 'open',
  missing: 'open',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
}

/** Reports that the person still owes; a secretary also sees those of the branch. First due first. */
export async function openReportsOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<OpenReport[]> {
  const { leads: branches } = await rightsOf(ctx, tx, who)
  const { own, all } = await owedBy(ctx, tx, who)
  const isTheirs = (one: Request) =>
    own.includes(one) || (one.branch !== null && branches.includes(one.branch))
  return all.filter(isTheirs).map(openReportOf)
}

/** Reports that a branch and its groups still owe, answers to a collection among them; first due first. */
export async function openReportsIn(
  tx: Tx,
  branch: BranchId,
  { askedBy }: { askedBy?: Temporal.Instant } = {},
): Promise<OpenReport[]> {
  const owed = await store.owedBy(tx, branch)
  return owed.filter(({ askedAt }) => askedBy === undefined || !isAfter(askedAt, askedBy)).map(openReportOf)
}

function openReportOf({ id, about, title, dueAt, state }: Request): OpenReport {
  return { id, about: about.kind, title, dueAt, returned: state === 'returned' }
}
