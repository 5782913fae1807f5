import type { BranchId, MemberId } from '../../ids.ts'

/** An administrator, and what decides whether a branch's matters come to them. */
export type Administrator = {
  who: MemberId
  /** The branch whose member the person is. */
  of: BranchId
  /** The branches that the college's file puts in their charge. */
  branches: readonly BranchId[]
  /** `here`: has an account, is not away and can be written to; `known`: has an account. */
  reach: 'here' | 'known' | 'none'
}
