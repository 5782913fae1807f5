import type { LetterKinds } from '../letters/types.ts'
import { unclearRef } from './asking/service.ts'
import { partsShown } from './dividing/service.ts'
import { askCard, type Choice, progressCard, unclearCard } from './card.ts'
import { refusalTo } from './rules.ts'
import { askRef, daysInWords, mostOf, orderById, progressRef, titleOf } from './service.ts'
import { causes, refusals } from './words.ts'

/** The letters about files of figures. */
export const letters = {
  'workbooks.ask': {
    urgency: 'answer',
    why: causes.ask,
    isRelevant: async () => true,
    // Who may have it is asked again: an office may have passed on since.
    async render(ctx, tx, { ref }) {
      const { of, from, to, who } = askRef.parse(ref)
      const days = { from, to }
      const most = await mostOf(ctx, tx, { of, who })
      const refusal = refusalTo('counts', { most, days })
      const said = refusal && refusals[refusal]
      const title = await titleOf(ctx, tx, of)
      return askCard({ asked: { of, days }, title, days: daysInWords(days), most, refusal: said })
    },
  },
  'workbooks.progress': {
    urgency: 'answer',
    why: causes.progress,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const order = await orderById(tx, progressRef.parse(ref).id)
      const title = await titleOf(ctx, tx, order.of)
      const parts = await partsShown(ctx, tx, order)
      return progressCard({ order, title, days: daysInWords(order.days), parts })
    },
  },
  'workbooks.unclear': {
    urgency: 'answer',
    why: causes.ask,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const { why, choices } = unclearRef.parse(ref)
      const named: Choice[] = []
      for (const asked of choices)
        named.push({ asked, title: await titleOf(ctx, tx, asked.of), days: daysInWords(asked.days) })
      return unclearCard(why, named)
    },
  },
} satisfies Partial<LetterKinds>
