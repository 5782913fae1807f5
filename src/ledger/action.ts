import type { ActionHandler } from '../letters/types.ts'
import { actions as cells } from './cells/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [...cells]
