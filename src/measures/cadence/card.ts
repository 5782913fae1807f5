import { text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { DutyStatus, Progress, Window } from './types.ts'
import { words } from './words.ts'

type Shown = { branch: string; window: Window; missing: readonly DutyStatus[] }

/** To whoever acts for a branch, privately: what a window still misses; once it misses nothing, that. */
export function cadenceCard({ branch, window, missing }: Shown): Card {
  const lines = missing.map(({ duty, own }) => words.missing(duty, own))
  return {
    title: words.title(window),
    subtitle: branch,
    tone: missing.length > 0 ? 'blue' : 'green',
    summary: missing.length > 0 ? words.title(window) : words.nothing,
    blocks: missing.length > 0 ? [text(lines.join('\n')), text(words.hint)] : [text(words.nothing)],
  }
}

/** A line for each type: what is done and required in month, quarter and year. */
export function dutyStatusBlock(dutyStatuses: readonly DutyStatus[]): Block {
  const facts = dutyStatuses.map((one): [string, string] => [one.duty.type, dutyStatusLine(one)])
  return { kind: 'facts', facts }
}

function dutyStatusLine({ own, month, quarter, year }: DutyStatus): string {
  const all = [month, quarter, own, year].filter((one): one is Progress => one !== null)
  const distinct = new Map(all.map((one) => [one.window.key, one]))
  return [...distinct.values()].map(words.progress).join(words.between)
}
