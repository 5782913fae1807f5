import type { Db, Tx } from '../../db/tables.ts'

/** Calls of one kind on a day, `yyyy-mm-dd`. */
export type DayCalls = { day: string; api: string; calls: number }

/** Adds to what was counted; in one order, so that processes that write together do not wait in a ring. */
export async function addCalls(db: Db, calls: readonly DayCalls[]): Promise<void> {
  const inOrder = calls.toSorted((a, b) => `${a.day} ${a.api}`.localeCompare(`${b.day} ${b.api}`))
  await db
    .insertInto('feishu_calls')
    .values(inOrder)
    .onConflict((conflict) =>
      conflict.columns(['day', 'api']).doUpdateSet((eb) => ({
        calls: eb('feishu_calls.calls', '+', eb.ref('excluded.calls')),
      })),
    )
    .execute()
}

/** What was counted on that day and since. */
export async function callsSince(tx: Tx, from: Temporal.PlainDate): Promise<DayCalls[]> {
  return tx
    .selectFrom('feishu_calls')
    .select(['day', 'api', 'calls'])
    .where('day', '>=', from.toString())
    .orderBy('day')
    .execute()
}
