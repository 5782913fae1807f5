import { z } from 'zod'
import { audit } from '../../audit.ts'
import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { Documents } from '../../documents/service.ts'
import type { Entry } from '../../documents/types.ts'
import { areKept, cleanName, pathOf } from '../../files/service.ts'
import type { MadeFile } from '../../files/types.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { meetingsOf } from '../../meetings/service.ts'
import { branch, branches, rightsOf } from '../../roster/service.ts'
import { dateOf, today } from '../../time/dates.ts'
import type { BatchPart, Result } from '../exports/types.ts'
import { freePath, openParts } from '../packing/service.ts'
import { fileNameOf, filesOf, makeDocument, readRecord } from '../records/service.ts'
import * as requests from '../store.ts'
import { scansOf } from '../scans/service.ts'
import { instantsAround, isWithin, termDays, termNamed } from '../search/service.ts'
import type { Days } from '../search/types.ts'
import { divided, type Filed, indexOf } from './rules.ts'
import * as store from './store.ts'
import type { Item, Progress, Refusal } from './types.ts'
import { words } from './words.ts'

export { archiveButton } from './action.ts'

/** The batch whose progress a card shows. */
export const archiveRef = ref('batch/{batch}', { batch: z.string() })

/** Who asks for which term, and the message or press by which they do. */
type Wish = { who: MemberId; text: string; messageId: string }

/** 归档: orders an archive for each branch that a person may have, and answers privately with how far they are. */
export async function askArchive(ctx: Ctx, tx: Tx, { who, text, messageId: batch }: Wish): Promise<void> {
  const of = await branchesFor(ctx, tx, who)
  const term = termNamed(text.trim() === '' ? '本学期' : text.trim(), {
    terms: ctx.settings.terms,
    today: today(ctx),
  })
  const refusal: Refusal | null = of.length === 0 ? 'mayNot' : null
  const shown =
    refusal === null && term !== null
      ? archiveRef.text({ batch: await order(ctx, tx, { batch, term: term.id, who, of }) })
      : (refusal ?? 'noTerm')
  const letter = { ...oneFor('reports.archive', batch), ref: shown }
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
}

type Wanted = { batch: string; term: string; who: MemberId; of: readonly (BranchId | null)[] }

/** Orders the archives, and returns their batch: the one that is still being made for that person when there is one. */
async function order(ctx: Ctx, tx: Tx, { of, ...wanted }: Wanted): Promise<string> {
  const { who, term } = wanted
  const open = await store.openBatch(tx, { who, term })
  if (open !== undefined) return open
  await store.ask(tx, { ...wanted, at: ctx.now() }, of)
  await audit(ctx, tx, { actor: who, act: 'reports.archive', about: term, details: { branches: of.length } })
  return wanted.batch
}

/** An administrator has every branch and the college, a secretary or deputy the own. */
async function branchesFor(ctx: Ctx, tx: Tx, who: MemberId): Promise<(BranchId | null)[]> {
  const { admin, leads } = await rightsOf(ctx, tx, who)
  return admin ? [...(await branches(tx)).map(({ id }) => id), null] : leads
}

/** Whether a person may have the archive of any branch. */
export async function mayArchive(ctx: Ctx, tx: Tx, who: MemberId): Promise<boolean> {
  return (await branchesFor(ctx, tx, who)).length > 0
}

/** How far a batch is; without branches when it is not known any more. */
export async function progressOf(tx: Tx, batch: string): Promise<{ term: string; branches: Progress[] }> {
  return (await store.batchOf(tx, batch)) ?? { term: '', branches: [] }
}

/** A part of a batch, and who wanted it when. */
type Order = BatchPart & { who: MemberId; at: Temporal.Instant }

/** The archive of a branch's term, in as many parts as the platform needs; null when its orderer may not have it now. */
export async function makeArchive(ctx: Ctx, documents: Documents, order: Order): Promise<Result | null> {
  const gathered = await transact(ctx, (tx) => gather(ctx, tx, order))
  if (gathered === null) return null
  const { filed, others, missing, name } = gathered
  if (filed.length + others.length === 0) return { files: [], filed: 0, missing: 0 }
  const parts = openParts(ctx, documents)
  const taken = new Set<string>()
  const listed: Listed = { filed: [], others: [...others] }
  for (const one of filed) {
    const made = await makeDocument(ctx, documents, {
      request: one.item.id,
      who: order.who,
      at: order.at,
    })
    // It went back for revision while the archive was made: the index says so.
    if (made === null) {
      const { state } = await transact(ctx, (tx) => requests.byId(tx, one.item.id))
      listed.others.push({ ...one.item, state })
      continue
    }
    listed.filed.push(one)
    await parts.add({ path: one.path, bytes: made.bytes }, made.bytes.length)
    for (const { entry, size } of await beside(ctx, { one, taken })) await parts.add(entry, size)
  }
  const index = await documents.workbook(indexOf(listed.filed, listed.others, ctx.settings.timezone))
  const kept = await parts.close({ path: words.index, bytes: index })
  const about = `archive/${order.batch}`
  const files = kept.map((part, index): MadeFile => {
    return { ...part, name: words.part(name, index + 1, kept.length), type: 'zip', ref: about }
  })
  const gone = filed.length - listed.filed.length
  return { files, filed: listed.filed.length, missing: missing + gone }
}

/** What the index says: what is in the archive, and what is not. */
type Listed = { filed: Filed[]; others: Item[] }

type Gathered = { filed: Filed[]; others: Item[]; missing: number; name: string }

async function gather(ctx: Ctx, tx: Tx, order: Order): Promise<Gathered | null> {
  const term = termNamed(order.term, { terms: ctx.settings.terms, today: today(ctx) })
  const mayHave = (await branchesFor(ctx, tx, order.who)).includes(order.branch)
  if (term === null || !mayHave) return null
  const short = order.branch === null ? words.college : (await branch(tx, order.branch)).short
  const { filed, ...others } = divided(await itemsOf(ctx, tx, { branch: order.branch, days: termDays(term) }))
  const taken = new Set<string>()
  const records: Filed[] = []
  for (const item of filed) {
    const record = await readRecord(ctx, tx, item.id)
    if (record === null) continue
    const file = cleanName(fileNameOf(record, ctx.settings.timezone))
    records.push({ item, record, path: freePath(taken, `${words.folders.records}/${file}.docx`) })
  }
  return { filed: records, ...others, name: words.fileName(short, term.name) }
}

async function itemsOf(
  ctx: Ctx,
  tx: Tx,
  { branch: of, days }: { branch: BranchId | null; days: Days },
): Promise<Item[]> {
  const rows = await store.askedIn(tx, { branch: of, ...instantsAround(ctx, days) })
  const held = new Map(
    (
      await meetingsOf(
        tx,
        rows.flatMap(({ meeting }) => meeting ?? []),
      )
    ).map((one) => [one.id, one]),
  )
  return rows
    .map(({ askedAt, ...row }) => {
      const meeting = row.meeting === null ? undefined : held.get(row.meeting)
      const on = dateOf(meeting?.startsAt ?? askedAt, ctx.settings.timezone)
      return { ...row, on, types: meeting?.types ?? [] }
    })
    .filter(({ on }) => isWithin(on, days))
}

/** What lies beside a record: its files, and the scans of it. */
async function beside(ctx: Ctx, { one, taken }: { one: Filed; taken: Set<string> }) {
  const name = one.path.slice(one.path.indexOf('/') + 1, -'.docx'.length)
  const files = filesOf(one.record.attached).map(({ name: file, bytes, size }) => ({
    path: `${words.folders.files}/${name}/${file}`,
    ...{ bytes, size },
  }))
  const scans = (await transact(ctx, (tx) => scansOf(tx, one.item.id))).map(
    ({ name: file, bytes, size }) => ({
      path: `${words.folders.scans}/${name}${file === null ? '.jpg' : file.slice(file.lastIndexOf('.'))}`,
      ...{ bytes, size },
    }),
  )
  const entries: { entry: Entry; size: number }[] = []
  for (const { path, bytes, size } of [...files, ...scans]) {
    if (!(await areKept(ctx.dataPath, bytes))) continue
    entries.push({ entry: { path: freePath(taken, path), file: pathOf(ctx.dataPath, bytes) }, size })
  }
  return entries
}
