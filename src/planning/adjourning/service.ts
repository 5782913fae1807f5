import {
  closeCheckIn,
  lockInvitations,
  markAdjournedStale,
  refusalToAdjourn,
} from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { adjournMeeting, meetingById } from '../../meetings/service.ts'
import { waiveReport } from '../../reports/service.ts'
import { rightsOf } from '../../roster/service.ts'
import { mayChange } from '../changes/service.ts'
import { beginDrafted } from '../new-meeting/service.ts'
import * as rules from './rules.ts'
import type { Refusal } from './types.ts'

/** `asked`: the person was sent the form for the new time, which whoever may not call such a meeting is not. */
export type Outcome = { ok: true; asked: boolean } | { ok: false; refusal: Refusal }

type Pressed = { meeting: MeetingId; who: MemberId; at: Temporal.Instant }

/**
 * Puts a meeting off for want of a quorum 到会不足改期: its check-in ends, it does not count as held, no report is asked for,
 * and the person is asked for the new time. (domain §2.3)
 */
export async function adjourn(ctx: Ctx, tx: Tx, { meeting: id, who, at }: Pressed): Promise<Outcome> {
  // Whoever is checking in comes first, and counts.
  await lockInvitations(tx, id)
  const meeting = await meetingById(tx, id)
  if (!mayChange(await rightsOf(ctx, tx, who), who, meeting)) return { ok: false, refusal: 'mayNot' }
  const refusal = await refusalToAdjourn(ctx, tx, { meeting, at })
  if (refusal !== null) return { ok: false, refusal }
  if (!(await waiveReport(ctx, tx, { meeting: id, by: who }))) return { ok: false, refusal: 'handedIn' }
  await closeCheckIn(ctx, tx, meeting)
  if (!(await adjournMeeting(ctx, tx, { id, by: who }))) return { ok: false, refusal: 'adjourned' }
  await markAdjournedStale(tx, id)
  const draft = rules.draftAgain(meeting, ctx.settings.types)
  return { ok: true, asked: await beginDrafted(ctx, tx, { key: `adjourned:${id}`, who, draft }) }
}
