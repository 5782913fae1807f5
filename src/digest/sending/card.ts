import { buttons, small, text } from '../../cards/blocks.ts'
import type { Card } from '../../cards/card.ts'
import { confirmAction, dropAction } from './action.ts'
import type { Order } from './types.ts'
import { words } from './words.ts'

/** What an administrator is about to send, to be confirmed; afterwards what became of it. `digest`: what it is called. */
export function orderCard({ id, what, reason, state }: Order, digest: string): Card {
  const data = { order: id }
  const facts: [string, string][] = [
    [words.which, digest],
    [words.where, words.chat],
    ...(reason === '' ? [] : [[words.reason, reason] satisfies [string, string]]),
  ]
  const ending = state === 'open' ? null : words.ended[state]
  return {
    title: words.title[what],
    tone: state === 'dropped' ? 'grey' : 'blue',
    summary: ending ?? words.title[what],
    blocks: [
      { kind: 'facts', facts },
      ...(ending === null
        ? [
            small(words.hint[what]),
            buttons(
              confirmAction.button({ text: words.confirm, style: 'primary', data }),
              dropAction.button({ text: words.drop, data }),
            ),
          ]
        : [text(ending)]),
    ],
  }
}
