import { isRecorded, rollOf, votesFor } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { Documents } from '../../documents/service.ts'
import { areKept, pathOf } from '../../files/service.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branch, nameOf, namesOf, rightsOf } from '../../roster/service.ts'
import { attachedTo, placedPhotos } from '../attachments/service.ts'
import { lastVersion } from '../drafts/service.ts'
import { lastReview } from '../review/service.ts'
import { scansOf } from '../scans/service.ts'
import { textOf } from '../states/service.ts'
import * as requests from '../store.ts'
import type { Request } from '../types.ts'
import { documentOf, fileNameOf, isFiled, mayRead } from './rules.ts'
import type { Asked, Record, Refusal } from './types.ts'
import { words } from './words.ts'

export { recordCard } from './card.ts'
export { fileNameOf, isFiled, readOn } from './rules.ts'
export { placedFiles as filesOf } from '../attachments/service.ts'
export { refusals as recordRefusals } from './words.ts'

const COLLEGE = { name: words.college, short: words.college }

/** Why a person may not have this record; null when nothing is in the way. */
export async function refusalToRead(
  ctx: Ctx,
  tx: Tx,
  { request, who }: { request: Request; who: MemberId },
): Promise<Refusal | null> {
  if (!mayRead(request, who, await rightsOf(ctx, tx, who))) return 'mayNotRead'
  return isFiled(request) ? null : 'notFiled'
}

/** A record as it stands; null when nothing was handed in. */
export async function readRecord(ctx: Ctx, tx: Tx, id: RequestId): Promise<Record | null> {
  const request = await requests.byId(tx, id)
  const version = await lastVersion(tx, id)
  if (version === undefined) return null
  const held = request.meeting === null ? null : await meetingById(tx, request.meeting)
  const review = await lastReview(tx, id)
  return {
    request,
    version,
    branch: request.branch === null ? COLLEGE : await branch(tx, request.branch),
    writer: await nameOf(tx, version.by, null),
    ...(await sittingOf(ctx, tx, held)),
    fields: await textOf(ctx, tx, { request, report: version.report }),
    attached: await attachedTo(tx, version.report),
    scans: (await scansOf(tx, id)).length,
    approvedAt: request.state === 'approved' ? (review?.at ?? null) : null,
  }
}

type Sitting = Pick<Record, 'held' | 'types' | 'host' | 'observers' | 'roll' | 'votes'>

async function sittingOf(ctx: Ctx, tx: Tx, held: Meeting | null): Promise<Sitting> {
  if (held === null) return { held, types: '', host: null, observers: [], roll: null, votes: [] }
  const counts = await rollOf(tx, held.id)
  const observers = await namesOf(tx, held.observers, null)
  return {
    held,
    types: held.types.join('、'),
    host: await nameOf(tx, held.host, null),
    observers: held.observers.flatMap((who) => observers.get(who) ?? []),
    roll: isRecorded(counts) ? counts : null,
    votes: (await votesFor(ctx, tx, { meeting: held, who: held.host })).lines,
  }
}

/** The document of a record, in the thread that makes such; null when the person may not have it now. */
export async function makeDocument(
  ctx: Ctx,
  documents: Pick<Documents, 'document'>,
  { request: id, who, at }: Asked,
): Promise<{ record: Record; name: string; bytes: Buffer } | null> {
  const { timezone: zone } = ctx.settings
  const read = await transact(ctx, async (tx) => {
    const request = await requests.byId(tx, id)
    if ((await refusalToRead(ctx, tx, { request, who })) !== null) return null
    const record = await readRecord(ctx, tx, id)
    return record && { record, by: await nameOf(tx, who, null) }
  })
  if (read === null) return null
  const { record, by } = read
  const photos = placedPhotos(record.attached)
  const pictures = await keptAmong(ctx, photos)
  const how = { zone, by, at, pictures, unkept: photos.length - pictures.length }
  const bytes = await documents.document(documentOf(record, how))
  return { record, name: fileNameOf(record, zone), bytes }
}

/** Where those lie whose bytes are here. */
async function keptAmong({ dataPath }: Ctx, photos: ReturnType<typeof placedPhotos>): Promise<string[]> {
  const paths: string[] = []
  for (const { bytes } of photos) {
    if (bytes !== null && (await areKept(dataPath, bytes))) paths.push(pathOf(dataPath, bytes))
  }
  return paths
}
