import type { Tx } from '../../db/tables.ts'
import { emptyExplanations } from '../explaining/service.ts'
import { emptyReasons } from '../applications/service.ts'
import { deleteExports } from '../exports/service.ts'
import { deleteScans } from '../scans/service.ts'
import * as store from './store.ts'

/** Moments before which text of reports, and words of messages in settled drafts, have expired. */
type Expired = { minutes: Temporal.Instant; messages: Temporal.Instant; most: number }

/** Deletes a part of what has expired, `most` rows a statement; returns whether more may be left. */
export async function expireReports(tx: Tx, { minutes, messages, most }: Expired): Promise<boolean> {
  const old = { before: minutes, most }
  const deleted = [
    await store.emptyVersions(tx, old),
    await store.emptyReviews(tx, old),
    await store.deleteDrafts(tx, old),
    await store.deleteTasks(tx, old),
    await deleteExports(tx, old),
    await deleteScans(tx, old),
    await store.emptySayings(tx, { before: messages, most }),
  ]
  await store.emptyReturns(tx, minutes)
  await store.emptyWaivers(tx, minutes)
  await store.forgetRemedies(tx, minutes)
  await emptyReasons(tx, minutes)
  await emptyExplanations(tx, minutes)
  return deleted.includes(most)
}
