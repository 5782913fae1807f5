import type { LetterHandler } from '../../letters/types.ts'
import { detailsButtons } from '../../pages/service.ts'
import { numbersButton } from '../rows/service.ts'
import { OF_OLDER } from '../words.ts'
import { branchDigest } from './card.ts'
import { branchRef, branchWeek, holderOf, isWorthSending } from './service.ts'
import type { BranchWeek } from './types.ts'
import { cause } from './words.ts'

/** A branch's week, to whoever acts for the branch on the day of sending. Only a press renders it anew: it costs no call. */
export const branchLetter: LetterHandler = {
  urgency: 'notice',
  why: cause,
  branchOf: async (_tx, { ref }) => branchRef.parse(ref).branch,
  holder: (ctx, tx, { ref }) => holderOf(ctx, tx, branchRef.parse(ref)),
  isRelevant: (ctx, tx, { ref }) => isWorthSending(ctx, tx, branchRef.parse(ref)),
  async render(ctx, tx, { ref }) {
    const { key: digest, branch } = branchRef.parse(ref)
    const week = await branchWeek(ctx, tx, { key: digest, branch })
    if (week === null) return { text: OF_OLDER }
    const leads = [numbersButton({ digest, of: branch }), ...detailsButtons(ctx, pageOf(branch, week))]
    return branchDigest(week, { now: ctx.now(), ...ctx.settings, leads })
  },
}

/** The page of a branch with the days that were counted. */
function pageOf(branch: string, { from, to }: Pick<BranchWeek, 'from' | 'to'>): string {
  return `/branches/${encodeURIComponent(branch)}?range=${from}..${to.subtract({ days: 1 })}`
}
