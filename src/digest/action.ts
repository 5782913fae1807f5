import type { ActionHandler } from '../letters/types.ts'
import { actions as branch } from './branch/action.ts'
import { nudgeActions } from './nudging/action.ts'
import { rowsActions } from './rows/action.ts'
import { actions as sending } from './sending/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [...branch, ...sending, ...nudgeActions, ...rowsActions]
