/** Seconds since probes were last enqueued, and since a worker last took one from each queue; null: never. */
export type Ages = { enqueued: number | null; taken: { queue: string; age: number | null }[] }
