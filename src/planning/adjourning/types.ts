import type { AdjournRefusal } from '../../attendance/types.ts'

/** Why a meeting is not put off for want of a quorum. */
export type Refusal = AdjournRefusal | 'mayNot' | 'handedIn'
