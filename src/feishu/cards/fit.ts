import { shortened } from '../../cards/shortened.ts'

/** The platform takes 30 KB, and may store a little more than was sent. */
const MOST_BYTES = 28 * 1024
const LENGTHS = [3_000, 1_000, 300, 100, 30]
/** Where words stand that are only read. What a form holds and what a button sends back is never cut. */
const READ = ['content', 'rows', 'chart_spec']

/** The card with its words cut as far as the platform demands: a long title must not keep a notice from arriving. */
export function fitted(card: object): object {
  const lengths = [...LENGTHS]
  let fitting = card
  while (Buffer.byteLength(JSON.stringify(fitting)) > MOST_BYTES) {
    const longest = lengths.shift()
    if (longest === undefined) break
    fitting = cutInside(card, longest, false)
  }
  return fitting
}

function cutInside(value: object, longest: number, read: boolean): object {
  const entries = Object.entries(value).map(([key, inner]) => {
    return [key, key === 'behaviors' ? inner : cut(inner, longest, read || READ.includes(key))]
  })
  return Object.fromEntries(entries)
}

function cut(value: unknown, longest: number, read: boolean): unknown {
  if (typeof value === 'string') return read ? shortened(value, longest) : value
  if (Array.isArray(value)) return value.map((one) => cut(one, longest, read))
  return typeof value === 'object' && value !== null ? cutInside(value, longest, read) : value
}
