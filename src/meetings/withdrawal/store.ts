import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import type { Meeting } from '../types.ts'

/** Notes that the notice of this revision was taken back. */
export async function noteWithdrawn(tx: Tx, { id, version }: Meeting): Promise<void> {
  await writing(tx)
    .updateTable('meetings_meetings')
    .set({ withdrawn: version })
    .where('id', '=', id)
    .execute()
}
