import type { Expired } from '../db/affected.ts'
import type { Tx } from '../db/tables.ts'
import { deleteDialogues as deleteChanges } from './changes/service.ts'
import { deleteDialogues as deleteNew } from './new-meeting/service.ts'

export { openButton } from './changes/action.ts'
export { mayChange } from './changes/rules.ts'
export { followChats, takeUpMeetings } from './follow-up/service.ts'
export { beginNewMeeting } from './new-meeting/service.ts'
export { takeUpButton, undoButton } from './new-meeting/action.ts'
export { callNeed, callWanted, mayCallAnyMeeting } from './wanted/service.ts'

/** Deletes dialogues that began before, `most` of each sort; returns whether more may be left. */
export async function expireDialogues(tx: Tx, expired: Expired): Promise<boolean> {
  const deleted = [await deleteNew(tx, expired), await deleteChanges(tx, expired)]
  return deleted.includes(expired.most)
}
