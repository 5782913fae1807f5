import type { MemberId, RequestId } from '../../ids.ts'
import type { About } from '../types.ts'

/** A file that is still to be made, of one record, or of all that was answered about one thing. */
export type Order = {
  id: string
  who: MemberId
  askedAt: Temporal.Instant
  attempts: number
  of: { request: RequestId } | { about: About }
}

/** A file before it is kept; `about` says what of, as a reply to it needs to know. */
export type Made = { name: string; type: 'docx' | 'xlsx' | 'zip'; bytes: Buffer; about: string }

/** What came of an order. */
export type Result = { files: readonly Made[] }
