import type { ActionHandler } from '../letters/types.ts'
import { boardActions } from './board/action.ts'
import { actions as cells } from './cells/action.ts'
import { actions as composing } from './composing/action.ts'
import { detailActions } from './details/action.ts'
import { exportActions } from './exporting/action.ts'
import { drawActions } from './lots/action.ts'
import { nominateActions } from './nominating/action.ts'
import { nudgeActions } from './nudging/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [
  ...boardActions,
  ...cells,
  ...composing,
  ...detailActions,
  ...exportActions,
  ...nudgeActions,
  ...drawActions,
  ...nominateActions,
]
