import { small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { isNear } from './rules.ts'
import type { QuotaStatus } from './types.ts'
import { kindOf, words } from './words.ts'

/** How the month's calls stand; `told` is the one note at 80 %. For administrators. */
export function quotaCard(status: QuotaStatus, { told }: { told: boolean }): Card {
  const { month, monthly, used, projected, byKind } = status
  const isBeyond = projected > monthly
  const title = words.title(month)
  return {
    title,
    tone: isBeyond || isNear(status) ? 'orange' : 'blue',
    summary: title,
    blocks: [
      ...(told ? [text(words.near)] : []),
      text(words.used(used, monthly)),
      text(`${words.projected(projected)}${isBeyond ? words.beyond : words.within}`),
      byKind.length === 0 ? text(words.none) : tableOf(byKind),
      small(words.counts),
    ],
  }
}

function tableOf(byKind: QuotaStatus['byKind']): Block {
  return {
    kind: 'table',
    columns: [
      { name: 'kind', title: words.kind, type: 'text' },
      { name: 'calls', title: words.calls, type: 'number' },
    ],
    rows: byKind.map(({ api, calls }) => ({ kind: kindOf(api), calls })),
  }
}
