import type { ActionHandler } from '../letters/types.ts'
import { changeActions } from './changes/action.ts'
import type { Above } from './changes/types.ts'
import { conveningActions } from './convening/action.ts'
import { mergingActions } from './merging/action.ts'

/** What this room's buttons do, by name. */
export function actionsOf(above: Above): [string, ActionHandler][] {
  return [...changeActions(above), ...conveningActions(above), ...mergingActions(above)]
}
