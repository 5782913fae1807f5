import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { markStale, withdrawLetters, writeLetters } from '../../letters/service.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { nameOf, rightsOf } from '../../roster/service.ts'
import { answerOf, leavesOf } from '../answers/service.ts'
import { deciderOf, decidersOf, mayOnLeave, waitsFor } from '../deciders/service.ts'
import type { Deciders } from '../deciders/types.ts'
import { lockInvitation } from '../list/service.ts'
import {
  invitationRef,
  leaveAskedLetter,
  leaveDecidedLetter,
  markOverviewsStale,
  requestRefs,
} from '../invitations/service.ts'
import type { Leave, Refusal, Invitation } from '../types.ts'
import { words } from '../words.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export { saveLeave, saveNote, savePastLeave, setLeaveState } from './store.ts'

type Request = { meeting: Meeting; who: MemberId; n: number }

/** Puts a request for leave before whoever decides. */
export async function writeRequest(ctx: Ctx, tx: Tx, { meeting, who, n }: Request): Promise<void> {
  const decider = await deciderOf(ctx, tx, { meeting, who })
  if (decider === null) return ctx.log.warn({ meeting: meeting.id }, 'nobody to decide on a leave')
  const { id, version } = meeting
  const letter = leaveAskedLetter.names({ meeting: id, version, who, n })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: decider } }])
  await markStale(tx, decider, ['desk.summary'])
}

/** Takes back the card of a request that its person withdrew and now makes again: one leave is one card. */
export async function takeBackRequest(tx: Tx, invitation: Invitation, before: Leave | null): Promise<void> {
  if (before?.state !== 'withdrawn') return
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

/** Decides on a request for leave and tells the person. */
export async function decideLeave(
  ctx: Ctx,
  tx: Tx,
  decision: Invitation & { madeAt: Temporal.Instant; by: MemberId; state: 'approved' | 'refused' },
): Promise<Decided> {
  const { by, state, madeAt } = decision
  await lockInvitation(tx, decision)
  keepReads(tx)
  const meeting = await meetingById(tx, decision.meeting)
  const { leave } = await answerOf(tx, decision)
  const { who } = decision
  const deciders = await decidersOf(ctx, tx, meeting)
  const may = await mayOnLeave(ctx, tx, { act: 'decideLeave', who, by, meeting, deciders })
  const refusal = rules.refusalToDecide({ meeting, member: who, by, may, leave, state })
  if (refusal !== null) return { ok: false, refusal }
  await store.setLeaveState(tx, decision, { state, by, at: madeAt })
  await audit(ctx, tx, { actor: by, act: 'attendance.decideLeave', about: meeting.id, details: { state } })
  await markStale(tx, by, ['desk.summary'])
  await writeDecision(ctx, tx, { meeting, who: decision.who, n: leave?.n ?? 1 })
  // The letter tells the person; the request may stand on an earlier card of the decider too.
  await markRequestStale(tx, decision, leave)
  await markOverviewsStale(tx, meeting.id)
  return { ok: true, stage: state, meeting }
}

async function writeDecision(ctx: Ctx, tx: Tx, { meeting, who, n }: Request): Promise<void> {
  const { id, version } = meeting
  const letter = leaveDecidedLetter.names({ meeting: id, version, who, n })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
}

/** A request for leave that waits; name and reason are for whoever decides on it and nobody else. */
export type LeaveToDecide = { meeting: Meeting; who: MemberId; name: string; reason: string }

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
  leave: Pick<Leave, 'n'> | null,
): Promise<void> {
  await markStale(tx, requestRefs(invitation, leave), ['attendance.leaveAsked'])
}

/** Marks stale the cards on which these people's requests are decided. */
export async function markRequestsStale(
  tx: Tx,
  meeting: MeetingId,
  people: readonly MemberId[],
): Promise<void> {
  const leaves = await leavesOf(tx, meeting)
  for (const who of people) await markRequestStale(tx, { meeting, who }, leaves.get(who) ?? null)
}
