import { small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { dayOf } from '../../meetings/service.ts'
import { shortDay } from '../../time/format.ts'
import type { Sitting, Sittings } from './types.ts'
import { words } from './words.ts'

const MOST_ROWS = 100

/** Who sat in on what 列席, a row for each person and meeting; private. */
export function sittingsCard({ year, sittings }: Sittings): Card {
  const title = words.title(year)
  const further = sittings.length - MOST_ROWS
  return {
    title,
    tone: 'blue',
    summary: title,
    blocks: [
      sittings.length === 0 ? text(words.none) : tableOf(sittings),
      ...(further > 0 ? [small(words.further(further))] : []),
      small(words.scope),
    ],
  }
}

function tableOf(sittings: readonly Sitting[]): Block {
  const { when, name, title, came } = words.columns
  return {
    kind: 'table',
    columns: [
      { name: 'when', title: when, type: 'text', width: '80px' },
      { name: 'name', title: name, type: 'text', width: '90px' },
      { name: 'came', title: came, type: 'text', width: '80px' },
      { name: 'title', title, type: 'text', width: 'auto' },
    ],
    rows: sittings.slice(0, MOST_ROWS).map(rowOf),
  }
}

function rowOf({ meeting, name, came }: Sitting): Record<string, string> {
  const title = shortened(meeting.shownAs, 40)
  const said = came === null ? words.toCome : words.came(came)
  return { when: shortDay(dayOf(meeting)), name, came: said, title }
}
