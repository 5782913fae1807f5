import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { nameOf } from '../../roster/service.ts'
import { answer } from '../answers/service.ts'
import { checkIn } from '../checkin/service.ts'
import { decideLeave } from '../leaves/service.ts'
import { askForLeave } from '../requests/service.ts'
import { rightTo } from '../rights/service.ts'
import type { Stage } from '../types.ts'
import * as store from './store.ts'
import type { AnswerFor, CheckInFor, Refusal } from './types.ts'

export { answerForm, checkInForm } from './card.ts'

type Refused = { ok: false; refusal: Refusal }
export type AnsweredFor = { ok: true; stage: Stage; name: string } | Refused
export type CheckedInFor =
  | { ok: true; name: string; at: Temporal.Instant; already: boolean; late: boolean; meeting: Meeting }
  | Refused

/**
 * Answers for somebody who told whoever looks after the meeting; a leave is granted in the same step by whoever decides on it.
 * The person may change the answer. (domain §5, row 8)
 */
export async function answerFor(ctx: Ctx, tx: Tx, told: AnswerFor): Promise<AnsweredFor> {
  const { meeting: id, by, who, reply, category, madeAt } = told
  const meeting = await meetingById(tx, id)
  if ((await rightTo(ctx, tx, { act: 'answerFor', who: by, meeting })) === null) return refuse('mayNotAct')
  if (who === null) return refuse('nobodyChosen')
  if (reply === null) return refuse('noReply')
  const said = { meeting: id, who, madeAt, saidBy: by }
  const answered =
    reply === 'join'
      ? await answer(ctx, tx, { ...said, reply, inGroup: false })
      : await askForLeave(ctx, tx, { ...said, category, note: null })
  if (!answered.ok) return answered
  const stage = answered.stage === 'asked' ? await decided(ctx, tx, { ...said, by }) : answered.stage
  await audit(ctx, tx, { actor: by, act: 'attendance.answerFor', about: id, details: { member: who, reply } })
  return { ok: true, stage, name: await nameOf(tx, who, meeting.branch) }
}

type Deciding = Pick<AnswerFor, 'meeting' | 'by' | 'madeAt'> & { who: MemberId }

/** What becomes of a leave that somebody asked for who may decide on it; it waits when they may not. */
async function decided(ctx: Ctx, tx: Tx, { meeting, who, by, madeAt }: Deciding): Promise<Stage> {
  const made = await decideLeave(ctx, tx, { meeting, who, by, madeAt, state: 'approved', shown: null })
  return made.ok ? made.stage : 'asked'
}

/** Checks in somebody who is there and cannot press, judged by the time of the press; it is written down who did and why. */
export async function checkInFor(ctx: Ctx, tx: Tx, seen: CheckInFor): Promise<CheckedInFor> {
  const { meeting: id, by, who, madeAt, reason } = seen
  const meeting = await meetingById(tx, id)
  if ((await rightTo(ctx, tx, { act: 'checkInFor', who: by, meeting })) === null) return refuse('mayNotAct')
  if (who === null) return refuse('nobodyChosen')
  if (reason === '') return refuse('noReason')
  const done = await checkIn(tx, { meeting: id, who, madeAt, by })
  // Whoever is seen types no digits.
  if (!done.ok) return refuse(done.refusal === 'wrongCode' ? 'noCode' : done.refusal)
  const { at, already, mark } = done
  if (!already) {
    await store.saveCheckedFor(tx, { meeting: id, who, by, reason, at })
    await audit(ctx, tx, { actor: by, act: 'attendance.checkInFor', about: id, details: { member: who } })
  }
  const name = await nameOf(tx, who, meeting.branch)
  return { ok: true, name, at, already, late: mark === 'late', meeting }
}

function refuse(refusal: Refusal): Refused {
  return { ok: false, refusal }
}
