import type { Ctx } from '../ctx.ts'
import type { LetterKinds } from '../letters/types.ts'
import { askedLetter, branchLetter } from './branch/letter.ts'
import { collegeLetter } from './college/letter.ts'
import { nudgeLetter } from './nudging/letter.ts'
import { numbersLetter, rowsLetter } from './rows/letter.ts'
import { whileAdmin } from '../roster/service.ts'
import type { Offers } from './types.ts'
import { digestTitle } from './card.ts'
import { orderCard } from './sending/card.ts'
import { orderShown } from './sending/service.ts'
import { cause as orderCause } from './sending/words.ts'
import { isTrouble, troubleText } from './troubles/service.ts'
import { cause as troubleCause } from './troubles/words.ts'
import { reckoningOf, weekNamed } from './weeks/service.ts'

export { previewRef, refusalRef } from './college/letter.ts'

/** The letters of this feature; `offers`: what features beside it show of a week. */
export function lettersOf(offers: Offers) {
  return { 'digest.college': collegeLetter(offers), ...others } satisfies Partial<LetterKinds>
}

const others = {
  'digest.nudge': nudgeLetter,
  'digest.numbers': numbersLetter,
  'digest.rows': rowsLetter,
  'digest.asked': askedLetter,
  'digest.branch': branchLetter,
  'digest.order': {
    urgency: 'answer',
    why: orderCause,
    isRelevant: async () => true,
    open: async (_ctx, tx, { ref: id }) => (await orderShown(tx, id)).state === 'open',
    async render(ctx, tx, { ref: id }) {
      const order = await orderShown(tx, id)
      return orderCard(order, digestTitle(beginOf(ctx, order.key), ctx.settings))
    },
  },
  'digest.trouble': {
    urgency: 'notice',
    why: troubleCause,
    holder: whileAdmin,
    isRelevant: (_ctx, tx, { ref: about }) => isTrouble(tx, about),
    render: async (ctx, tx, { ref: about }) => ({ text: await troubleText(ctx, tx, about) }),
  },
} satisfies Partial<LetterKinds>

/** Where the week of a digest begins, by the digest's key. */
function beginOf(ctx: Ctx, key: string): { from: string } {
  const week = weekNamed(key.slice(-WEEK_LENGTH), reckoningOf(ctx))
  if (week === null) throw new Error(`no week in ${key}`)
  return { from: week.from.toString() }
}

/** Of a week's name, such as `2026-W47`. */
const WEEK_LENGTH = 8
