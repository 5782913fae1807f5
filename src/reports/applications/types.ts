import type { MemberId, RequestId } from '../../ids.ts'

export const APPLICATION_STATES = ['asked', 'granted', 'declined'] as const

/** Somebody's application 申请延期 to put off the deadline of a request; there is one a request. */
export type Application = {
  request: RequestId
  by: MemberId
  at: Temporal.Instant
  /** The day until which it is asked. */
  until: Temporal.PlainDate
  /** Read by whoever decides, and by whoever asked; '' when nothing was said, or it has expired. */
  why: string
  state: (typeof APPLICATION_STATES)[number]
  decidedBy: MemberId | null
}
