import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { words } from '../words.ts'
import { renewAction } from './action.ts'
import type { ShownLink } from './service.ts'

/** The card of a private link; `url` is where its token leads, null when it leads nowhere any more. */
export function linkCard({ state, link }: ShownLink, at: { name: string; url: string | null }): Card {
  const title = words.title(at.name)
  const open: Block[] = at.url === null ? [] : [{ kind: 'link', text: words.open, url: at.url }]
  return {
    title,
    tone: at.url === null ? 'grey' : 'blue',
    summary: title,
    blocks: [
      at.url === null ? text(words.states[state]) : small(words.states[state]),
      ...open,
      buttons(renewAction.button({ text: words.renew, data: { link: link.id } })),
    ],
  }
}
