import type { Question } from '../../config/college/questions.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Button, Field } from '../cards/card.ts'
import { cutTo } from '../cards/shortened.ts'
import { fieldsOf, hasField, pagesOf } from '../reports/service.ts'
import type { Answers, Pickable } from '../reports/types.ts'
import { sendLine, SEND_HINT } from './questions/service.ts'

/** A choice is a row of buttons, so many at most. */
const MOST_BUTTONS = 6

/** What the questions are answered with: `choose` answers the only one by an option, `chain` fills in more than a card holds. */
export type Answering = { submit: Button; choose(option: string): Button; chain: Button }

type Asked = { questions: readonly Question[]; answers: Answers; people: readonly Pickable[] }

/**
 * Questions as whoever is asked sees them: a row of buttons, a form, or a button that leads to a chain of cards, with how
 * photos and files are sent.
 */
export function answerBlocks(
  { questions, answers, people }: Asked,
  { submit, choose, chain }: Answering,
): Block[] {
  const [page = [], ...others] = pagesOf(questions)
  const [only, another] = questions
  const sent = questions.filter((question) => !hasField(question))
  if (sent.length > 0) return [...sent.map((one) => text(sendLine(one))), small(SEND_HINT), buttons(chain)]
  if (only === undefined || others.length > 0) return [buttons(chain)]
  const options = only.type === 'choice' && another === undefined ? (only.options ?? []) : []
  if (options.length > 0 && options.length <= MOST_BUTTONS)
    return [text(only.label), buttons(...options.map(choose))]
  return [{ kind: 'form', name: 'answers', fields: fieldsOf(page, { answers, people, faults: [] }), submit }]
}

type Input = Extract<Field, { kind: 'input' }>
type Select = Extract<Field, { kind: 'select' }>
type Named = Pick<Input, 'name' | 'label' | 'placeholder'>

/** The platform's inputs hold no more. */
export const LONGEST = 1_000

// Nothing is demanded by the platform: it would hold up the buttons that lead elsewhere, too.
const FREE = { required: false } as const

/** A field in which text is typed. */
export function input(of: Named & { value: string; lines?: Input['lines']; maxLength?: number }): Input {
  const { maxLength = LONGEST, lines = 'one', value, ...named } = of
  return { kind: 'input', ...named, ...FREE, lines, maxLength, value: cutTo(value, maxLength) }
}

/** A list of which one is chosen; what is not among it is not. */
export function select({
  chosen,
  ...of
}: Named & Pick<Select, 'options'> & { chosen: string | null }): Select {
  const isAmong = of.options.some(({ value }) => value === chosen)
  return { kind: 'select', ...of, ...FREE, ...(isAmong && chosen !== null ? { chosen } : {}) }
}

/** A day that is chosen. */
export function dateField({ value, ...named }: Named & { value: Temporal.PlainDate | null }): Field {
  return { kind: 'date', ...named, ...FREE, ...(value === null ? {} : { value }) }
}

/** A time of day that is chosen. */
export function timeField({ value, ...named }: Named & { value: Temporal.PlainTime | null }): Field {
  return { kind: 'time', ...named, ...FREE, ...(value === null ? {} : { value }) }
}
