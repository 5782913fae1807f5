import { createHash } from 'node:crypto'

/**
 * The order that follows from a seed: by the hash of seed and row, so that everybody can work it out again, and a row that
 * comes or goes leaves the others in their order.
 */
export function orderBy(seed: number, rows: readonly string[]): string[] {
  const keyed = rows.map((row) => ({ row, key: hashOf(`${seed}:${row}`) }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ row }) => row)
}

/** Tells whether two orders are the same. */
export function printOf(order: readonly string[]): string {
  return hashOf(order.join('\n')).slice(0, 16)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
