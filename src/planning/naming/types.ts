/** Somebody a meeting can be for, by key, and the names by which people mean it. */
export type Called = { key: string; names: readonly string[] }

/** What a text names of a meeting, its time apart; empty or null where it names nothing. */
export type Named = {
  /** The type, by its own name. */
  type: string | null
  title: string
  place: string
  agenda: string[]
  /** The audience, by key. */
  audience: string | null
}
