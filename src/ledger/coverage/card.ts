import { buttons, text } from '../../cards/blocks.ts'
import type { Button, Card } from '../../cards/card.ts'
import type { Line } from './types.ts'
import { words } from './words.ts'

/** What an administrator is told of programmes that are behind; without lines they have all caught up; `ways`: to the page. */
export function behindCard(lines: readonly Line[], ways: readonly Button[]): Card {
  const title = lines.length === 0 ? words.caughtUpTitle : words.behindTitle(lines.length)
  const said = lines.map((line) => `· ${line.text}`).join('\n')
  return {
    title,
    tone: lines.length === 0 ? 'green' : 'orange',
    summary: title,
    blocks: [
      ...(lines.length === 0 ? [text(words.caughtUp)] : [text(words.behind), text(said), text(words.cure)]),
      ...(ways.length === 0 ? [] : [buttons(...ways)]),
    ],
  }
}
