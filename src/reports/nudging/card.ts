import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { fillButton, outcomeOf, type State, until } from '../card.ts'
import { isOwed } from '../rules.ts'
import { words } from './words.ts'

/** A phone shows so many without scrolling away. */
const MOST_SHOWN = 10

/** To whoever owes several records: which, and a button for each; what came in since says so. */
export function nudgeCard(states: readonly State[]): Card {
  const open = states.filter(({ request }) => isOwed(request))
  const title = open.length > 0 ? words.title : words.doneTitle
  const shown = states.slice(0, MOST_SHOWN)
  const further = states.length - shown.length
  return {
    title,
    tone: open.length > 0 ? 'orange' : 'green',
    summary: title,
    blocks: [
      ...shown.flatMap(linesOf),
      ...(further > 0 ? [text(words.further(further))] : []),
      ...(open.length > 0 ? [small(words.hint)] : []),
    ],
  }
}

function linesOf(state: State): Block[] {
  const { request } = state
  if (request.state !== 'open') return [text(outcomeOf(state).text)]
  return [text(words.owed(request.title, until(request.dueAt, state))), buttons(fillButton(request.id))]
}
