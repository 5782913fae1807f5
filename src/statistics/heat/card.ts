import { small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { heatNow } from '../../measures/service.ts'
import { clock, shortDay } from '../../time/format.ts'
import { words } from './words.ts'

type Heats = Awaited<ReturnType<typeof heatNow>>

/** A card holds so many rows. */
const MOST_ROWS = 30

/** Every branch that did something, the most active first; the others are a number. */
export function heatCard(heats: Heats, at: Temporal.ZonedDateTime): Card {
  const active = heats.filter(({ heat }) => heat > 0)
  const further = heats.length - Math.min(active.length, MOST_ROWS)
  const rows: Block[] =
    active.length === 0
      ? [text(words.none)]
      : [tableOf(active), ...(further > 0 ? [small(words.further(further))] : [])]
  return {
    title: words.title,
    tone: 'blue',
    summary: words.title,
    blocks: [
      text(words.at(`${shortDay(at)}${clock(at)}`)),
      ...rows,
      { kind: 'folded', title: words.measures, blocks: words.how.map((line) => small(line)) },
    ],
  }
}

function tableOf(active: Heats): Block {
  const { columns } = words
  return {
    kind: 'table',
    columns: [
      { name: 'name', title: columns.name, type: 'text' },
      { name: 'heat', title: columns.heat, type: 'text' },
      { name: 'activity', title: columns.activity, type: 'text' },
      { name: 'updates', title: columns.updates, type: 'text' },
    ],
    rows: active.slice(0, MOST_ROWS).map(({ name, heat, activity, updates }) => ({
      name,
      heat: heat.toFixed(2),
      activity: activity.toFixed(2),
      updates: updates.toFixed(2),
    })),
  }
}
