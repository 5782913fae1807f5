import { respelt } from '../../cards/ref.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { branches } from '../../roster/service.ts'
import { archiveCard } from './card.ts'
import { archiveRef, progressOf } from './service.ts'
import type { Refusal } from './types.ts'
import { cause, refusals, words } from './words.ts'

/** How far an archive is, or why there is none. */
export const archiveLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(ctx, tx, { ref }) {
    const shown = archiveRef.find(ref)
    // Only `askArchive` writes it, and it takes a Refusal.
    if (shown === null) return { text: refusals[respelt(ref) as Refusal] }
    const { term, branches: of } = await progressOf(tx, shown.batch)
    const short = new Map((await branches(tx)).map((one) => [one.id, one.short]))
    const named = of.map((one) => ({
      ...one,
      name: one.branch === null ? words.college : (short.get(one.branch) ?? one.branch),
    }))
    const name = ctx.settings.terms.find(({ id }) => id === term)?.name ?? term
    return archiveCard({ term: name, branches: named })
  },
}
