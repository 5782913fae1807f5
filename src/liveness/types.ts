/** Seconds since a probe was last enqueued, and since a worker last took one; null: never. */
export type Ages = { enqueued: number | null; taken: number | null }
