type Instant = Temporal.Instant

/** What shows that work goes round. All times are real time, by the database's clock. */
export interface LivenessTables {
  /** The one probe: a job that does nothing but say that it was taken. */
  liveness_probes: {
    id: boolean
    /** Before which no other is enqueued. */
    look_at: Instant
    enqueued_at: Instant | null
    taken_at: Instant | null
  }
}
