/**
 * Whether a record that comes in is drawn: exactly one of each `of` in a row, at a place that nobody knows beforehand.
 * `before` says of those that came before it in its row whether they were drawn; `dice` is evenly spread in [0, 1).
 */
export function isDrawn(before: readonly boolean[], { of, dice }: { of: number; dice: number }): boolean {
  if (before.includes(true)) return false
  return dice * (of - before.length) < 1
}
