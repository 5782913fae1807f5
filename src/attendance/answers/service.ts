import { inSightAt } from '../../cards/in-sight.ts'
import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId, MessageId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { isWithdrawn, meetingById, markCountsStale, timesOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { lockInvitation } from '../list/service.ts'
import { markRequestStale, savePastLeave, setLeaveState } from '../leaves/service.ts'
import { putBeforeDeciders } from '../placing/service.ts'
import { leaveFormLetter, markInvitationsStale } from '../invitations/service.ts'
import type { Leave, Refusal, Replies, Reply, Role, Invitation, Stage } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export { isAnswer, phaseAt, refusalToLeave, stageOf } from './rules.ts'
export { saveReply, timesFor } from './store.ts'

export type Answered = { ok: true; stage: Stage; meeting: Meeting } | { ok: false; refusal: Refusal }

/** `saidBy`: whoever says it for the person; absent: the person. */
type Said = Invitation & { madeAt: Temporal.Instant; saidBy?: MemberId }
type AnswerSaid = Said & { reply: Reply; inGroup: boolean }

/** Records 参加 or 请假. Who says 请假 in a group gets a private card to choose the category. */
export async function answer(ctx: Ctx, tx: Tx, said: AnswerSaid): Promise<Answered> {
  const role = await lockInvitation(tx, said)
  keepReads(tx)
  const meeting = await meetingById(tx, said.meeting)
  const refusal =
    said.reply === 'join'
      ? rules.refusalToAnswer(meeting, role, said.madeAt)
      : rules.refusalToLeave(meeting, role, { madeAt: said.madeAt, times: await store.timesFor(tx, said) })
  if (refusal !== null) return { ok: false, refusal }
  const { reply, leave } = await record(tx, said)
  const stage = rules.stageOf(reply, leave)
  if (stage === 'choosing' && said.inGroup) await sendForm(ctx, tx, { meeting, who: said.who })
  await markAnswerStale(ctx, tx, { meeting, who: said.who, leave })
  // A secretary who comes after all decides again.
  if (reply === 'join' && leave !== null) await putBeforeDeciders(ctx, tx, { meeting })
  return { ok: true, stage, meeting }
}

/** What stands now: of two replies the later one does. */
async function record(
  tx: Tx,
  said: Said & { reply: Reply },
): Promise<{ reply: Reply | null; leave: Leave | null }> {
  const { kept, before } = await store.saveReply(tx, { ...said, at: said.madeAt })
  if (!kept) return before
  const { reply } = said
  const state = rules.leaveAfter(reply, before.leave)
  if (state === null || before.leave === null) return { reply, leave: before.leave }
  await setLeaveState(tx, said, { state, at: said.madeAt })
  return { reply, leave: { ...before.leave, state } }
}

/** Sends the private card to choose the category on; whoever asked for it in words gets one each time. */
export async function sendForm(
  ctx: Ctx,
  tx: Tx,
  { meeting, who, asked }: { meeting: Meeting; who: MemberId; asked?: MessageId },
): Promise<void> {
  // Pressed again after a while, the form may have scrolled away.
  const burst = inSightAt(ctx.now())
  const { id, version } = meeting
  const uselessAfter = timesOf(ctx, meeting).closes
  const letter = leaveFormLetter.names({ meeting: id, version, who, occasion: asked ?? String(burst) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who }, uselessAfter }])
}

type StaleAnswer = { meeting: Meeting; who: MemberId; leave: Pick<Leave, 'n' | 'round'> | null }

/** Says that what is shown of a person's answer has changed: counts, the own cards, and that of whoever decides. */
export async function markAnswerStale(ctx: Ctx, tx: Tx, { meeting, who, leave }: StaleAnswer): Promise<void> {
  await markCountsStale(ctx, tx, meeting)
  await markInvitationsStale(tx, meeting, [who])
  await markRequestStale(tx, { meeting: meeting.id, who }, leave)
}

/** What a person has said; nothing for those who are not expected, whose answers wait until they are. */
export async function answerOf(tx: Tx, invitation: Invitation): Promise<AnswerOf> {
  const [found] = await store.answers(tx, invitation.meeting, invitation.who)
  const role = found?.role ?? null
  if (found?.role !== 'due') return { role, stage: 'unanswered', leave: null, again: false, saidBy: null }
  const { reply, leave, again, saidBy } = found
  return { role, stage: rules.stageOf(reply, leave), leave, again, saidBy }
}

/** `again`: the person had answered for a start that was moved since; `saidBy`: somebody else answered for them. */
type AnswerOf = { role: Role | null; stage: Stage } & Pick<store.Answer, 'leave' | 'again' | 'saidBy'>

/** What a person has said who is expected; null for everybody else. */
export async function ownAnswer(tx: Tx, invitation: Invitation): Promise<Stage | null> {
  const { role, stage } = await answerOf(tx, invitation)
  return role === 'due' ? stage : null
}

/** Returns the people who should still be asked, in order of id. */
export async function silentOnes(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const all = await store.answers(tx, meeting)
  return all.filter(({ reply, leave }) => !rules.isAnswer(rules.stageOf(reply, leave))).map(({ who }) => who)
}

/** Returns the expected people who said that they come, in order of id. */
export async function joiningOnes(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const all = await store.answers(tx, meeting)
  return all.filter(({ reply }) => reply === 'join').map(({ who }) => who)
}

/** Returns the expected people who have answered, in order of id. */
export async function answeredOnes(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const all = await store.answers(tx, meeting)
  return all.filter(({ reply, leave }) => rules.isAnswer(rules.stageOf(reply, leave))).map(({ who }) => who)
}

/** Returns the people on leave: granted, or asked for in time and not yet decided. */
export async function onLeave(tx: Tx, meeting: MeetingId): Promise<MemberId[]> {
  const all = await store.answers(tx, meeting)
  const away = ['asked', 'approved']
  return all.filter(({ reply, leave }) => away.includes(rules.stageOf(reply, leave))).map(({ who }) => who)
}

/** How many of those expected have said what. */
export async function repliesOf(tx: Tx, meeting: MeetingId): Promise<Replies> {
  return store.countReplies(tx, meeting)
}

/** The counts, and until when answers are asked for; null while that is not planned. */
export async function repliesUntil(
  tx: Tx,
  meeting: MeetingId,
): Promise<{ replies: Replies; answerBy: Temporal.Instant | null }> {
  return store.countUntil(tx, meeting)
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
  if (carried.length > 0) await putBeforeDeciders(ctx, tx, { meeting })
}

/** Books the leaves of a meeting of the past. */
export async function recordPastLeaves(
  tx: Tx,
  meeting: Meeting,
  leaves: readonly { member: MemberId; category: string }[],
): Promise<void> {
  for (const { member, category } of leaves) {
    await savePastLeave(tx, { meeting: meeting.id, who: member, category, at: meeting.startsAt })
  }
}

/** Announced meetings to come for which this person is expected, in order of time. */
export async function openMeetings(ctx: Ctx, tx: Tx, who: MemberId): Promise<Meeting[]> {
  return announced(tx, await store.ahead(tx, who, ctx.now()))
}

async function announced(tx: Tx, ids: readonly MeetingId[]): Promise<Meeting[]> {
  const found = await Promise.all(ids.map((id) => meetingById(tx, id)))
  return found.filter(
    (meeting) => meeting.state === 'scheduled' && meeting.announced && !isWithdrawn(meeting),
  )
}

/** A meeting that waits for a person's answer: to be given, to be given again after a move, or a step short of leave. */
export type Unanswered = Meeting & { waitsFor: 'answer' | 'again' | 'category' }

/** Announced meetings to come that wait for this person's answer, in order of time. */
export async function unansweredMeetings(ctx: Ctx, tx: Tx, who: MemberId): Promise<Unanswered[]> {
  const found: Unanswered[] = []
  for (const id of await store.unanswered(tx, who, ctx.now())) {
    const meeting = await meetingById(tx, id)
    if (meeting.state !== 'scheduled' || !meeting.announced || isWithdrawn(meeting)) continue
    const { stage, again } = await answerOf(tx, { meeting: id, who })
    const first = again ? 'again' : 'answer'
    found.push({ ...meeting, waitsFor: stage === 'choosing' ? 'category' : first })
  }
  return found
}
