import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId, MessageId } from '../../ids.ts'
import { owePaint, writeLetters } from '../../letters/service.ts'
import { isWithdrawn, meetingById, paintCounts } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { admins, audit, deputyOf, person, rightsOf, secretaryOf } from '../../roster/service.ts'
import { lockSeat } from '../due/service.ts'
import { paintSeat, seatKey, seatRef } from '../seats/service.ts'
import type { Leave, Refusal, Replies, Reply, Seat, Stage } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export { needsAsking, phaseAt } from './rules.ts'

export type Answered = { ok: true; stage: Stage; meeting: Meeting } | { ok: false; refusal: Refusal }

type Said = Seat & { madeAt: Temporal.Instant }
type AnswerSaid = Said & { reply: Reply; inGroup: boolean }

/** Records 参加 or 请假. Who says 请假 in a group gets a private card to choose the category. */
export async function answer(ctx: Ctx, tx: Tx, said: AnswerSaid): Promise<Answered> {
  const standing = await lockSeat(tx, said)
  const meeting = await meetingById(tx, said.meeting)
  const refusal = rules.refusalToAnswer(meeting, standing, said.madeAt)
  if (refusal !== null) return { ok: false, refusal }
  await record(tx, said)
  const { stage } = await answerOf(tx, said)
  if (stage === 'choosing' && said.inGroup) await sendForm(ctx, tx, { meeting, who: said.who })
  await paint(ctx, tx, { meeting, seat: said })
  return { ok: true, stage, meeting }
}

async function record(tx: Tx, said: Said & { reply: Reply }): Promise<void> {
  const { leave } = await answerOf(tx, said)
  const kept = await store.saveReply(tx, { ...said, at: said.madeAt })
  const state = kept ? rules.leaveAfter(said.reply, leave) : null
  if (state !== null) await store.setLeaveState(tx, said, { state, at: said.madeAt })
}

/** Sends the private card to choose the category on; whoever asked for it in words gets one each time. */
export async function sendForm(
  ctx: Ctx,
  tx: Tx,
  { meeting, who, asked }: { meeting: Meeting; who: MemberId; asked?: MessageId },
): Promise<void> {
  const seat = { meeting: meeting.id, who }
  const once = seatKey('attendance.leaveForm', meeting, who)
  const key = asked === undefined ? once : `${once}:${asked}`
  const letter = { key, kind: 'attendance.leaveForm', ref: seatRef(seat), to: { person: who } } as const
  await writeLetters(ctx, tx, [{ ...letter, uselessAfter: meeting.startsAt }])
}

/** Takes a request for leave and puts it before whoever decides. */
export async function askForLeave(
  ctx: Ctx,
  tx: Tx,
  said: Said & { category: string | null; note: string | null },
): Promise<Answered> {
  const standing = await lockSeat(tx, said)
  const meeting = await meetingById(tx, said.meeting)
  const { leave } = await answerOf(tx, said)
  const refusal = rules.refusalToAnswer(meeting, standing, said.madeAt) ?? rules.refusalToAsk(leave)
  if (refusal !== null) return { ok: false, refusal }
  if (said.category === null) return { ok: false, refusal: 'noCategory' }
  const n = (leave?.n ?? 0) + 1
  await store.saveReply(tx, { ...said, reply: 'leave', at: said.madeAt })
  await store.saveLeave(tx, { ...said, category: said.category, n, at: said.madeAt })
  await writeRequest(ctx, tx, { meeting, who: said.who, n })
  await paint(ctx, tx, { meeting, seat: said })
  return { ok: true, stage: 'asked', meeting }
}

type Request = { meeting: Meeting; who: MemberId; n: number }

async function writeRequest(ctx: Ctx, tx: Tx, { meeting, who, n }: Request): Promise<void> {
  const decider = await deciderOf(ctx, tx, { meeting, who })
  if (decider === null) return ctx.log.warn({ meeting: meeting.id }, 'nobody to decide on a leave')
  const key = `${seatKey('attendance.leaveAsked', meeting, who)}:${n}`
  const ref = seatRef({ meeting: meeting.id, who })
  await writeLetters(ctx, tx, [{ key, kind: 'attendance.leaveAsked', ref, to: { person: decider } }])
  await owePaint(tx, decider, ['desk.summary'])
}

// The secretary decides; on the secretary's own leave the deputy, and else an administrator.
async function deciderOf(ctx: Ctx, tx: Tx, { meeting, who }: { meeting: Meeting; who: MemberId }) {
  const { branch, host } = meeting
  const inBranch =
    branch === null ? [] : [await secretaryOf(ctx, tx, branch), await deputyOf(ctx, tx, branch)]
  const all = await admins(tx)
  const hosting = all.filter((admin) => admin === host)
  return [...inBranch, ...hosting, ...all].find((one) => one !== null && one !== who) ?? null
}

/** Decides on a request for leave and tells the person. */
export async function decideLeave(
  ctx: Ctx,
  tx: Tx,
  decision: Said & { by: MemberId; state: 'approved' | 'refused' },
): Promise<Answered> {
  const { by, state, madeAt } = decision
  await lockSeat(tx, decision)
  const meeting = await meetingById(tx, decision.meeting)
  const { leave } = await answerOf(tx, decision)
  const rights = await rightsOf(ctx, tx, by)
  const refusal = rules.refusalToDecide(rights, { meeting, member: decision.who, by, leave, state })
  if (refusal !== null) return { ok: false, refusal }
  await store.setLeaveState(tx, decision, { state, by, at: madeAt })
  await audit(ctx, tx, { actor: by, act: 'attendance.decideLeave', about: meeting.id, details: { state } })
  await owePaint(tx, by, ['desk.summary'])
  await writeDecision(ctx, tx, { meeting, who: decision.who, n: leave?.n ?? 1 })
  // The letter tells the person; the request may stand on an earlier card of the decider too.
  await owePaint(tx, seatRef({ meeting: meeting.id, who: decision.who }), ['attendance.leaveAsked'])
  return { ok: true, stage: state, meeting }
}

async function writeDecision(ctx: Ctx, tx: Tx, { meeting, who, n }: Request): Promise<void> {
  const key = `${seatKey('attendance.leaveDecided', meeting, who)}:${n}`
  const ref = seatRef({ meeting: meeting.id, who })
  await writeLetters(ctx, tx, [{ key, kind: 'attendance.leaveDecided', ref, to: { person: who } }])
}

async function paint(ctx: Ctx, tx: Tx, { meeting, seat }: { meeting: Meeting; seat: Seat }): Promise<void> {
  await paintCounts(ctx, tx, meeting)
  await paintSeat(tx, { meeting: meeting.id, who: seat.who })
}

/** What a person has said; nothing for those who are not due. */
export async function answerOf(tx: Tx, seat: Seat): Promise<{ stage: Stage; leave: Leave | null }> {
  const [found] = await store.answers(tx, seat.meeting, seat.who)
  return { stage: rules.stageOf(found?.reply ?? null, found?.leave ?? null), leave: found?.leave ?? null }
}

/** What a person has said who is due; null for everybody else. */
export async function ownAnswer(tx: Tx, seat: Seat): Promise<Stage | null> {
  const [found] = await store.answers(tx, seat.meeting, seat.who)
  return found === undefined ? null : rules.stageOf(found.reply, found.leave)
}

/** Who should still be asked, in order of id. */
export async function silentOnes(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const all = await store.answers(tx, meeting)
  return all
    .filter(({ reply, leave }) => rules.needsAsking(rules.stageOf(reply, leave)))
    .map(({ who }) => who)
}

/** Who of the due has said something, in order of id. */
export async function answeredOnes(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const all = await store.answers(tx, meeting)
  return all.filter(({ reply }) => reply !== null).map(({ who }) => who)
}

/** Who is on leave: granted, or asked in time and not yet decided. */
export async function onLeave(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const all = await store.answers(tx, meeting)
  const away = ['asked', 'approved']
  return all.filter(({ reply, leave }) => away.includes(rules.stageOf(reply, leave))).map(({ who }) => who)
}

/** How many of the due have said what. */
export async function repliesOf(tx: Tx, meeting: MeetingId): Promise<Replies> {
  return store.countReplies(tx, meeting)
}

/** Forgets what was said for an earlier start. */
export async function forgetAnswers(ctx: Ctx, tx: Tx, meeting: MeetingId): Promise<void> {
  await store.forget(tx, meeting, ctx.now())
}

/**
 * Lets what people answered for a meeting count for the one that took it in, where they gave no answer there. A leave that
 * waits is put before whoever decides anew, for its earlier card is about the other. Nobody answers for either meanwhile.
 */
export async function carryAnswers(
  ctx: Ctx,
  tx: Tx,
  { from, to }: { from: MeetingId; to: MeetingId },
): Promise<void> {
  const carried = await store.carry(tx, { from, to })
  const meeting = await meetingById(tx, to)
  for (const who of carried) {
    const { stage, leave } = await answerOf(tx, { meeting: to, who })
    if (stage === 'asked') await writeRequest(ctx, tx, { meeting, who, n: leave?.n ?? 1 })
  }
}

/** Books the leaves of a meeting of the past. */
export async function recordPastLeaves(
  tx: Tx,
  meeting: Meeting,
  leaves: readonly { member: MemberId; category: string }[],
): Promise<void> {
  for (const { member, category } of leaves) {
    await store.savePastLeave(tx, { meeting: meeting.id, who: member, category, at: meeting.startsAt })
  }
}

/** Announced meetings to come for which this person has said nothing, in order of time. */
export async function unansweredMeetings(ctx: Ctx, tx: Tx, who: MemberId): Promise<Meeting[]> {
  return announced(tx, await store.unanswered(tx, who, ctx.now()))
}

/** Announced meetings to come for which this person is due, in order of time. */
export async function openMeetings(ctx: Ctx, tx: Tx, who: MemberId): Promise<Meeting[]> {
  return announced(tx, await store.ahead(tx, who, ctx.now()))
}

async function announced(tx: Tx, ids: readonly MeetingId[]): Promise<Meeting[]> {
  const found = await Promise.all(ids.map((id) => meetingById(tx, id)))
  return found.filter(
    (meeting) => meeting.state === 'scheduled' && meeting.announced && !isWithdrawn(meeting),
  )
}

/** A request for leave that waits; `name` is for whoever decides on it and nobody else. */
export type LeaveToDecide = { meeting: Meeting; who: MemberId; name: string }

/** Requests for leave that wait for this person's decision, oldest first. */
export async function leavesToDecide(ctx: Ctx, tx: Tx, by: MemberId): Promise<LeaveToDecide[]> {
  const found: LeaveToDecide[] = []
  for (const seat of await store.undecided(tx)) {
    const [meeting, { who }] = [await meetingById(tx, seat.meeting), seat]
    if ((await deciderOf(ctx, tx, { meeting, who })) !== by || !(await isToDecide(tx, seat))) continue
    found.push({ meeting, who, name: (await person(tx, who)).name })
  }
  return found
}

/** Whether a request for leave still waits: it is the person's last word, and the meeting is not cancelled. */
export async function isToDecide(tx: Tx, seat: Seat): Promise<boolean> {
  const { stage } = await answerOf(tx, seat)
  return stage === 'asked' && (await meetingById(tx, seat.meeting)).state !== 'cancelled'
}
