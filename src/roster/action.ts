import { proposalActions } from './proposals/action.ts'

/** What this feature's buttons do. */
export const actions = [...proposalActions]
