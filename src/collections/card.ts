import type { Question } from '../../config/college/questions.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Button } from '../cards/card.ts'
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
