import { z } from 'zod'
import { kind, oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { admins, rightsOf } from '../../roster/service.ts'
import { countedFrom, isNear, quotaStatus } from './rules.ts'
import type { CallsSince, QuotaStatus } from './types.ts'

/** 统计 配额: answered privately, wherever it was asked. */
export async function sendStats(ctx: Ctx, tx: Tx, { who, messageId }: Said): Promise<void> {
  const shows = (await rightsOf(ctx, tx, who)).admin ? 'quota' : 'mayNot'
  await writeLetters(ctx, tx, [{ ...oneFor('desk.quota', messageId), ref: shows, to: { person: who } }])
}

/** How this month's calls stand. */
export async function quotaNow(ctx: Ctx, tx: Tx, callsSince: CallsSince): Promise<QuotaStatus> {
  const now = ctx.now().toZonedDateTimeISO(ctx.settings.timezone)
  const { monthly } = ctx.settings.quota
  return quotaStatus(await callsSince(tx, countedFrom(now)), { now, monthly })
}

const nearLetter = kind(
  'desk.quotaNear',
  { key: '{month}:{who}', ref: '{month}' },
  { month: z.string(), who: MemberId },
)

/** Tells each administrator once a month when the quota is nearly used. */
export async function tellNearQuota(ctx: Ctx, tx: Tx, callsSince: CallsSince): Promise<void> {
  const status = await quotaNow(ctx, tx, callsSince)
  if (!isNear(status)) return
  const month = status.month.toString()
  const letters = (await admins(tx)).map((who) => ({
    ...nearLetter.names({ month, who }),
    to: { person: who },
  }))
  await writeLetters(ctx, tx, letters)
}
