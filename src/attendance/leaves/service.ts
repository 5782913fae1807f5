import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { markStale, withdrawLetters, writeLetters } from '../../letters/service.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { nameOf, rightsOf } from '../../roster/service.ts'
import { answerOf } from '../answers/service.ts'
import { decidersOf, rightsOver, waitsFor } from '../deciders/service.ts'
import type { Deciders } from '../deciders/types.ts'
import { lockInvitation } from '../list/service.ts'
import {
  invitationRef,
  leaveAskedLetter,
  leaveChangedLetter,
  leaveDecidedLetter,
  leavesAskedLetter,
  markOverviewsStale,
  requestRefs,
} from '../invitations/service.ts'
import type { Leave, Refusal, Invitation } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { LeaveRequest } from './types.ts'
import { words } from './words.ts'

export { place, saveLeave, saveNote, savePastLeave, setLeaveState } from './store.ts'

/** Every request for leave from a meeting, in order of asking. */
export async function requestsOn(tx: Tx, meeting: MeetingId): Promise<LeaveRequest[]> {
  return store.requests(tx, meeting)
}

/** Says that what stands on these cards of a meeting has changed. */
export async function markLeavesStale(tx: Tx, meeting: MeetingId, rounds: readonly number[]): Promise<void> {
  const refs = rounds
    .filter((round) => round > 0)
    .map((round) => leavesAskedLetter.ref.text({ meeting, round }))
  await markStale(tx, refs, ['attendance.leavesAsked', 'attendance.leavesWait'])
}

/** Takes back the card of its own on which a request stood that its person withdrew and now makes again. */
export async function takeBackRequest(tx: Tx, invitation: Invitation, before: Leave | null): Promise<void> {
  if (before?.state !== 'withdrawn' || before.round > 0) return
  await withdrawLetters(
    tx,
    [
      leaveAskedLetter.ref.text({ ...invitation, n: before.n }),
      invitationRef.text({ ...invitation, version: null }),
    ],
    ['attendance.leaveAsked'],
  )
}

export type Decided =
  | { ok: true; stage: 'approved' | 'refused'; meeting: Meeting }
  | { ok: false; refusal: Refusal }

type Decision = Invitation & { madeAt: Temporal.Instant; by: MemberId; state: 'approved' | 'refused' }

/** Decides on a request for leave and tells the person; `shown` is the request that was seen, null where a card does not say. */
export async function decideLeave(
  ctx: Ctx,
  tx: Tx,
  decision: Decision & { shown: number | null },
): Promise<Decided> {
  const { meeting, leave, may } = await judged(ctx, tx, decision)
  const { who, by, state, shown } = decision
  const refusal = rules.refusalToDecide({ meeting, member: who, by, may, leave, shown, state })
  if (refusal !== null) return { ok: false, refusal }
  const { id, version } = meeting
  const letter = leaveDecidedLetter.names({ meeting: id, version, who, n: leave?.n ?? 1 })
  return settle(ctx, tx, { decision, meeting, leave, letter, act: 'attendance.decideLeave' })
}

/** Decides otherwise after all, until the meeting starts, and tells the person anew. */
export async function changeDecision(
  ctx: Ctx,
  tx: Tx,
  decision: Decision & { shown: number },
): Promise<Decided> {
  const { meeting, leave, may } = await judged(ctx, tx, decision)
  const { who, by, state, shown, madeAt } = decision
  const request = (await store.requests(tx, meeting.id)).find((one) => one.who === who)
  const judging = {
    meeting,
    member: who,
    by,
    may,
    leave,
    shown,
    state,
    decidedBy: request?.decidedBy ?? null,
  }
  const refusal = rules.refusalToChange(judging, madeAt)
  if (refusal !== null) return { ok: false, refusal }
  const { id, version } = meeting
  const occasion = String(madeAt.epochMilliseconds)
  const letter = leaveChangedLetter.names({ meeting: id, version, who, n: leave?.n ?? 1, occasion })
  return settle(ctx, tx, { decision, meeting, leave, letter, act: 'attendance.changeLeave' })
}

/** What a decision is judged by, while nobody else decides on the same. */
async function judged(ctx: Ctx, tx: Tx, { meeting: id, who, by }: Decision) {
  await lockInvitation(tx, { meeting: id, who })
  keepReads(tx)
  const meeting = await meetingById(tx, id)
  const { leave } = await answerOf(tx, { meeting: id, who })
  const deciders = await decidersOf(ctx, tx, meeting)
  const over = await rightsOver(ctx, tx, { act: 'decideLeave', by, people: [who], meeting, deciders })
  return { meeting, leave, may: over.has(who) }
}

type Settling = {
  decision: Decision
  meeting: Meeting
  leave: Leave | null
  letter: { kind: 'attendance.leaveDecided'; key: string; ref: string }
  act: string
}

async function settle(ctx: Ctx, tx: Tx, settling: Settling): Promise<Decided> {
  const { decision, meeting, leave, letter, act } = settling
  const { who, by, state, madeAt } = decision
  await store.setLeaveState(tx, decision, { state, by, at: madeAt })
  await audit(ctx, tx, { actor: by, act, about: meeting.id, details: { state } })
  await markStale(tx, by, ['desk.summary'])
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  // The letter tells the person; the request may stand on other cards of whoever decides.
  await markRequestStale(tx, decision, leave)
  await markOverviewsStale(tx, meeting.id)
  return { ok: true, stage: state, meeting }
}

/** A request as it was shown. */
export type Shown = { who: MemberId; n: number }

/** Grants those of the requests that still stand as they were shown; why not, where none does. */
export async function decideAll(
  ctx: Ctx,
  tx: Tx,
  all: { meeting: MeetingId; by: MemberId; madeAt: Temporal.Instant; shown: readonly Shown[] },
): Promise<{ count: number; refusal: Refusal | null }> {
  const { meeting, by, madeAt } = all
  const done: { count: number; refusal: Refusal | null } = { count: 0, refusal: null }
  // In one order, so that two who press together do not wait for each other in a ring.
  for (const { who, n } of all.shown.toSorted((one, other) => one.who.localeCompare(other.who))) {
    const decided = await decideLeave(ctx, tx, { meeting, who, by, state: 'approved', madeAt, shown: n })
    if (decided.ok) done.count += 1
    else done.refusal ??= decided.refusal
  }
  return done
}

/** A request for leave that waits; name and reason are for whoever decides on it and nobody else. */
export type LeaveToDecide = { meeting: Meeting; who: MemberId; n: number; name: string; reason: string }

/** Requests for leave that wait for this person's decision, oldest first. */
export async function leavesToDecide(ctx: Ctx, tx: Tx, by: MemberId): Promise<LeaveToDecide[]> {
  const rights = await rightsOf(ctx, tx, by)
  if (!rights.admin && rights.leads.length === 0) return []
  const found: LeaveToDecide[] = []
  const known = new Map<MeetingId, Deciders>()
  for (const invitation of await store.undecided(tx)) {
    const [meeting, { who }] = [await meetingById(tx, invitation.meeting), invitation]
    const deciders = known.get(meeting.id) ?? (await decidersOf(ctx, tx, meeting))
    known.set(meeting.id, deciders)
    if (!waitsFor(ctx, { who, by, deciders }) || !(await isToDecide(tx, invitation))) continue
    const { leave } = await answerOf(tx, invitation)
    found.push({
      meeting,
      who,
      n: leave?.n ?? 1,
      name: await nameOf(tx, who, meeting.branch),
      reason: leave === null ? '' : words.reasonOf(leave),
    })
  }
  return found
}

/** Whether a request for leave still waits: it is the person's last word, and the meeting is not cancelled. */
export async function isToDecide(tx: Tx, invitation: Invitation): Promise<boolean> {
  const { stage } = await answerOf(tx, invitation)
  return stage === 'asked' && (await meetingById(tx, invitation.meeting)).state !== 'cancelled'
}

/** Says that what the requests for this leave show has changed. */
export async function markRequestStale(
  tx: Tx,
  invitation: Invitation,
  leave: Pick<Leave, 'n' | 'round'> | null,
): Promise<void> {
  await markStale(tx, requestRefs(invitation, leave), ['attendance.leaveAsked'])
  await markLeavesStale(tx, invitation.meeting, [leave?.round ?? 0])
}

/** Marks stale the cards on which these people's requests are decided. */
export async function markRequestsStale(
  tx: Tx,
  meeting: MeetingId,
  people: readonly MemberId[],
): Promise<void> {
  const all = await store.requests(tx, meeting)
  const leaves = new Map(all.map(({ who, leave }) => [who, leave]))
  for (const who of people) await markRequestStale(tx, { meeting, who }, leaves.get(who) ?? null)
}
