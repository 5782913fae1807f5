import { buttons, small, text } from '../cards/blocks.ts'
import type { Card } from '../cards/card.ts'
import { deadline } from '../time/format.ts'
import { agreeAction, giveAction } from './action.ts'
import { LONGEST, OTHER, VALID } from './rules.ts'
import type { ExportRequest } from './types.ts'
import { words } from './words.ts'

/** What the cards are rendered from; `by` is what whoever asks is called. */
export type ExportView = { request: ExportRequest; by: string; zone: string }

/** What a file with names is for, asked of whoever wants it; private. */
export function reasonCard({ request }: Pick<ExportView, 'request'>): Card {
  const { id, state, title, names } = request
  const head = words.askTitle(title)
  if (state !== 'asked') {
    const ended = state === 'granted' ? words.made : words.state[state]
    const said = state === 'waiting' ? words.waits(names) : ended
    return { title: head, summary: head, tone: 'grey', blocks: [text(said)] }
  }
  const options = [
    ...words.usual.map((one, at) => ({ text: one, value: String(at) })),
    { text: words.other, value: OTHER },
  ]
  return {
    ...{ title: head, summary: head, tone: 'blue' },
    blocks: [
      text(words.ask),
      {
        ...{ kind: 'form', name: 'export' },
        fields: [
          {
            ...{ kind: 'select', name: 'usual', label: words.usualLabel, placeholder: words.usualHint },
            ...{ required: false, options },
          },
          {
            ...{ kind: 'input', name: 'text', label: words.textLabel, placeholder: words.textHint },
            ...{ required: false, lines: 'one', maxLength: LONGEST, value: '' },
          },
        ],
        submit: giveAction.button({ text: words.give, style: 'primary', data: { id } }),
      },
    ],
  }
}

/** A file with many names, before another administrator; private. */
export function approveCard({ request, by, zone }: ExportView): Card {
  const { id, title, state, reason, names, askedAt } = request
  const head = words.approveTitle(title)
  const until = deadline(askedAt.add(VALID).toZonedDateTimeISO(zone))
  const isOpen = state === 'waiting'
  const said = (agrees: 'yes' | 'no') => ({ id, agrees })
  return {
    ...{ title: head, summary: head, tone: isOpen ? 'blue' : 'grey' },
    blocks: [
      text(words.approve({ by, names })),
      { kind: 'facts', facts: [[words.reason, reason ?? '']] },
      ...(isOpen
        ? [
            small(words.until(until)),
            buttons(
              agreeAction.button({ text: words.agree, style: 'primary', data: said('yes') }),
              agreeAction.button({ text: words.decline, data: said('no') }),
            ),
          ]
        : [text(words.state[state])]),
    ],
  }
}
