import { coveredBy } from '../../letters/service.ts'
import type { LetterKinds } from '../../letters/types.ts'
import { nameOf } from '../../roster/service.ts'
import { offerCard, type Relayed, relayedCard } from './card.ts'
import { meansFor } from '../matters/service.ts'
import { relayRef } from './service.ts'
import { causes } from './words.ts'

/** What is put before whoever may do it 转达. */
export const relayLetters = {
  'desk.relay': {
    urgency: 'answer',
    why: causes.offer,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const { matter, id, who } = relayRef.parse(ref)
      const { title } = await meansFor(ctx, tx, { matter, id, who })
      return offerCard({ need: { matter, id }, title })
    },
  },
  'desk.relayed': {
    urgency: 'reminder',
    daily: true,
    why: causes.asked,
    subject: async (ctx, tx, { ref }) => (await meansFor(ctx, tx, relayRef.parse(ref))).title,
    holder: async (ctx, tx, { ref }) => (await meansFor(ctx, tx, relayRef.parse(ref))).holder,
    isRelevant: async (ctx, tx, { ref }) => (await meansFor(ctx, tx, relayRef.parse(ref))).open,
    async render(ctx, tx, letter) {
      const all: Relayed[] = []
      for (const one of [letter, ...(await coveredBy(tx, letter.id))]) {
        const { matter, id, who } = relayRef.parse(one.ref)
        const { title, way } = await meansFor(ctx, tx, { matter, id, who })
        all.push({ matter, title, way, who: await nameOf(tx, who, null) })
      }
      return relayedCard(all)
    },
  },
} satisfies Partial<LetterKinds>
