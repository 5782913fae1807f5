import type { ActionHandler } from '../letters/types.ts'
import { overviewActions } from './overview/action.ts'
import { planActions } from './plan/action.ts'
import { replyActions } from './replies/action.ts'
import { sheetActions } from './sheet/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [
  ...overviewActions,
  ...planActions,
  ...sheetActions,
  ...replyActions,
]
