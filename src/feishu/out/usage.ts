import type { Tx } from '../../db/tables.ts'
import * as store from './store.ts'

/** The platform's calls by day and kind, on that day and since, all processes together. */
export async function callsSince(tx: Tx, from: Temporal.PlainDate) {
  const rows = await store.callsSince(tx, from)
  return rows.map(({ day, api, calls }) => ({ day: Temporal.PlainDate.from(day), api, calls }))
}
