import { z } from 'zod'
import type { MemberId } from '../../ids.ts'

export const LinkId = z.uuid().brand<'LinkId'>()
export type LinkId = z.infer<typeof LinkId>

/** A private link 链接 to a page: for one person, used once. */
export type Link = {
  id: LinkId
  who: MemberId
  /** The address of the page, such as `/overview`. */
  target: string
  usedAt: Temporal.Instant | null
}

/** How a link stands; `unknown`: it was never one of ours, or is forgotten. */
export type LinkState = 'open' | 'used' | 'expired' | 'unknown'

/** Why no link is sent. */
export type Refusal = 'noPages' | 'unknown' | 'mayNot' | 'notYours' | 'already'
