import type { Ctx } from '../ctx.ts'
import type { Expired } from '../db/affected.ts'
import type { Tx } from '../db/tables.ts'
import type { CollectionId, MemberId } from '../ids.ts'
import { handedIn } from '../reports/service.ts'
import { aboutOf } from './asking/service.ts'
import { countsOf } from './board/rules.ts'
import { deleteDialogues } from './composing/service.ts'
import { isKeptBy, keeperOf } from './rights/service.ts'
import * as store from './store.ts'
import type { Running } from './types.ts'

export { openBoardButton } from './board/action.ts'
export { runningBlocks } from './board/card.ts'
export { answersExporter } from './board/service.ts'

/** What a collection is called, and in whose hands it is today. Throws when there never was one. */
export async function keeperNow(
  ctx: Ctx,
  tx: Tx,
  id: CollectionId,
): Promise<{ title: string; keeper: MemberId | null }> {
  const collection = await store.byId(tx, id)
  return { title: collection.title, keeper: await keeperOf(ctx, tx, collection) }
}

/** The collections that run and are in a person's hands: of the college those that the person began. First due first. */
export async function runningOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Running[]> {
  const found: Running[] = []
  for (const collection of await store.running(tx)) {
    const isOwn = collection.by === who || collection.branch !== null
    if (!isOwn || !(await isKeptBy(ctx, tx, { collection, who }))) continue
    found.push({ collection, counts: countsOf(await handedIn(tx, aboutOf(collection.id))) })
  }
  return found
}

/** Deletes drafts that nobody has touched since before; returns whether more may be left. */
export async function expireCollections(tx: Tx, expired: Expired): Promise<boolean> {
  return (await deleteDialogues(tx, expired)) === expired.most
}
