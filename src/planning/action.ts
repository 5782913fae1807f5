import type { ActionHandler } from '../letters/types.ts'
import { changeActions } from './changes/action.ts'
import type { Above } from './changes/types.ts'
import { newMeetingActions } from './new-meeting/action.ts'
import { mergingActions } from './merging/action.ts'

/** What this feature's buttons do, by name. */
export function actionsOf(above: Above): [string, ActionHandler][] {
  return [...changeActions(above), ...newMeetingActions(above), ...mergingActions(above)]
}
