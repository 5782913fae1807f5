import type { MemberId, RequestId } from '../../ids.ts'

/** A file that is still to be made, of one record. */
export type Order = {
  id: string
  who: MemberId
  askedAt: Temporal.Instant
  attempts: number
  request: RequestId
}

/** A file before it is kept; `about` says what of, as a reply to it needs to know. */
export type Made = { name: string; type: 'docx' | 'zip'; bytes: Buffer; about: string }

/** What came of an order. */
export type Result = { files: readonly Made[] }
