import type { LeaveCategory } from '../../../config/college.ts'
import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import {
  type Answered,
  answerOf,
  markAnswerStale,
  refusalToLeave,
  saveReply,
  stageOf,
  timesFor,
} from '../answers/service.ts'
import { saveLeave, saveNote, takeBackRequest } from '../leaves/service.ts'
import { putBeforeDeciders } from '../placing/service.ts'
import { lockInvitation } from '../list/service.ts'
import { isBefore } from '../../time/order.ts'
import type { Invitation, Leave } from '../types.ts'
import * as rules from './rules.ts'

export { categoryBlocks, type OwnRequest, requestBlocks } from './card.ts'

/** `saidBy`: whoever asks for the person; absent: the person. */
type Said = Invitation & { madeAt: Temporal.Instant; saidBy?: MemberId }

/** `late`: it came after the answers were due. */
type Asked = Answered & { late?: boolean }

/**
 * Takes a request for leave. What the college lets pass is granted there and then, and nobody is written to; anything else
 * is put before whoever decides. Of two answers the later one stands.
 */
export async function askForLeave(
  ctx: Ctx,
  tx: Tx,
  said: Said & { category: LeaveCategory | null; note: string | null },
): Promise<Asked> {
  const role = await lockInvitation(tx, said)
  keepReads(tx)
  const meeting = await meetingById(tx, said.meeting)
  const { leave } = await answerOf(tx, said)
  const { madeAt } = said
  const times = await timesFor(tx, said)
  const refusal = refusalToLeave(meeting, role, { madeAt, times }) ?? rules.refusalToAsk(leave, said)
  const { category } = said
  if (refusal !== null || category === null) return { ok: false, refusal: refusal ?? 'noCategory' }
  const { kept, before } = await saveReply(tx, { ...said, reply: 'leave', at: said.madeAt })
  if (!kept) return { ok: true, stage: stageOf(before.reply, before.leave), meeting, late: false }
  await takeBackRequest(tx, said, leave)
  const late = times !== null && !isBefore(madeAt, times.answerBy)
  const stage = await record(ctx, tx, { said: { ...said, category, late }, meeting, before: leave })
  return { ok: true, stage, meeting, late }
}

type Request = {
  said: Said & { category: LeaveCategory; note: string | null; late: boolean }
  meeting: Meeting
  before: Leave | null
}

async function record(ctx: Ctx, tx: Tx, { said, meeting, before }: Request): Promise<'asked' | 'approved'> {
  const { who, category, madeAt: at } = said
  const n = (before?.n ?? 0) + 1
  // What somebody decided stays as it is on its card.
  const round = before === null || before.state === 'refused' ? 0 : before.round
  // What is asked for once it has begun is the secretary's to decide. (domain §2.5)
  const isGranted = ctx.settings.leave.granted.includes(category) && isBefore(at, meeting.startsAt)
  const stage = isGranted ? 'approved' : 'asked'
  // Nobody reads why, where nobody decides.
  await saveLeave(tx, { ...said, n, round, note: isGranted ? null : said.note, state: stage, at })
  if (isGranted) {
    await audit(ctx, tx, {
      actor: said.saidBy ?? who,
      act: 'attendance.grantLeave',
      about: meeting.id,
      details: {},
    })
  }
  // While a secretary is on leave, what others ask is the deputy's.
  await putBeforeDeciders(ctx, tx, { meeting, again: before?.state === 'withdrawn' ? who : null })
  await markAnswerStale(ctx, tx, { meeting, who, leave: { n, round: before?.round ?? 0 } })
  return stage
}

/** Takes an explanation of a request that waits, in place of an earlier one: whoever decides reads it, and nobody else. */
export async function explainLeave(ctx: Ctx, tx: Tx, said: Said & { note: string }): Promise<Answered> {
  await lockInvitation(tx, said)
  keepReads(tx)
  const meeting = await meetingById(tx, said.meeting)
  const { leave } = await answerOf(tx, said)
  const refusal = rules.refusalToNote(leave, said.note)
  if (refusal !== null) return { ok: false, refusal }
  await saveNote(tx, said, said.note)
  await markAnswerStale(ctx, tx, { meeting, who: said.who, leave })
  return { ok: true, stage: 'asked', meeting }
}
