import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import type { LetterHandler, Rendering } from '../../letters/types.ts'
import { detailsButtons } from '../../pages/service.ts'
import { rightsOf } from '../../roster/service.ts'
import { numbersButton } from '../rows/service.ts'
import { OF_OLDER, refusals } from '../words.ts'
import { branchDigest } from './card.ts'
import { askedRef, branchRef, branchWeek, holderOf, isWorthSending, namedIn } from './service.ts'
import type { BranchWeek } from './types.ts'
import { askedCause, cause } from './words.ts'

/** A branch's week, to whoever acts for the branch on the day of sending. Only a press renders it anew: it costs no call. */
export const branchLetter: LetterHandler = {
  urgency: 'notice',
  why: cause,
  branchOf: async (_tx, { ref }) => branchRef.parse(ref).branch,
  holder: (ctx, tx, { ref }) => holderOf(ctx, tx, branchRef.parse(ref)),
  isRelevant: (ctx, tx, { ref }) => isWorthSending(ctx, tx, branchRef.parse(ref)),
  tells: (ctx, tx, { ref }) => namedIn(ctx, tx, branchRef.parse(ref)),
  render: (ctx, tx, { ref }) => shown(ctx, tx, branchRef.parse(ref)),
}

/** The same once more, to somebody who asked for it and leads the branch, also in a week of rest. */
export const askedLetter: LetterHandler = {
  urgency: 'answer',
  why: askedCause,
  isRelevant: async () => true,
  async render(ctx, tx, { ref, to }) {
    const asked = askedRef.parse(ref)
    const isLed = 'person' in to && (await rightsOf(ctx, tx, to.person)).leads.includes(asked.branch)
    return isLed ? shown(ctx, tx, asked) : { text: refusals.mayNot }
  },
}

async function shown(
  ctx: Ctx,
  tx: Tx,
  { key: digest, branch }: { key: string; branch: BranchId },
): Promise<Rendering> {
  const week = await branchWeek(ctx, tx, { key: digest, branch })
  if (week === null) return { text: OF_OLDER }
  const leads = [numbersButton({ digest, of: branch }), ...detailsButtons(ctx, pageOf(branch, week))]
  return branchDigest(week, { now: ctx.now(), ...ctx.settings, leads })
}

/** The page of a branch with the days that were counted. */
function pageOf(branch: string, { from, to }: Pick<BranchWeek, 'from' | 'to'>): string {
  return `/branches/${encodeURIComponent(branch)}?range=${from}..${to.subtract({ days: 1 })}`
}
