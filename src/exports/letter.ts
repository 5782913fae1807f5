import type { LetterHandler, LetterKinds } from '../letters/types.ts'
import { nameOf } from '../roster/service.ts'
import { approveCard, reasonCard } from './card.ts'
import { requestById, requestRef } from './service.ts'
import { causes, words } from './words.ts'

const isIn =
  (...states: string[]): LetterHandler['isRelevant'] =>
  async (_ctx, tx, { ref }) =>
    states.includes((await requestById(tx, requestRef.parse(ref).id)).state)

/** The letters about files with names. */
export const letters = {
  'exports.reason': {
    urgency: 'answer',
    why: causes.reason,
    isRelevant: isIn('asked', 'waiting'),
    render: async (_ctx, tx, { ref }) =>
      reasonCard({ request: await requestById(tx, requestRef.parse(ref).id) }),
  },
  'exports.approve': {
    urgency: 'answer',
    why: causes.approve,
    branchOf: async () => null,
    subject: async (_ctx, tx, { ref }) => (await requestById(tx, requestRef.parse(ref).id)).title,
    isRelevant: isIn('waiting'),
    async render(ctx, tx, { ref }) {
      const request = await requestById(tx, requestRef.parse(ref).id)
      return approveCard({ request, by: await nameOf(tx, request.who, null), zone: ctx.settings.timezone })
    },
  },
  'exports.decided': {
    urgency: 'answer',
    why: causes.decided,
    isRelevant: isIn('granted', 'declined', 'lapsed'),
    async render(_ctx, tx, { ref }) {
      const { state, title } = await requestById(tx, requestRef.parse(ref).id)
      // It is written when it was decided.
      const said = state === 'granted' || state === 'lapsed' ? state : 'declined'
      return { text: words.decided[said](title) }
    },
  },
} satisfies Partial<LetterKinds>
