import { z } from 'zod'
import type { BranchId, MemberId, RequestId } from '../../ids.ts'

/** The part's glossary: reader 审核人, verdict (通过 or 退回), remark 点评, point 要点, walk: going through the queue. */
export const Verdict = z.enum(['approved', 'returned'])
export type Verdict = z.infer<typeof Verdict>

/** What a reader says: the points, and a remark on content 内容 and on procedure 流程. (domain §1D 33) */
export type Remark = { points: string[]; content: string; procedure: string }

/** What was said about the `n`th version. */
export type Review = Remark & { n: number; by: MemberId; at: Temporal.Instant; verdict: Verdict }

/** Where a reader is in the queue: what is shown, what was passed over by 下一份, and how many were done. */
export type Walk = { shown: RequestId | null; passed: RequestId[]; done: number }

/** What of a field changed since the version before: text that went and text that came. */
export type Changed = { label: string; gone: string[]; added: string[] }

/**
 * A person who may read, and the own branch. Where every administrator belongs to one branch, the other members of the
 * college's committee stand in for them there: nobody reads what the own branch holds.
 */
export type Reader = {
  who: MemberId
  branch: BranchId
  admin: boolean
  /** Whether what names them as its reader is theirs to read today: whoever inspects no more reads on no more. */
  mayBeNamed: boolean
  standsInFor: BranchId[]
}

/** Why something is not done with what waits to be read. */
export type Refusal = 'mayNot' | 'ownBranch' | 'own' | 'newer' | 'noPoint' | 'notWaiting' | 'tooLate'

/** Why nothing is said about a version; `decided`: somebody has. */
export type Hindrance = { refusal: Refusal } | { refusal: 'decided'; by: MemberId; verdict: Verdict }

/** The text of a report by the labels of its fields. */
export type Fields = Readonly<Record<string, string>>
