import { z } from 'zod'
import { audit } from '../../audit.ts'
import { MATTERS } from '../../cards/need.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import { countWritten, writeLetters } from '../../letters/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { meansFor } from '../matters/service.ts'
import type { Wanted } from '../matters/types.ts'
import type { Offered, RelayRefusal } from './types.ts'

const parts = { matter: z.enum(MATTERS), id: z.string().min(1), who: MemberId, day: z.string() }
const REF = '{matter}/{id}/{who}'
const offerLetter = kind('desk.relay', { key: `${REF}:{day}`, ref: REF }, parts)
const askedLetter = kind('desk.relayed', { key: `${REF}:{day}`, ref: REF }, parts)

/** Which matter a letter puts before whom, and who wants it: `report/R-A044/M0233`. */
export const relayRef = offerLetter.ref

/** So many offers a person gets a day; who presses more only reads that it is not theirs. */
const MOST_OFFERS = 3

/**
 * Offers whoever may not do something to put it before whoever may, on a private card: once a day for a matter, and three a
 * day in all.
 */
export async function offerRelay(ctx: Ctx, tx: Tx, wanted: Wanted): Promise<Offered> {
  const { holder, open } = await meansFor(ctx, tx, wanted)
  if (!open || holder === null || holder === wanted.who) return null
  const to = { person: wanted.who }
  const names = offerLetter.names({ ...wanted, day: `${today(ctx)}` })
  const since = dayBegan(ctx)
  if ((await countWritten(tx, { ref: names.ref, kind: 'desk.relayed', since })) > 0) return 'relayed'
  if ((await countWritten(tx, { ref: names.ref, kind: 'desk.relay', since })) > 0) return 'there'
  if ((await countWritten(tx, { to, kind: 'desk.relay', since })) >= MOST_OFFERS) return null
  await writeLetters(ctx, tx, [{ ...names, to }])
  return 'new'
}

export type RelayOutcome = { ok: true; holder: MemberId } | { ok: false; refusal: RelayRefusal }

/** Puts a matter before whoever may do it, once a day for each person who wants it; outside silent times, gathered in a day's card. */
export async function relay(ctx: Ctx, tx: Tx, wanted: Wanted): Promise<RelayOutcome> {
  const { holder, open } = await meansFor(ctx, tx, wanted)
  if (!open || holder === null || holder === wanted.who) return { ok: false, refusal: 'nobody' }
  const names = askedLetter.names({ ...wanted, day: `${today(ctx)}` })
  const since = dayBegan(ctx)
  if ((await countWritten(tx, { ref: names.ref, kind: names.kind, since })) > 0)
    return { ok: false, refusal: 'already' }
  const letter = { ...names, to: { person: holder }, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) }
  await writeLetters(ctx, tx, [letter])
  const { who: actor, id: about, matter } = wanted
  await audit(ctx, tx, { actor, act: 'desk.relay', about, details: { matter } })
  return { ok: true, holder }
}

function dayBegan(ctx: Ctx): Temporal.Instant {
  return instantOf(today(ctx), ctx.settings.timezone)
}
