import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId } from '../../ids.ts'

/** Notes that it is written down who came. */
export async function noteCounted(tx: Tx, id: MeetingId): Promise<void> {
  await writing(tx).updateTable('meetings_meetings').set({ counted: true }).where('id', '=', id).execute()
}
