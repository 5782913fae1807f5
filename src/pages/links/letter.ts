import type { LetterKinds } from '../../letters/types.ts'
import { enterAddress, pageAt } from '../rules.ts'
import type { Page } from '../types.ts'
import { cause, words } from '../words.ts'
import { linkCard } from './card.ts'
import { linkLetter, showLink } from './service.ts'

/** The letter with a private link. */
export function linkLetters(pages: () => readonly Page[]) {
  return {
    'pages.link': {
      urgency: 'answer',
      why: cause,
      isRelevant: async () => true,
      async render(ctx, tx, { ref }) {
        const shown = ctx.publicUrl === null ? null : await showLink(ctx, tx, linkLetter.ref.parse(ref).link)
        if (shown === null || ctx.publicUrl === null) return { text: words.noPages }
        const name = pageAt(pages(), shown.link.target)?.page.name ?? ''
        const url = shown.secret === null ? null : enterAddress(ctx.publicUrl, shown.secret)
        return linkCard(shown, { name, url })
      },
    },
  } satisfies Partial<LetterKinds>
}
