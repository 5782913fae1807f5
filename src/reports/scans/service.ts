import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { filesWith, keepFile, keepPicture, keptWith, sentIn } from '../../files/service.ts'
import type { KeptFile } from '../../files/types.ts'
import { type MessageId, RequestId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { fileRef, recordRef } from '../exports/service.ts'
import { refusalToRead } from '../records/service.ts'
import * as requests from '../store.ts'
import type { Note } from '../types.ts'
import * as store from './store.ts'

export { deleteScans } from './store.ts'

/** A record holds no more scans than this: pages, and one that was made again. */
const MOST_SCANS = 10

/** What a file is for that is a scan of a record. */
const scanRef = ref('scan/{request}', { request: RequestId })

/** The signed scans that came back for a record and are here, the first first. */
export async function scansOf(tx: Tx, request: RequestId): Promise<KeptFile[]> {
  return keptWith(tx, await store.scansOf(tx, request))
}

/**
 * Keeps the signed record that somebody sends in reply to the file of it. False when it was no such reply. Only who may
 * have the record may bring it back.
 */
export async function takeScan(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  if (said.about?.kind !== 'reports.file' || said.files.length + said.pictures.length === 0) return false
  const [file] = await filesWith(tx, [fileRef.parse(said.about.ref).file])
  const record = file && recordRef.find(file.ref)
  if (record === undefined || record === null) return false
  await take(ctx, tx, { said, id: record.request })
  return true
}

async function take(ctx: Ctx, tx: Tx, { said, id }: { said: Said; id: RequestId }): Promise<void> {
  const { who } = said
  const request = await requests.lock(tx, id)
  const refusal = request === undefined ? 'notFiled' : await refusalToRead(ctx, tx, { request, who })
  if (refusal !== null)
    return note(ctx, tx, { said, what: refusal === 'mayNotRead' ? 'scanRefused' : 'scanNotFiled' })
  const room = Math.max(0, MOST_SCANS - (await store.scansOf(tx, id)).length)
  const kept = await keep(tx, said, { ref: scanRef.text({ request: id }), room })
  for (const file of kept) await store.insert(tx, { request: id, file, by: who, at: ctx.now() })
  if (kept.length > 0)
    await audit(ctx, tx, { actor: who, act: 'reports.scan', about: id, details: { count: kept.length } })
  const isAll = kept.length === said.files.length + said.pictures.length
  await note(ctx, tx, { said, what: isAll ? 'scanKept' : 'tooManyScans' })
}

async function keep(tx: Tx, said: Said, { ref: of, room }: { ref: string; room: number }): Promise<string[]> {
  const { messageId: message, files, pictures } = said
  const kept: (string | undefined)[] = []
  for (const { key: source, name } of files.slice(0, room))
    kept.push(await keepFile(tx, { message, source, name, ref: of }))
  for (const source of pictures.slice(0, room - kept.length))
    kept.push(await keepPicture(tx, { message, source, ref: of }))
  return kept.filter((id) => id !== undefined)
}

/** Whoever sent scans in a message took it back: they make room for others. What was kept of them is dropped with the message. */
export async function withdrawScans(tx: Tx, message: MessageId): Promise<void> {
  const { pictures, files } = await sentIn(tx, message)
  for (const { id } of [...pictures, ...files]) await store.remove(tx, id)
}

/** A scan that could not be had is told of, in reply to it. Other files are nobody's business here. */
export async function scanSettled(
  ctx: Ctx,
  tx: Tx,
  { id, ref: of, ended }: { id: string; ref: string; ended: 'here' | 'failed' },
): Promise<void> {
  if (scanRef.find(of) === null || ended === 'here') return
  const lost = await store.remove(tx, id)
  if (lost === undefined) return
  const letter = { ...oneFor('reports.noted', `scan:${id}`), ref: 'scanLost' satisfies Note }
  await writeLetters(ctx, tx, [{ ...letter, to: { person: lost } }])
}

async function note(ctx: Ctx, tx: Tx, { said, what }: { said: Said; what: Note }): Promise<void> {
  const { chat, who, messageId } = said
  // Pages that are sent one after the other get one answer.
  const id = `${what}:${chat}:${who}:${inSightAt(ctx.now())}`
  const letter = { ...oneFor('reports.noted', id), ref: what, to: { chat } }
  await writeLetters(ctx, tx, [{ ...letter, replyTo: messageId }])
}
