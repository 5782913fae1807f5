import { buttons, small, text } from '../../cards/blocks.ts'
import type { Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { attachedBlocks } from '../attachments/service.ts'
import { exportButton } from '../exports/service.ts'
import { factsOf, readOn, writtenIn } from './rules.ts'
import type { Record } from './types.ts'
import { words } from './words.ts'

/** A card may weigh 30 KB; the whole text is in the document. */
const LONGEST_SHOWN = 2_000

/** A record for one person to read; null: it may not be read now. */
export function recordCard(record: Record | null, zone: string): Card {
  const title = words.viewTitle
  if (record === null) return { title, tone: 'grey', summary: title, blocks: [text(words.withheld)] }
  const written = writtenIn(record).map(([label, said]): [string, string] => [
    label,
    shortened(said, LONGEST_SHOWN),
  ])
  const { votes, scans, version, request } = record
  const votesFact: [string, string][] = votes.length === 0 ? [] : [[words.votes, votes.join('\n')]]
  const stands = [words.version(version.n), readOn(record, zone), ...(scans > 0 ? [words.scans(scans)] : [])]
  return {
    title,
    tone: 'blue',
    summary: title,
    blocks: [
      { kind: 'facts', facts: factsOf(record, zone) },
      { kind: 'facts', facts: [...written, ...votesFact] },
      ...attachedBlocks(record.attached),
      text(stands.join('，')),
      buttons(exportButton(request.id)),
      small(words.viewHint),
    ],
  }
}
