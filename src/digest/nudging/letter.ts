import type { LetterHandler } from '../../letters/types.ts'
import { rightsOf } from '../../roster/service.ts'
import { nudgePreviewCard } from './card.ts'
import { previewLetter, previewOf } from './service.ts'
import { cause, refusals } from './words.ts'

/** Whom a reminder by hand would reach, for whoever opened it while they are an administrator. */
export const nudgeLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(ctx, tx, { ref, to }) {
    const { admin } = 'person' in to ? await rightsOf(ctx, tx, to.person) : { admin: false }
    const shown = admin ? await previewOf(ctx, tx, previewLetter.ref.parse(ref).nudge) : null
    return shown === null ? { text: refusals.mayNot } : nudgePreviewCard(shown, ctx.settings.timezone)
  },
}
