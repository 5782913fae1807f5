import type { ActionHandler } from '../letters/types.ts'
import { actions as adjourning } from './adjourning/action.ts'
import { actions as changes } from './changes/action.ts'
import { actions as merging } from './merging/action.ts'
import { actions as newMeeting } from './new-meeting/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [...changes, ...newMeeting, ...merging, ...adjourning]
