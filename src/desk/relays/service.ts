import { z } from 'zod'
import { audit } from '../../audit.ts'
import { rollButton } from '../../attendance/service.ts'
import type { Button } from '../../cards/card.ts'
import { MATTERS, type Need } from '../../cards/need.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId, RequestId } from '../../ids.ts'
import { countWritten, waitingByRef, writeLetters } from '../../letters/service.ts'
import { hostOf, meetingById } from '../../meetings/service.ts'
import { openButton } from '../../planning/service.ts'
import { fillButton, writerNow } from '../../reports/service.ts'
import { inChargeOf } from '../../roster/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import type { Relay, RelayRefusal } from './types.ts'
import { words } from './words.ts'

const parts = { matter: z.enum(MATTERS), id: z.string().min(1), who: MemberId, day: z.string() }
const REF = '{matter}/{id}/{who}'
const offerLetter = kind('desk.relay', { key: `${REF}:{day}`, ref: REF }, parts)
const askedLetter = kind('desk.relayed', { key: REF, ref: REF }, parts)

/** Which matter a letter puts before whom, and who wants it: `report/R-A044/M0233`. */
export const relayRef = offerLetter.ref

/** So many offers a person gets a day; who presses more only reads that it is not theirs. */
const MOST_OFFERS = 3

/** What a matter is called, who may do it today, the button with which it is done, and whether there is anything to do. */
export type Means = { title: string; holder: MemberId | null; button: Button; open: boolean }

/** Those of a matter. Throws `Unfit` when there is no such thing. */
export async function meansFor(ctx: Ctx, tx: Tx, { matter, id }: Need): Promise<Means> {
  if (matter === 'report') {
    const request = RequestId.parse(id)
    const { title, writer: holder, owed: open } = await writerNow(ctx, tx, request)
    return { title, holder, button: fillButton(request), open }
  }
  const meeting = await meetingById(tx, MeetingId.parse(id))
  const holder = matter === 'rollLate' ? await inChargeOf(tx, meeting.branch) : await hostOf(ctx, tx, meeting)
  const button = matter === 'meeting' ? openButton(meeting.id, words.openMeeting) : rollButton(meeting.id)
  const open = meeting.state === 'scheduled' || (matter !== 'meeting' && meeting.state === 'ended')
  return { title: meeting.shownAs, holder, button, open }
}

/**
 * Offers whoever may not do something to put it before whoever may, on a private card: once a day for a matter, and three a
 * day in all. False when there is nobody else, or that was enough.
 */
export async function offerRelay(ctx: Ctx, tx: Tx, relay: Relay): Promise<boolean> {
  const { holder, open } = await meansFor(ctx, tx, relay)
  if (!open || holder === null || holder === relay.who) return false
  const to = { person: relay.who }
  const since = instantOf(today(ctx), ctx.settings.timezone)
  const written = await countWritten(tx, { to, kind: 'desk.relay', since })
  if (written >= MOST_OFFERS) return false
  await writeLetters(ctx, tx, [{ ...offerLetter.names({ ...relay, day: `${today(ctx)}` }), to }])
  return true
}

export type RelayOutcome = { ok: true; holder: MemberId } | { ok: false; refusal: RelayRefusal }

/** Puts a matter before whoever may do it, once for each person who wants it; outside silent times, gathered in a day's card. */
export async function relay(ctx: Ctx, tx: Tx, of: Relay): Promise<RelayOutcome> {
  const { holder } = await meansFor(ctx, tx, of)
  if (holder === null || holder === of.who) return { ok: false, refusal: 'nobody' }
  const to = { person: holder }
  const letter = { ...askedLetter.names(of), to, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) }
  if ((await waitingByRef(tx, [letter.ref], letter.kind)).size > 0) return { ok: false, refusal: 'already' }
  await writeLetters(ctx, tx, [letter])
  await audit(ctx, tx, { actor: of.who, act: 'desk.relay', about: of.id, details: { matter: of.matter } })
  return { ok: true, holder }
}
