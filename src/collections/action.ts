import type { ActionHandler } from '../letters/types.ts'
import { actions as asking } from './asking/action.ts'
import { actions as board } from './board/action.ts'
import { actions as composing } from './composing/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [...composing, ...asking, ...board]
