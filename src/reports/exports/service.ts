import { z } from 'zod'
import { audit } from '../../audit.ts'
import { kind, oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { type Documents, openDocuments } from '../../documents/service.ts'
import { messageOf } from '../../errors.ts'
import { keepBytes, keepMade } from '../../files/service.ts'
import type { MadeFile } from '../../files/types.ts'
import { FileId, type MemberId, RequestId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { makeWorkbook } from '../about/service.ts'
import { archiveRef, makeArchive } from '../archive/service.ts'
import { makeDocument, refusalToRead } from '../records/service.ts'
import type { Asked, Refusal } from '../records/types.ts'
import * as requests from '../store.ts'
import type { About } from '../types.ts'
import { packSent } from '../packing/service.ts'
import * as store from './store.ts'
import type { Order, Result } from './types.ts'
import { words } from './words.ts'

export { exportButton } from './action.ts'
export { deleteExports } from './store.ts'

const BATCH = 4
/** Longer than the archive of a branch's term takes. */
const LEASE_SECONDS = 600
const TRIES = 3
const REST_SECONDS = 10
/** A pressed 导出 within this time of the last one points to the file that is already there. */
const STILL_IN_SIGHT = Temporal.Duration.from({ minutes: 1 })

const fileLetter = kind('reports.file', { key: '{file}', ref: '{file}' }, { file: FileId })

/** Which file a letter is. */
export const fileRef = fileLetter.ref

type Outcome = { ok: true; sent: boolean } | { ok: false; refusal: Refusal }

/** Notes that a person wants the file of a record; it is made by itself and sent. `sent` is false when it came a moment ago; one that is still being made is not made twice. */
export async function exportRecord(ctx: Ctx, tx: Tx, { request: id, who, at }: Asked): Promise<Outcome> {
  const request = await requests.lock(tx, id)
  const refusal = request === undefined ? 'notFiled' : await refusalToRead(ctx, tx, { request, who })
  if (refusal !== null) return { ok: false, refusal }
  const before = await store.standing(tx, { of: { request: id }, who, at: at.subtract(STILL_IN_SIGHT) })
  if (before !== null) return { ok: true, sent: before === 'waiting' }
  await store.askRecord(tx, { request: id, who, at })
  await audit(ctx, tx, { actor: who, act: 'reports.export', about: id, details: {} })
  return { ok: true, sent: true }
}

/**
 * Notes that a person wants a workbook of all that was answered about one thing; `sent` is false when it came a moment ago.
 * The caller knows that the person may.
 */
export async function exportAnswers(
  ctx: Ctx,
  tx: Tx,
  { about, who, at }: { about: About; who: MemberId; at: Temporal.Instant },
): Promise<{ sent: boolean }> {
  const before = await store.standing(tx, { of: { about }, who, at: at.subtract(STILL_IN_SIGHT) })
  if (before !== null) return { sent: before === 'waiting' }
  await store.askAnswers(tx, { about, who, at })
  await audit(ctx, tx, { actor: who, act: 'reports.exportAnswers', about: about.id, details: {} })
  return { sent: true }
}

/** The sweep: files still to be made. The caller enqueues one job for each. */
export async function takeDueExports(ctx: Ctx): Promise<string[]> {
  return store.takeDue(ctx.db, { most: BATCH, seconds: LEASE_SECONDS })
}

/** Takes up at once what was taken by a process that is gone. */
export async function makeExportsPending(ctx: Ctx): Promise<void> {
  await store.makePending(ctx.db)
}

/** Whether somebody waits for a file. */
export async function exportsWait(ctx: Ctx): Promise<boolean> {
  return store.anyOpen(ctx.db)
}

/** Makes the file of an order and sends it to whoever asked; after the last failure says that it came to nothing. */
export async function makeExport(ctx: Ctx, id: string): Promise<void> {
  const order = await store.open(ctx.db, id)
  if (order === undefined) return
  try {
    await settle(ctx, order, await workOn(ctx, order))
  } catch (thrown) {
    ctx.log.error({ export: id, err: messageOf(thrown) }, 'export failed')
    await store.countFailure(ctx.db, id, REST_SECONDS)
    if (order.attempts + 1 >= TRIES) await settle(ctx, order, null)
  }
}

async function workOn(ctx: Ctx, order: Order): Promise<Result | null> {
  await using documents = openDocuments()
  // Awaited here: the thread is ended behind it.
  return await resultOf(ctx, documents, order)
}

async function resultOf(ctx: Ctx, documents: Documents, order: Order): Promise<Result | null> {
  const { of, who, askedAt: at } = order
  if ('batch' in of) return makeArchive(ctx, documents, { ...of, who, at })
  if ('about' in of) {
    const { sent, ...made } = await makeWorkbook(ctx, documents, { about: of.about, who, at })
    const about = answersRef.text(of.about)
    const workbook = await kept(ctx, { ...made, type: 'xlsx', ref: about })
    const parts = await packSent(ctx, documents, sent)
    const archives = parts.map((part, n): MadeFile => {
      return { ...part, name: words.sent(made.name, n + 1, parts.length), type: 'zip', ref: about }
    })
    return { files: [workbook, ...archives] }
  }
  const made = await makeDocument(ctx, documents, { request: of.request, who, at })
  if (made === null) return null
  const { name, bytes } = made
  return { files: [await kept(ctx, { name, bytes, type: 'docx', ref: recordRef.text(of) })] }
}

async function kept(
  { dataPath }: Ctx,
  { bytes, ...file }: Omit<MadeFile, 'bytes' | 'size'> & { bytes: Buffer },
): Promise<MadeFile> {
  return { ...file, bytes: await keepBytes(dataPath, bytes), size: bytes.length }
}

const answersRef = ref('answers/{kind}/{id}', { kind: z.string(), id: z.string() })

/** What a file of a record is about, so that a scan that answers it finds its record. */
export const recordRef = ref('record/{request}', { request: RequestId })

/** Sends a file that was made to whoever asked for it. */
export async function sendMade(
  ctx: Ctx,
  tx: Tx,
  { file, who }: { file: MadeFile; who: MemberId },
): Promise<void> {
  await sendKept(ctx, tx, { file: await keepMade(ctx, tx, file), who })
}

/** Sends a file that was made and kept before. */
export async function sendKept(
  ctx: Ctx,
  tx: Tx,
  { file, who }: { file: FileId; who: MemberId },
): Promise<void> {
  await writeLetters(ctx, tx, [{ ...fileLetter.names({ file }), to: { person: who } }])
}

/** Says that a file could not be made. */
export async function tellNotMade(
  ctx: Ctx,
  tx: Tx,
  { id, who }: { id: string; who: MemberId },
): Promise<void> {
  const letter = { ...oneFor('reports.noted', `export:${id}`), ref: 'notExported', to: { person: who } }
  await writeLetters(ctx, tx, [letter])
}

async function settle(ctx: Ctx, { id, who, of }: Order, result: Result | null): Promise<void> {
  await transact(ctx, async (tx) => {
    const ended = result === null ? 'failed' : 'done'
    if (!(await store.end(tx, id, { ...result, ended, at: ctx.now() }))) return
    for (const file of result?.files ?? []) await sendMade(ctx, tx, { file, who })
    if ('batch' in of) return markStale(tx, archiveRef.text({ batch: of.batch }), ['reports.archive'])
    if (result === null) await tellNotMade(ctx, tx, { id, who })
  })
}
