/** What a failure is of: a press, a message, or a press on a card of other records, which no one here can answer. */
export type FailureKind = 'click' | 'message' | 'elsewhere'

/** What came to nothing; whoever had to do with it is told the number, such as `E-7F3A`. */
export type Failure = { number: string; kind: FailureKind; ref: string; error: string; at: Temporal.Instant }

/** One thing that an administrator ticks off; `id` tells what it is of. */
export type Trouble = { id: string; says: string }
