import { sql } from 'kysely'
import type { Tx } from './tables.ts'

/**
 * Has each statement from here to the end of a transaction planned for the values that it comes with: the one plan that is
 * to fit any list of ids and any span of time reads what everybody has in that span.
 */
export async function planEach(tx: Tx): Promise<void> {
  await sql`set local plan_cache_mode = force_custom_plan`.execute(tx)
}
