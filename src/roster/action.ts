import { listActions } from './list/action.ts'
import { proposalActions } from './proposals/action.ts'

/** What this feature's buttons do. */
export const actions = [...proposalActions, ...listActions]
