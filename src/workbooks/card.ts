import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Card } from '../cards/card.ts'
import { shortened } from '../cards/shortened.ts'
import { exportButton, orderAction } from './action.ts'
import { type Asked, CONTENTS, type Content, FORMATS, type Order } from './types.ts'
import type { PartShown } from './dividing/types.ts'
import { words as dividing } from './dividing/words.ts'
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

/** How far a file is, and which parts it has where it was too large; private. */
export type ProgressView = {
  order: Pick<Order, 'of' | 'content' | 'ended'>
  title: string
  days: string
  parts: readonly PartShown[]
}

export function progressCard({ order, parts, ...of }: ProgressView): Card {
  const { ended } = order
  const isDone = ended === 'done' ? 'green' : 'grey'
  const title = words.askTitle(of.title)
  return {
    ...{ title, summary: title, tone: ended === null ? 'blue' : isDone },
    blocks: [
      { kind: 'facts', facts: [[words.days, of.days]] },
      ...(parts.length > 0 && (ended === null || ended === 'done')
        ? partBlocks(order, parts)
        : [text(ended === null ? words.making : words.ended[ended])]),
    ],
  }
}

/** A text holds so many lines; a card that grows too long for the platform has its longest texts cut. */
const LINES = 100

function partBlocks({ of, content, ended }: ProgressView['order'], parts: readonly PartShown[]): Block[] {
  if (ended === null) return [text(dividing.dividing)]
  const [made, missing] = [parts.filter((part) => part.made), parts.filter((part) => !part.made)]
  const lines = made.map(({ title }, at) => dividing.part(at + 1, named(title)))
  const texts = Array.from({ length: Math.ceil(lines.length / LINES) }, (_, nth) =>
    text(lines.slice(nth * LINES, (nth + 1) * LINES).join('\n')),
  )
  return [
    text(dividing.divided(made.length)),
    ...texts,
    ...(missing.length > 0 ? [text(dividing.missing(missing.map(({ title }) => named(title))))] : []),
    ...(of === 'all' && content === 'names' ? [small(dividing.sums)] : []),
  ]
}

const LONGEST_TITLE = 40

function named(title: string): string {
  return shortened(title, LONGEST_TITLE)
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
