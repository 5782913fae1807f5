import { count, kind } from '../../cards/ref.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { admins, secretaryOf } from '../../roster/service.ts'
import { rollState } from '../checkin/service.ts'
import { lockInvitation } from '../list/service.ts'
import { isSoon, markByHand, openRollCard, rollEntries, rollRights } from '../roll/service.ts'
import type { Invitation, Mark, Stated } from '../types.ts'
import * as store from './store.ts'
import { StatedText, statedText } from './rules.ts'
import type { CorrectionRefusal } from './types.ts'
import { words } from './words.ts'

export { newest as newestRequest } from './store.ts'

const parts = { meeting: MeetingId, who: MemberId, n: count }
const once = { key: '{meeting}:{who}:{n}', ref: '{meeting}/{who}@{n}' } as const
const doubtedLetter = kind(
  'attendance.rollDoubted',
  { key: '{meeting}:{who}:{stated}', ref: '{meeting}@{stated}' },
  { meeting: MeetingId, who: MemberId, stated: StatedText },
)
const askedLetter = kind('attendance.correctionAsked', once, parts)
const correctedLetter = kind('attendance.corrected', once, parts)

/** Of which meeting's roll, and which number of people was named: `A047@21`, `A047@leave2`. */
export const doubtedRef = doubtedLetter.ref

/** Which request a letter is about: `A047/M0230@1`. */
export const correctionRef = askedLetter.ref

export type CorrectionOutcome = { ok: true } | { ok: false; refusal: CorrectionRefusal }

/** Asks whoever may correct the roll of a meeting to correct the own entry. (domain §5, row 13) */
export async function askCorrection(
  ctx: Ctx,
  tx: Tx,
  { said, at, ...invitation }: Invitation & { said: string; at: Temporal.Instant },
): Promise<CorrectionOutcome> {
  const { meeting: id, who } = invitation
  if ((await lockInvitation(tx, invitation)) !== 'due') return { ok: false, refusal: 'notListed' }
  const meeting = await meetingById(tx, id)
  if ((await rollState(tx, id))?.state !== 'closed') return { ok: false, refusal: 'notClosed' }
  if (visible(said) === '') return { ok: false, refusal: 'noText' }
  const before = await store.newest(tx, invitation)
  if (before?.state === 'open') return { ok: false, refusal: 'alreadyAsked' }
  const corrector = await correctorOf(ctx, tx, { meeting, who })
  if (corrector === null) return { ok: false, refusal: 'noCorrector' }
  const n = (before?.n ?? 0) + 1
  await store.ask(tx, invitation, { n, said, at })
  await writeLetters(ctx, tx, [{ ...askedLetter.names({ meeting: id, who, n }), to: { person: corrector } }])
  return { ok: true }
}

/** The person who may correct the roll of a meeting today for another: the secretary for 72 hours, then an administrator. */
export async function correctorOf(
  ctx: Ctx,
  tx: Tx,
  { meeting, who }: { meeting: Meeting; who: MemberId },
): Promise<MemberId | null> {
  const roll = await rollState(tx, meeting.id)
  const isOpen = roll !== null && isSoon(roll, ctx.now()) && meeting.branch !== null
  const secretary = isOpen && meeting.branch !== null ? await secretaryOf(ctx, tx, meeting.branch) : null
  return [secretary, ...(await admins(tx))].find((one) => one !== null && one !== who) ?? null
}

/**
 * Leads to the roll of a meeting that names another number of people than somebody `stated`: the person who may set it right,
 * else whoever may today is asked to look. Tells which. (domain §5, row 13)
 */
export async function beginRollCorrection(
  ctx: Ctx,
  tx: Tx,
  { meeting: id, who, at, stated }: Invitation & { at: Temporal.Instant; stated: Stated },
): Promise<'own' | 'other' | 'nobody'> {
  const meeting = await meetingById(tx, id)
  const { confirm, correct } = await rollRights(ctx, tx, { meeting, who, at })
  const isOpen = confirm && (await rollEntries(tx, meeting)).some(({ mark }) => mark === null)
  const other = correct || isOpen ? null : await correctorOf(ctx, tx, { meeting, who })
  if (other === null && !correct && !isOpen) return 'nobody'
  if (other === null) {
    await openRollCard(ctx, tx, { meeting: id, who })
    return 'own'
  }
  const letter = doubtedLetter.names({ meeting: id, who: other, stated: statedText(stated) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: other } }])
  return 'other'
}

type Settling = Invitation & { n: number; to: Mark | 'keep'; by: MemberId; at: Temporal.Instant }

/** Corrects what somebody asked to be corrected, or keeps it, and tells the person. */
export async function settleCorrection(ctx: Ctx, tx: Tx, settling: Settling): Promise<CorrectionOutcome> {
  const { meeting, who, n, to, by, at } = settling
  if (by === who) return { ok: false, refusal: 'ownRequest' }
  const request = await store.newest(tx, settling)
  if (request?.n !== n || request.state !== 'open') return { ok: false, refusal: 'settled' }
  const outcome = await markByHand(ctx, tx, {
    ...{ meeting, by, at, reason: words.reason },
    choose(entries) {
      const entry = entries.find((one) => one.who === who)
      return entry === undefined ? null : [{ entry, mark: to === 'keep' ? entry.mark : to }]
    },
  })
  // What is marked so already is kept, by whoever might have changed it.
  const isKept = !outcome.ok && outcome.refusal === 'already'
  if (!outcome.ok && !isKept) return outcome
  const state = isKept ? 'kept' : 'corrected'
  if (!(await store.settle(tx, settling, { state, by, at }))) return { ok: false, refusal: 'settled' }
  const names = { meeting, who, n }
  await writeLetters(ctx, tx, [{ ...correctedLetter.names(names), to: { person: who } }])
  await markStale(tx, correctionRef.text(names), ['attendance.correctionAsked'])
  return { ok: true }
}
