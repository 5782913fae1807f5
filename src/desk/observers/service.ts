import { observedSince } from '../../attendance/service.ts'
import { audit } from '../../audit.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { meetingById } from '../../meetings/service.ts'
import { person, rightsOf } from '../../roster/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import type { Sitting, Sittings } from './types.ts'

/** 列席: who sat in on what this year, in the direct chat; an administrator's look is written down. (domain §5) */
export async function sendSittings(ctx: Ctx, tx: Tx, { who, messageId }: Said): Promise<void> {
  const { admin } = await rightsOf(ctx, tx, who)
  if (admin) await audit(ctx, tx, { actor: who, act: 'desk.observers', about: who, details: {} })
  await writeLetters(ctx, tx, [{ ...oneFor('desk.observers', messageId), ref: who, to: { person: who } }])
}

/**
 * What a person may know of it: their own, the people and meetings of the branches on whose committee they are, and an
 * administrator all. What was cancelled is left out.
 */
export async function sittingsFor(ctx: Ctx, tx: Tx, who: MemberId): Promise<Sittings> {
  const { admin, branchCommitteeOf } = await rightsOf(ctx, tx, who)
  const { year } = today(ctx)
  const from = instantOf(Temporal.PlainDateTime.from({ year, month: 1, day: 1 }), ctx.settings.timezone)
  const sittings: Sitting[] = []
  for (const { meeting: id, who: observer, came } of await observedSince(tx, from)) {
    const meeting = await meetingById(tx, id)
    const { name, branch } = await person(tx, observer)
    const isOwn = [meeting.branch, branch].some((of) => of !== null && branchCommitteeOf.includes(of))
    const isKnown = admin || isOwn || observer === who
    if (isKnown && meeting.state !== 'cancelled') sittings.push({ meeting, name, came })
  }
  return { year, sittings }
}
