import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { codeOf, messageOf } from '../errors.ts'
import { FeishuError } from '../feishu/errors.ts'
import type { Feishu } from '../feishu/out/client.ts'
import { FileId, type MessageId, PictureId } from '../ids.ts'
import { deleteUnnamed, keepBytes, sha256Of } from './folder.ts'
import { reduced } from './reduce.ts'
import { cleanName, LARGEST_FILE, LARGEST_PICTURE, withEnding } from './rules.ts'
import * as store from './store.ts'
import type {
  FileFault,
  FileSettled,
  KeptFile,
  MadeFile,
  NewFile,
  NewPicture,
  Picture,
  SentFile,
} from './types.ts'
import { looked } from './unpack.ts'

export { areKept, keepBytes, pathOf, readBytes } from './folder.ts'
export { cleanName } from './rules.ts'
export { deleteFiles, deleteMade } from './store.ts'

/** Real milliseconds of rest after the first, second … failed attempt; after the last it has `failed`. */
const RESTS = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000, 900_000]
/** Longer than a download, the check and an upload may take together. */
const LEASE_SECONDS = 90
const BATCH = 50

/** Keeps a picture in the transaction of the message that brought it; undefined when it is known already. */
export async function keepPicture(tx: Tx, picture: NewPicture): Promise<PictureId | undefined> {
  return PictureId.optional().parse(await store.insert(tx, picture))
}

/** Keeps a file in the transaction of the message that brought it; undefined when it is known already. */
export async function keepFile(tx: Tx, file: NewFile): Promise<FileId | undefined> {
  return FileId.optional().parse(await store.insert(tx, { ...file, name: cleanName(file.name) }))
}

/** Keeps a file that the bot made. */
export async function keepMade(ctx: Ctx, tx: Tx, file: MadeFile): Promise<FileId> {
  return FileId.parse(
    await store.insertMade(tx, { ...file, name: withEnding(cleanName(file.name), file.type) }, ctx.now()),
  )
}

/** These pictures, in the order asked for. */
export async function picturesWith(tx: Tx, ids: readonly PictureId[]): Promise<Picture[]> {
  const found = new Map((await store.picturesById(tx, ids)).map((picture) => [picture.id, picture]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** These files, in the order asked for. */
export async function filesWith(tx: Tx, ids: readonly FileId[]): Promise<SentFile[]> {
  const found = new Map((await store.filesById(tx, ids)).map((file) => [file.id, file]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Those of these pictures and files whose bytes are here, in the order asked for. */
export async function keptWith(tx: Tx, ids: readonly string[]): Promise<KeptFile[]> {
  const found = new Map((await store.keptById(tx, ids)).map((kept) => [kept.id, kept]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** What came in a message. */
export async function sentIn(
  tx: Tx,
  message: MessageId,
): Promise<{ pictures: Picture[]; files: SentFile[] }> {
  return store.ofMessage(tx, message)
}

/** Nobody wants these any more: what is not here yet is not fetched, and where they are kept is forgotten. */
export async function dropFiles(ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<void> {
  await store.drop(tx, ids, ctx.now())
}

/** The sweep: what is still to be fetched. The caller enqueues one job for each. */
export async function takeDueFiles(ctx: Ctx): Promise<string[]> {
  return store.takeDue(ctx.db, { most: BATCH, seconds: LEASE_SECONDS })
}

/** Looks at once at what was taken: for whoever knows that nobody else is about to fetch it. */
export async function makeFilesPending({ db }: Ctx): Promise<void> {
  await store.makePending(db)
}

/** The platform client that fetches, and the callback for what is settled. */
export type Fetching = { feishu: Pick<Feishu, 'download' | 'uploadImage'>; settled: FileSettled }

/**
 * Fetches one picture or file, checks it and keeps its bytes, a picture also on the platform, where cards show it. After a
 * crash it is fetched again: a copy more does no harm.
 */
export async function fetchFile(ctx: Ctx, { feishu, settled }: Fetching, id: string): Promise<void> {
  const pending = await store.pending(ctx.db, id)
  if (pending === undefined) return
  const end = await attempt(ctx, feishu, pending)
  if (end === 'waiting') return
  await transact(ctx, async (tx) => {
    // The feature first: it locks what this is for, as it does when it keeps or drops something.
    await settled(ctx, tx, { id, ref: pending.ref, ended: end.ended })
    await store.end(tx, id, { ...end, at: ctx.now() })
  })
  ctx.log.info({ file: id, attempt: pending.attempts + 1, end: end.ended }, 'file')
}

async function attempt(
  ctx: Ctx,
  feishu: Fetching['feishu'],
  pending: store.Pending,
): Promise<store.End | 'waiting'> {
  try {
    const kept = await (pending.name === null ? keepReduced : keepChecked)(ctx, feishu, pending)
    if (!('fault' in kept)) return { ended: 'here', kept }
    ctx.log.warn({ file: pending.id, fault: kept.fault }, 'file not taken')
    return { ended: 'failed', code: kept.fault }
  } catch (thrown) {
    const { code, isFinal, waitMs } = troubleOf(thrown)
    ctx.log.warn({ file: pending.id, code, isFinal, err: messageOf(thrown) }, 'file refused')
    const rest = RESTS[pending.attempts]
    if (isFinal || rest === undefined) return { ended: 'failed', code }
    await store.rest(ctx.db, pending.id, { ms: waitMs ?? rest, code })
    return 'waiting'
  }
}

/** What the platform refused, or what went wrong here, such as a disk that is full: the sender is told in the end. */
function troubleOf(thrown: unknown): { code: string; isFinal: boolean; waitMs?: number | undefined } {
  if (!(thrown instanceof FeishuError)) return { code: codeOf(thrown), isFinal: false }
  const { code, status, verdict, waitMs } = thrown
  return { code: String(code ?? status ?? 'network'), isFinal: verdict === 'giveUp', waitMs }
}

type Keeping = Promise<store.Kept | { fault: FileFault }>

async function keepReduced({ dataPath }: Ctx, feishu: Fetching['feishu'], sent: store.Pending): Keeping {
  const original = await feishu.download({
    messageId: sent.messageId,
    key: sent.source,
    most: LARGEST_PICTURE,
  })
  const small = await reduced(original)
  if ('fault' in small) return small
  const bytes = await keepBytes(dataPath, small.bytes)
  const key = await feishu.uploadImage(small.bytes)
  return { bytes, size: small.bytes.length, key, source: await sha256Of(original) }
}

async function keepChecked({ dataPath }: Ctx, feishu: Fetching['feishu'], sent: store.Pending): Keeping {
  const file = await feishu.download({ messageId: sent.messageId, key: sent.source, most: LARGEST_FILE })
  const found = await looked(file)
  if ('fault' in found) return found
  const name = withEnding(sent.name ?? '', found.type)
  return { bytes: await keepBytes(dataPath, file), size: file.length, type: found.type, name }
}

/** Whether something is still to be fetched. */
export async function filesWait(ctx: Ctx): Promise<boolean> {
  return store.anyPending(ctx.db)
}

/** What could not be had, newest first: for an administrator. */
export async function failedFiles(ctx: Ctx) {
  return store.failed(ctx.db)
}

/** The nightly sweep of the data folder: bytes that no row names any more are deleted. */
export async function deleteBytes(ctx: Ctx): Promise<void> {
  const deleted = await deleteUnnamed(ctx.dataPath, (names) => store.named(ctx.db, names))
  if (deleted > 0) ctx.log.info({ deleted }, 'files swept')
}
