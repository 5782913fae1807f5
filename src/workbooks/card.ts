import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Card } from '../cards/card.ts'
import { exportButton, orderAction } from './action.ts'
import { type Asked, CONTENTS, type Content, FORMATS, type Order } from './types.ts'
import { words } from './words.ts'

/** What is asked of whoever wants a file: its format, and whether it holds people by name; private. */
export type AskView = {
  asked: Asked
  title: string
  days: string
  most: Content | null
  refusal: string | null
}

export function askCard({ asked, title, days, most, refusal }: AskView): Card {
  const head = words.askTitle(title)
  const facts: Block = { kind: 'facts', facts: [[words.days, days]] }
  if (refusal !== null) return { title: head, summary: head, tone: 'grey', blocks: [facts, text(refusal)] }
  const { from, to } = asked.days
  const contents = CONTENTS.filter((content) => content === 'counts' || most === 'names')
  return {
    ...{ title: head, summary: head, tone: 'blue' },
    blocks: [
      facts,
      text(words.holds),
      {
        ...{ kind: 'form', name: 'workbook' },
        fields: [
          {
            ...{ kind: 'select', name: 'content', label: words.content, placeholder: words.choose },
            ...{ required: true, chosen: 'counts' },
            options: contents.map((value) => ({ text: words.contents[value], value })),
          },
          {
            ...{ kind: 'select', name: 'format', label: words.format, placeholder: words.choose },
            ...{ required: true, chosen: 'xlsx' },
            options: FORMATS.map((value) => ({ text: words.formats[value], value })),
          },
        ],
        submit: orderAction.button({
          ...{ text: words.give, style: 'primary' },
          data: { of: asked.of, from: from.toString(), to: to.toString() },
        }),
      },
      small(words.how),
    ],
  }
}

/** How far a file is; private. */
export function progressCard(of: { order: Pick<Order, 'ended'>; title: string; days: string }): Card {
  const { ended } = of.order
  const said = ended === null ? words.making : words.ended[ended]
  const isDone = ended === 'done' ? 'green' : 'grey'
  const title = words.askTitle(of.title)
  return {
    ...{ title, summary: title, tone: ended === null ? 'blue' : isDone },
    blocks: [{ kind: 'facts', facts: [[words.days, of.days]] }, text(said)],
  }
}

/** Something that words may have meant. */
export type Choice = { asked: Asked; title: string; days: string }

/** What was not sure, with what it may mean; private. */
export function unclearCard(why: 'none' | 'ownRecord', choices: readonly Choice[]): Card {
  const rows = choices.flatMap(({ asked, title, days }): Block[] => [
    text(words.choice(title, days)),
    buttons(exportButton(asked)),
  ])
  const { unclear: title } = words
  return { title, summary: title, tone: 'blue', blocks: [text(words[why]), ...rows] }
}
