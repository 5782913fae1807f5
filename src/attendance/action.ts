import type { ActionHandler } from '../letters/types.ts'
import { answerActions } from './answers/action.ts'
import { checkInActions } from './checkin/action.ts'
import { correctionActions } from './corrections/action.ts'
import { droppedActions } from './dropped/action.ts'
import { behalfActions } from './behalf/action.ts'
import { exemptionActions } from './exemptions/action.ts'
import { listActions } from './expected/action.ts'
import { hoursActions } from './hours/action.ts'
import { makeupActions } from './makeup/action.ts'
import { leaveActions } from './leaves/action.ts'
import { overviewActions } from './overview/action.ts'
import { requestActions } from './requests/action.ts'
import { rollActions } from './roll/action.ts'
import { trainingActions } from './training/action.ts'
import { voteActions } from './votes/action.ts'

/** What this feature's buttons do, by name. */
export const actions: [string, ActionHandler][] = [
  ...answerActions,
  ...requestActions,
  ...leaveActions,
  ...checkInActions,
  ...droppedActions,
  ...overviewActions,
  ...behalfActions,
  ...listActions,
  ...rollActions,
  ...exemptionActions,
  ...correctionActions,
  ...makeupActions,
  ...trainingActions,
  ...hoursActions,
  ...voteActions,
]
