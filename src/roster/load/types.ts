import type { BranchId, MemberId } from '../../ids.ts'

/** The text of every entry of the college's files by its key, such as `member:M0001`. */
export type Entries = Record<string, string>

/** Why a load is too much to be taken without a yes: see `Loss`. */
export const LOSS_REASONS = ['people', 'accounts', 'branches', 'secretaries', 'admins'] as const
export type LossReason = (typeof LOSS_REASONS)[number]

/**
 * What a load would take away. It is grave when more than a tenth of the people go or lose their account, when a branch
 * goes or loses all its people, when more than one branch and more than a tenth of them lose their secretary, or when an
 * administrator goes, loses the right, or loses or changes the account.
 */
export type Loss = {
  /** Never empty: what makes it grave. */
  reasons: readonly LossReason[]
  people: readonly MemberId[]
  accounts: readonly MemberId[]
  branches: readonly BranchId[]
  /** Branches that stay and had a secretary. */
  secretaries: readonly BranchId[]
  admins: readonly MemberId[]
  /** How many people there were. */
  before: number
}

/** The kinds of entry of which a load tells, in this order. */
export const ENTRY_KINDS = [
  'member',
  'branch',
  'group',
  'committee',
  'inspector',
  'meeting',
  'series',
  'programme',
  'settings',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** What a load changed: the ids of the entries of each kind; a kind in which nothing changed is absent. */
export type Changes = Partial<Record<EntryKind, { added: string[]; changed: string[]; gone: string[] }>>
