import type { ActionHandler } from '../letters/types.ts'
import { planActions } from './plan/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [...planActions]
