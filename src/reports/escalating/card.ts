import { buttons, small, text } from '../../cards/blocks.ts'
import type { Card } from '../../cards/card.ts'
import { outcomeOf, type State, until } from '../card.ts'
import { isOwed } from '../rules.ts'
import { shortDay } from '../../time/format.ts'
import { settlingButton } from '../settling/service.ts'
import { words } from './words.ts'

/** A request that an administrator follows up. */
export type Escalated = State & {
  /** The short name of its branch, or of the college. */
  branch: string
  /** The day until which another deadline was asked for and not answered. */
  asked: Temporal.PlainDate | null
  /** Whether an explanation waits for an answer. */
  explained: boolean
  /** Why nobody asks for it any more. */
  waived: string | null
}

/** A phone shows so many lines without scrolling away. */
const MOST_SHOWN = 20

/** `maySettle`: whether its reader may waive one of these, or ask for it again. */
export type EscalationView = { states: readonly Escalated[]; maySettle: boolean }

/** To the administrator in charge: which reports have not come in, and what became of them since. */
export function escalationCard({ states, maySettle }: EscalationView): Card {
  const open = states.filter(({ request }) => isOwed(request))
  const settled = states.filter((state) => !open.includes(state))
  const title = open.length > 0 ? words.title : words.doneTitle
  const shown = [...open, ...settled].slice(0, MOST_SHOWN)
  const further = states.length - shown.length
  return {
    title,
    tone: open.length > 0 ? 'orange' : 'green',
    summary: title,
    blocks: [
      text(shown.map(lineOf).join('\n')),
      ...(further > 0 ? [text(words.further(further))] : []),
      ...(open.length > 0 ? [small(words.hint)] : []),
      ...(maySettle ? [buttons(settlingButton())] : []),
    ],
  }
}

function lineOf(state: Escalated): string {
  const { request, branch, asked, explained, waived } = state
  const said =
    request.state === 'open' ? words.owed(request.title, until(request.dueAt, state)) : outcomeOf(state).text
  const after = explained && isOwed(request) ? words.explained(said) : said
  const more = asked === null ? after : words.asked(after, shortDay(asked))
  return words.ofBranch(branch, waived === null ? more : words.because(more, waived))
}
