import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { whereToldOf } from '../../meetings/booking/service.ts'
import type { Above } from '../changes/types.ts'
import { meetingById, planOf } from '../../meetings/service.ts'
import { type MergingView, mergingCard } from './card.ts'
import { merged, rolesOf } from '../../meetings/pairs/rules.ts'
import { askedNow, mergingById, pairNow } from './service.ts'
import { MergingId } from '../../meetings/pairs/types.ts'
import { cause, words } from './words.ts'

/** The proposal to merge two meetings: it can wait, and without an answer both take place as planned. */
export function mergingLetter(above: Above): LetterHandler {
  return {
    urgency: 'notice',
    why: cause,
    async branchOf(tx, { ref }) {
      const { one } = await mergingById(tx, MergingId.parse(ref))
      return (await meetingById(tx, one)).branch
    },
    async subject(ctx, tx, { ref }) {
      const { one, other } = (await pairNow(ctx, tx, MergingId.parse(ref))).pair
      return [one, other].map(({ shownAs }) => words.meeting(shownAs)).join('')
    },
    holder: (ctx, tx, { ref }) => askedNow(ctx, tx, MergingId.parse(ref)),
    isRelevant: isOpen,
    render: async (ctx, tx, { ref }) => mergingCard(await viewOf(ctx, tx, { ref, above })),
    open: isOpen,
  }
}

async function isOpen(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return (await pairNow(ctx, tx, MergingId.parse(ref))).pairStatus === 'open'
}

async function viewOf(ctx: Ctx, tx: Tx, { ref, above }: { ref: string; above: Above }): Promise<MergingView> {
  const now = await pairNow(ctx, tx, MergingId.parse(ref))
  const { kept, absorbed } = rolesOf(now.pair)
  const { notice } = planOf(ctx, merged(kept, absorbed))
  const ofKept = await above.answeredOnes(tx, kept.id)
  const ofAbsorbed = await above.answeredOnes(tx, absorbed.id)
  return {
    ...now,
    terms: ctx.settings.terms,
    where: await whereToldOf(ctx, tx, kept),
    noticeAt: Temporal.Instant.compare(notice, ctx.now()) <= 0 ? null : notice,
    due: (await above.repliesOf(tx, kept.id)).expected,
    answered: {
      kept: ofKept.length,
      absorbed: ofAbsorbed.filter((who) => !ofKept.includes(who)).length,
    },
  }
}
