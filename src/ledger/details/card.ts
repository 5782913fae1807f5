import { buttons, small } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { clock, shortDay } from '../../time/format.ts'
import { dayText, stepTitle } from '../card.ts'
import { countedText, FIGURE_LABEL, howCounted } from '../measuring/service.ts'
import { isLate } from '../rules.ts'
import { moveWords, needsWords, ownerWords, states, words as common } from '../words.ts'
import { postponeForm, unwaiveButton, waiveForm } from './action.ts'
import type { Cell } from '../types.ts'
import type { CellShown } from './types.ts'
import { words } from './words.ts'

/** A card shows so much of a history. */
const MOST_ENTRIES = 10

type Beside = { today: Temporal.PlainDate; zone: string; doing: readonly Button[] }

/** A step of a row: what it asks for, how it stands, what was done to it, and what its reader may do. */
export function cellCard(shown: CellShown, { today, zone, doing }: Beside): Card {
  const { cell, row, definition } = shown
  const title = stepTitle(cell, definition)
  const { facts } = words
  const at = (instant: Temporal.Instant) => momentText(instant, zone)
  return {
    ...{ title, tone: isLate(cell, today) ? 'orange' : 'blue', summary: title },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [facts.row, row.name],
          [facts.due, cell.due === null ? common.undated : dayText(cell.due)],
          [facts.state, isLate(cell, today) ? common.late : states[cell.state]],
          [facts.needs, words.needs(needsWords[cell.needs], ownerWords[cell.by])],
          ...countedFacts(shown),
          ...handedIn(cell, at),
        ],
      },
      ...(shown.counted === null ? [] : [small(howCounted(shown.counted))]),
      ...(doing.length > 0 ? [buttons(...doing)] : []),
      ...historyBlocks(shown, at),
      ...(shown.maySettle ? settlingBlocks(shown) : []),
    ],
  }
}

function countedFacts({ counted }: CellShown): [string, string][] {
  return counted === null ? [] : [[FIGURE_LABEL, countedText(counted)]]
}

/** When something was handed in. */
function handedIn({ handedAt }: Cell, at: (instant: Temporal.Instant) => string): [string, string][] {
  return handedAt === null ? [] : [[words.facts.handedIn, at(handedAt)]]
}

function momentText(instant: Temporal.Instant, zone: string): string {
  const local = instant.toZonedDateTimeISO(zone)
  return `${shortDay(local)} ${clock(local)}`
}

function historyBlocks({ history }: CellShown, at: (instant: Temporal.Instant) => string): Block[] {
  if (history.length === 0) return []
  const lines = history
    .slice(-MOST_ENTRIES)
    .map((one) => words.entry(at(one.at), `${one.by || words.bot} ${moveWords[one.what]}`, one.reason ?? ''))
  return [{ kind: 'folded', title: words.history, blocks: lines.map((line) => small(line)) }]
}

function settlingBlocks({ cell }: CellShown): Block[] {
  if (cell.state === 'waived') return [buttons(unwaiveButton(cell.id))]
  if (cell.state !== 'open' && cell.state !== 'returned') return []
  return [postponeForm(cell), waiveForm(cell.id)]
}
