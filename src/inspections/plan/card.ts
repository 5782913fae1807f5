import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { confirmAction } from './action.ts'
import { words } from './words.ts'

/** What the preview of a plan is rendered from; `drawn` null: it was adopted, or another would be drawn today. */
export type PreviewView = {
  term: { id: string; name: string }
  seed: number
  drawn: {
    print: string
    rows: readonly { branch: string; inspector: string; day: Temporal.PlainDate }[]
    nobody: readonly string[]
  } | null
  isAdopted: boolean
}

/** A table takes no more rows. */
const MOST_ROWS = 100

/** Who is drawn to inspect which branch, before it is so; to an administrator. */
export function previewCard({ term, seed, drawn, isAdopted }: PreviewView): Card {
  const title = words.title(term.name)
  if (drawn === null) {
    const said = isAdopted ? words.adopted : words.outdated
    return { title, tone: isAdopted ? 'green' : 'grey', summary: title, blocks: [text(said)] }
  }
  const { rows, nobody, print } = drawn
  const confirm = confirmAction.button({
    text: words.confirm,
    style: 'primary',
    data: { term: term.id, seed: String(seed), print },
  })
  return {
    title,
    tone: 'blue',
    summary: title,
    blocks: [
      text(words.drawn(rows.length)),
      tableOf(rows),
      text(words.loads(loadsOf(rows))),
      ...(nobody.length === 0 ? [] : [text(words.nobody(nobody.join(words.between)))]),
      ...(rows.length === 0 ? [] : [buttons(confirm), small(words.told)]),
    ],
  }
}

type Rows = NonNullable<PreviewView['drawn']>['rows']

function tableOf(rows: Rows): Block {
  const { columns } = words
  return {
    kind: 'table',
    columns: [
      { name: 'branch', title: columns.branch, type: 'text' },
      { name: 'inspector', title: columns.inspector, type: 'text' },
      { name: 'day', title: columns.day, type: 'text' },
    ],
    rows: rows
      .slice(0, MOST_ROWS)
      .map(({ branch, inspector, day }) => ({ branch, inspector, day: words.day(day) })),
  }
}

function loadsOf(rows: Rows): string {
  const by = Map.groupBy(rows, ({ inspector }) => inspector)
  return [...by].map(([name, own]) => words.load(name, own.length)).join(words.between)
}
