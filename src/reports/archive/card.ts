import { small, text } from '../../cards/blocks.ts'
import type { Card } from '../../cards/card.ts'
import type { Progress } from './types.ts'
import { words } from './words.ts'

/** A phone shows so many lines without scrolling away. */
const MOST_SHOWN = 30

/** How far an archive is: a line for each branch. */
export function archiveCard({
  term,
  branches,
}: {
  term: string
  branches: readonly (Progress & { name: string })[]
}): Card {
  const done = branches.filter(({ state }) => state !== 'waiting').length
  const allMade = branches.every(({ state }) => state === 'done')
  const lines = branches.slice(0, MOST_SHOWN).map(lineOf)
  const further = branches.length - lines.length
  const title = words.title(term)
  return {
    title,
    tone: allMade ? 'green' : 'blue',
    summary: title,
    blocks: [
      text(words.done(done, branches.length)),
      text([...lines, ...(further > 0 ? [words.further(further)] : [])].join('\n')),
      small(words.hint),
    ],
  }
}

function lineOf({ name, state, filed, missing }: Progress & { name: string }): string {
  if (state === 'waiting') return words.waiting(name)
  if (state === 'failed') return words.failed(name)
  return filed + missing === 0 ? words.nothing(name) : words.made(name, filed, missing)
}
