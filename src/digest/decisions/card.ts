import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button } from '../../cards/card.ts'
import { overviewButton } from '../../inspections/service.ts'
import { reviewButton } from '../../reports/service.ts'
import { listButton } from '../../roster/service.ts'
import { attentionLine } from '../card.ts'
import type { Live } from '../college/types.ts'
import { nudgeButton } from '../nudging/service.ts'
import type { Item } from '../rules.ts'
import { words } from './words.ts'

type Now = { digest: string | null; live: Live }

/** What the committee decides on, each with its button as long as something is left to do; one calm line when there is nothing. */
export function decisionBlocks(items: readonly Item[], now: Now): Block[] {
  const { unreachable } = now.live
  const count = items.length + Number(unreachable > 0)
  if (count === 0) return [text(words.calm)]
  return [
    { kind: 'text', text: words.decisions(count), size: 'heading' },
    ...items.flatMap((item) => [text(attentionLine(item)), ...leftBlocks(item, now)]),
    ...(unreachable > 0 ? [text(words.unreachable(unreachable)), buttons(listButton())] : []),
  ]
}

/** What is still to be done about an item; of most there is nothing to press. */
function leftBlocks({ code }: Item, { digest, live }: Now): Block[] {
  switch (code) {
    case 'toReview':
      return leftOf(live.toReview, words.settled.toReview, reviewButton(live.toReview, words.review))
    case 'overdue':
      if (live.overdue > 0 && live.nudged !== null)
        return [small(words.nudged(live.nudged.people, live.nudged.records))]
      // Of what was not sent yet nobody is reminded.
      return digest === null ? [] : leftOf(live.overdue, words.settled.overdue, nudgeButton(digest))
    case 'remedies':
      return leftOf(live.remedies, words.settled.remedies, overviewButton(words.inspections))
    case 'uncounted':
    case 'cadence':
    case 'adjourned':
    case 'returned':
    case 'unrecorded':
    case 'quiet':
      return []
  }
}

function leftOf(left: number, settled: string, button: Button): Block[] {
  return left === 0 ? [small(settled)] : [buttons(button)]
}
