import type { ActionHandler } from '../letters/types.ts'
import { actions as failures } from './failures/action.ts'
import { actions as pauses } from './pauses/action.ts'
import { actions as relays } from './relays/action.ts'
import { actions as questions } from './questions/action.ts'

export { relaying } from './relays/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [...failures, ...pauses, ...questions, ...relays]
