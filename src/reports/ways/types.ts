/** What a reader of a card may still do about a deadline, and what is under way. */
export type WayOut = {
  /** 申请延期, until the deadline. */
  mayAsk: boolean
  /** 说明情况, from the deadline on. */
  mayExplain: boolean
  /** The day until which another deadline was asked for, and not answered. */
  asked: Temporal.PlainDate | null
  /** Whether an explanation waits for an answer. */
  explained: boolean
  /** Why it is not asked for any more, for whoever writes it. */
  waived: string | null
}
