import type { LetterHandler } from '../../letters/types.ts'
import { branchDigest } from './card.ts'
import { branchRef, branchWeek, holderOf, isWorthSending } from './service.ts'
import { cause } from './words.ts'
import { OF_OLDER } from '../words.ts'

/** A branch's week, to whoever acts for the branch on the day of sending. Only a press renders it anew: it costs no call. */
export const branchLetter: LetterHandler = {
  urgency: 'notice',
  why: cause,
  branchOf: async (_tx, { ref }) => branchRef.parse(ref).branch,
  holder: (ctx, tx, { ref }) => holderOf(ctx, tx, branchRef.parse(ref)),
  isRelevant: (ctx, tx, { ref }) => isWorthSending(ctx, tx, branchRef.parse(ref)),
  async render(ctx, tx, { ref }) {
    const week = await branchWeek(ctx, tx, branchRef.parse(ref))
    return week === null ? { text: OF_OLDER } : branchDigest(week, { now: ctx.now(), ...ctx.settings })
  },
}
