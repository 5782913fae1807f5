import type { MemberId } from '../../ids.ts'
import type { Leave } from '../types.ts'

/**
 * A request for leave as it stands; `decidedBy` is null while it waits, and where the college's rule granted it. That of a
 * person who is not expected any more needs no decision.
 */
export type LeaveRequest = { who: MemberId; leave: Leave; decidedBy: MemberId | null; isExpected: boolean }

/** A request that gets its place on a card; `begins`: nothing waited there before. */
export type Placed = { who: MemberId; round: number; begins: boolean }
