import type { Sheet } from '../../documents/types.ts'
import { filesOf, isFiled, readOn } from '../records/service.ts'
import type { Record } from '../records/types.ts'
import { isOwed, waitsForReview } from '../rules.ts'
import type { Item } from './types.ts'
import { situations, words } from './words.ts'

/** A record that is filed, and its path in the archive. */
export type Filed = { item: Item; record: Record; path: string }

/** What a term holds and what it lacks. */
export function divided(items: readonly Item[]): { filed: Item[]; others: Item[]; missing: number } {
  const others = items.filter((item) => !isFiled(item))
  return {
    filed: items.filter((item) => isFiled(item)),
    others,
    missing: others.filter((item) => isOwed(item) || waitsForReview(item)).length,
  }
}

/** The index of an archive, and the list of what is missing. */
export function indexOf(filed: readonly Filed[], others: readonly Item[], zone: string): Sheet[] {
  return [
    { name: words.found, heads: words.heads, rows: filed.map((one) => rowOf(one, zone)) },
    {
      name: words.missing,
      heads: words.missingHeads,
      rows: others.map(({ on, title, types, state }) => [
        `${on}`,
        title,
        types.join('、'),
        situations[state],
      ]),
    },
  ]
}

function rowOf({ item, record, path }: Filed, zone: string): (string | number)[] {
  const { roll, attached, observers, scans } = record
  const counts = roll === null ? ['', '', '', ''] : [roll.expected, roll.present, roll.leave, roll.absent]
  const photos = attached.photos.filter(({ state }) => state === 'here').length
  return [
    ...[`${item.on}`, item.title, item.types.join('、'), record.host ?? ''],
    ...[...counts, observers.length, photos, filesOf(attached).length, scans],
    ...[readOn(record, zone), path],
  ]
}
