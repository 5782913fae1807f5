import type { Audience } from '../../../config/college.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import type { SECRETARY } from '../../roster/types.ts'

/** For whom a collection is: each branch, whose secretary of the day answers, or people, each for themselves. */
export type Target = { kind: 'branches' } | { kind: 'people'; audience: Audience }

/** Somebody for whom a person may collect, by key; `target` is null where names and offices are written. */
export type Choice = {
  key: string
  /** 「各支部（由书记填写）」. */
  name: string
  target: Target | null
  /** The branch whose own collection it is; null: the college's. */
  branch: BranchId | null
}

/** Who is asked: the branch's office, `who` being whoever answers for it today, null while nobody does; or the person. */
export type Recipient =
  | { branch: BranchId; office: typeof SECRETARY; who: MemberId | null }
  | { branch: BranchId; office: null; who: MemberId }

/** Who is asked by a collection on a day, and how many cannot be written to: of people, those are not asked. */
export type Recipients = { asked: Recipient[]; unreached: number }

/** The target that a choice means, or the words that mean nobody, or several. */
export type Resolved =
  | { ok: true; target: Target }
  | { ok: false; refusal: 'nobody' }
  | { ok: false; refusal: 'unknown' | 'several' | 'outside'; said: string }
