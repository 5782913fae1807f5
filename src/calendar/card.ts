import { buttons, text } from '../cards/blocks.ts'
import type { Block, Card } from '../cards/card.ts'
import { cancelAction, confirmAction } from './action.ts'
import type { Draft, Preview, TableFault } from './types.ts'
import { changeLines, factsOf, faultLine, remarks, words } from './words.ts'

/** Nobody corrects more at once. */
const MOST_FAULTS = 15

/** What is wrong in a pasted table; nothing was taken into force. */
export function faultsCard(faults: readonly TableFault[]): Card {
  const lines = faults.slice(0, MOST_FAULTS).map(faultLine)
  const further = faults.length - lines.length
  return {
    title: words.faultyTitle,
    tone: 'orange',
    summary: words.faultyTitle,
    blocks: [
      text([...lines, ...(further > 0 ? [words.furtherFaults(further)] : [])].join('\n')),
      text(words.sendAgain),
    ],
  }
}

/** What a pasted table would do, to be confirmed; afterwards what became of it. */
export function draftCard({ draft, state, preview }: Shown): Card {
  const title = (state === 'open' ? words.pending : words.title)(preview.year)
  return {
    title,
    tone: TONES[state],
    summary: state === 'open' ? title : states[state],
    blocks: [text(states[state]), ...previewBlocks(preview, state), ...buttonBlocks(draft, state)],
  }
}

type Shown = { draft: string; state: Draft['state']; preview: Preview }

const TONES = { open: 'blue', kept: 'green', dropped: 'grey' } as const
const states = { open: words.asked, kept: words.kept, dropped: words.dropped }

function previewBlocks(preview: Preview, state: Draft['state']): Block[] {
  if (state === 'dropped') return []
  const compared = state === 'open' ? [text([words.compared, ...changeLines(preview)].join('\n'))] : []
  return [{ kind: 'facts', facts: factsOf(preview) }, ...compared, ...remarks(preview).map(text)]
}

function buttonBlocks(draft: string, state: Draft['state']): Block[] {
  if (state !== 'open') return []
  const data = { draft }
  const confirm = confirmAction.button({ text: words.confirm, style: 'primary', data })
  return [buttons(confirm, cancelAction.button({ text: words.cancel, data }))]
}

/** That a year is not covered, and the cure; once it is, that it is. */
export function uncoveredCard({ year, covered }: { year: number; covered: boolean }): Card {
  const title = covered ? words.title(year) : words.uncoveredTitle(year)
  return {
    title,
    tone: covered ? 'green' : 'orange',
    summary: title,
    blocks: covered ? [text(words.covered(year))] : [text(words.uncovered(year)), text(words.uncoveredCure)],
  }
}
