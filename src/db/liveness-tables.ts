type Instant = Temporal.Instant

/** What shows that work goes round. All times are real time, by the database's clock. */
export interface LivenessTables {
  /** The one row says when probes, jobs that do nothing but say that they were taken, were last sent through the queues. */
  liveness_probes: {
    id: boolean
    /** Before which no others are enqueued. */
    look_at: Instant
    enqueued_at: Instant | null
  }
  /** When a worker last took one, by queue. */
  liveness_takings: { queue: string; taken_at: Instant }
}
