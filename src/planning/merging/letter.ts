import { answeredOnes, repliesOf } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import {
  meetingById,
  merged,
  mergingById,
  pairNow,
  rolesOf,
  timesOf,
  whereToldOf,
} from '../../meetings/service.ts'
import { MergingId } from '../../meetings/types.ts'
import { askedNow } from '../proposals/service.ts'
import { type MergingView, mergingCard } from './card.ts'
import { cause, words } from './words.ts'
import { isAfter } from '../../time/order.ts'

/** The proposal to merge two meetings: it can wait, and without an answer both take place as planned. */
export const mergingLetter: LetterHandler = {
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
  render: async (ctx, tx, { ref }) => mergingCard(await viewOf(ctx, tx, MergingId.parse(ref))),
  open: isOpen,
}

async function isOpen(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return (await pairNow(ctx, tx, MergingId.parse(ref))).pairStatus === 'open'
}

async function viewOf(ctx: Ctx, tx: Tx, id: MergingId): Promise<MergingView> {
  const now = await pairNow(ctx, tx, id)
  const { kept, absorbed } = rolesOf(now.pair)
  const { notice } = timesOf(ctx, merged(kept, absorbed))
  const ofKept = await answeredOnes(tx, kept.id)
  const ofAbsorbed = await answeredOnes(tx, absorbed.id)
  return {
    ...now,
    terms: ctx.settings.terms,
    where: await whereToldOf(ctx, tx, kept),
    noticeAt: isAfter(notice, ctx.now()) ? notice : null,
    expected: (await repliesOf(tx, kept.id)).expected,
    answered: {
      kept: ofKept.length,
      absorbed: ofAbsorbed.filter((who) => !ofKept.includes(who)).length,
    },
  }
}
