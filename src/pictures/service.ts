import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { Feishu } from '../feishu/out/client.ts'
import { FeishuError } from '../feishu/errors.ts'
import type { MessageId, PictureId } from '../ids.ts'
import * as store from './store.ts'
import type { NewPicture, Picture, PictureSettled } from './types.ts'

export { deletePictures } from './store.ts'

/** Real milliseconds of rest after the first, second … failed attempt; after the last the picture has `failed`. */
const RESTS = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000, 900_000]
/** Longer than a download and an upload may take together. */
const LEASE_SECONDS = 90
const BATCH = 50

/** Keeps a picture in the transaction of the message that brought it; undefined when it is known already. */
export async function keepPicture(tx: Tx, picture: NewPicture): Promise<PictureId | undefined> {
  return store.insert(tx, picture)
}

/** These pictures, in the order asked for. */
export async function picturesWith(tx: Tx, ids: readonly PictureId[]): Promise<Picture[]> {
  const found = new Map((await store.byIds(tx, ids)).map((picture) => [picture.id, picture]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The pictures that came in a message. */
export async function picturesOf(tx: Tx, message: MessageId): Promise<Picture[]> {
  return store.byMessage(tx, message)
}

/** Nobody wants these pictures any more: what is not here yet is not fetched, and the keys are forgotten. */
export async function dropPictures(ctx: Ctx, tx: Tx, ids: readonly PictureId[]): Promise<void> {
  for (const id of ids) await store.drop(tx, id, ctx.now())
}

/** The sweep: pictures still to be fetched. The caller enqueues one job for each. */
export async function takeDuePictures(ctx: Ctx): Promise<PictureId[]> {
  return store.takeDue(ctx.db, { most: BATCH, seconds: LEASE_SECONDS })
}

/** Looks at once at pictures that were taken: for whoever knows that nobody else is about to fetch them. */
export async function makePicturesPending({ db }: Ctx): Promise<void> {
  await store.makePending(db)
}

/** The platform client that fetches, and the callback for settled pictures. */
export type Fetching = { feishu: Pick<Feishu, 'copyPicture'>; settled: PictureSettled }

/** Fetches one picture and keeps a copy. After a crash it is fetched again: a copy more does no harm. */
export async function fetchPicture(ctx: Ctx, { feishu, settled }: Fetching, id: PictureId): Promise<void> {
  const pending = await store.pending(ctx.db, id)
  if (pending === undefined) return
  const end = await attempt(ctx, feishu, pending)
  if (end === 'waiting') return
  await transact(ctx, async (tx) => {
    // The feature first: it locks what the picture is for, as it does when it keeps or drops one.
    await settled(ctx, tx, pending)
    await store.end(tx, id, { ...end, at: ctx.now() })
  })
  ctx.log.info({ picture: id, attempt: pending.attempts + 1, end: end.ended }, 'picture')
}

async function attempt(
  ctx: Ctx,
  feishu: Fetching['feishu'],
  { id, messageId, source, attempts }: store.Pending,
): Promise<store.PictureEnd | 'waiting'> {
  try {
    return { ended: 'here', key: await feishu.copyPicture({ messageId, key: source }) }
  } catch (thrown) {
    if (!(thrown instanceof FeishuError)) throw thrown
    const code = String(thrown.code ?? thrown.status ?? 'network')
    ctx.log.warn({ picture: id, code, verdict: thrown.verdict }, 'picture refused')
    const rest = RESTS[attempts]
    if (thrown.verdict === 'giveUp' || rest === undefined) return { ended: 'failed', code }
    await store.rest(ctx.db, id, { ms: thrown.waitMs ?? rest, code })
    return 'waiting'
  }
}

/** Whether a picture is still to be fetched. */
export async function picturesWait(ctx: Ctx): Promise<boolean> {
  return store.anyPending(ctx.db)
}

/** Pictures that could not be had, newest first: for an administrator. */
export async function failedPictures(ctx: Ctx) {
  return store.failed(ctx.db)
}
