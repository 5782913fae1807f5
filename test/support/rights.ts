import type { Rights } from '../../src/roster/types.ts'

/** Somebody without an office. */
export const nobody: Rights = {
  admin: false,
  committee: false,
  secretaryOf: [],
  leads: [],
  branchCommitteeOf: [],
  leaderOf: [],
  inspects: [],
}
