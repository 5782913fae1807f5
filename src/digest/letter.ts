import { z } from 'zod'
import { text } from '../cards/blocks.ts'
import type { Card } from '../cards/card.ts'
import { ref, respelt } from '../cards/ref.ts'
import type { Ctx } from '../ctx.ts'
import type { LetterKinds } from '../letters/types.ts'
import { detailsButtons } from '../pages/service.ts'
import { branchLetter } from './branch/letter.ts'
import { whileAdmin } from '../roster/service.ts'
import { collegeDigest, digestTitle } from './card.ts'
import { orderCard } from './sending/card.ts'
import { orderShown } from './sending/service.ts'
import { cause as orderCause, words as orders } from './sending/words.ts'
import { previewOf, readDigest } from './service.ts'
import { snapshotBy } from './snapshots/service.ts'
import { isTrouble, troubleText } from './troubles/service.ts'
import { cause as troubleCause } from './troubles/words.ts'
import { Refusal } from './types.ts'
import { reckoningOf, weekNamed } from './weeks/service.ts'
import { cause, OF_OLDER, refusals } from './words.ts'

/** What a letter of this feature shows when there is no digest to show. */
export const refusalRef = ref('refused:{refusal}', {
  refusal: z.string().transform(respelt).pipe(Refusal),
})

/** A digest that was not made, as it would be now: `preview:2026-W47`. */
export const previewRef = ref('preview:{week}', { week: z.string() })
/** A digest that is sent once more, by the order to do so. */
const againRef = ref('again:{order}', { order: z.string() })

/** Where the pages begin for the committee. */
const OVERVIEW = '/overview'

/** The digest matters whenever it was written: what it says was counted once, and stays. */
export const letters = {
  'digest.college': {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref: shows }) {
      const refused = refusalRef.find(shows)
      if (refused !== null) return { text: refusals[refused.refusal] }
      const previewed = previewRef.find(shows)
      if (previewed !== null) {
        const card = collegeDigest(await previewOf(ctx, tx, previewed.week), ctx.settings)
        return marked(card, { title: orders.preview(card.title), note: orders.notSent })
      }
      const again = againRef.find(shows)
      if (again !== null) {
        const { key, reason } = await orderShown(tx, again.order)
        const card = collegeDigest(await readDigest(tx, key), ctx.settings, detailsButtons(ctx, OVERVIEW))
        return marked(card, { title: orders.again(card.title), note: orders.why(reason) })
      }
      const snapshot = await snapshotBy(tx, shows)
      return snapshot === null
        ? { text: OF_OLDER }
        : collegeDigest(snapshot, ctx.settings, detailsButtons(ctx, OVERVIEW))
    },
  },
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

/** The card with what it is said to be above everything else. */
function marked(card: Card, { title, note }: { title: string; note: string }): Card {
  return { ...card, title, summary: title, blocks: [text(note), ...card.blocks] }
}

/** Where the week of a digest begins, by the digest's key. */
function beginOf(ctx: Ctx, key: string): { from: string } {
  const week = weekNamed(key.slice(-WEEK_LENGTH), reckoningOf(ctx))
  if (week === null) throw new Error(`no week in ${key}`)
  return { from: week.from.toString() }
}

/** Of a week's name, such as `2026-W47`. */
const WEEK_LENGTH = 8
