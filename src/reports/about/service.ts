import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { Documents } from '../../documents/service.ts'
import { Unfit } from '../../errors.ts'
import { keptWith } from '../../files/service.ts'
import { BranchId, MemberId, type RequestId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { branchTitle, everyBranch, namesOf, presentAmong } from '../../roster/service.ts'
import { OWED } from '../rules.ts'
import * as requests from '../store.ts'
import type { About } from '../types.ts'
import { attachedTo } from '../attachments/service.ts'
import type { Attached } from '../attachments/types.ts'
import type { Packed } from '../packing/service.ts'
import { type Answered, namesIn, packedOf, peopleIn, sheetsOf } from './rules.ts'
import * as store from './store.ts'
import type { HandedIn } from './types.ts'
import { formById } from '../templates/service.ts'

export { handedIn } from './store.ts'

/** All that was asked about one thing, and who changes it. */
type Changing = { about: About; by: MemberId }

/** Puts off the deadline of all 延期, also for changes of what was handed in; returns those that are still owed. */
export async function extendAll(
  ctx: Ctx,
  tx: Tx,
  { about, by, dueAt }: Changing & { dueAt: Temporal.Instant },
): Promise<RequestId[]> {
  const owed = await store.setDue(tx, about, { dueAt, extended: true })
  await note(ctx, tx, { about, by, act: 'extend', details: { dueAt: dueAt.toString() } })
  return owed
}

/** Waives what is still owed 免交, and takes no more changes of what was handed in; returns how many were waived. */
export async function waiveOpen(
  ctx: Ctx,
  tx: Tx,
  { about, by, at }: Changing & { at: Temporal.Instant },
): Promise<number> {
  const owners = await store.moveAll(tx, about, { from: OWED, to: 'waived' })
  await store.setDue(tx, about, { dueAt: at, extended: false })
  await markStale(tx, owners, ['desk.summary'])
  await note(ctx, tx, { about, by, act: 'waive', details: { people: owners.length } })
  return owners.length
}

/** Asks again for what `waiveOpen` waived, until the deadline that it had. */
export async function reopenWaived(
  ctx: Ctx,
  tx: Tx,
  { about, by, dueAt }: Changing & { dueAt: Temporal.Instant },
): Promise<void> {
  const owners = await store.moveAll(tx, about, { from: ['waived'], to: 'open' })
  await store.setDue(tx, about, { dueAt, extended: false })
  await markStale(tx, owners, ['desk.summary'])
  await note(ctx, tx, { about, by, act: 'reopen', details: { people: owners.length } })
}

/** The workbook of all that was answered about one thing, in the words of today's roster, and what was sent with it. */
export async function makeWorkbook(
  ctx: Ctx,
  documents: Pick<Documents, 'workbook'>,
  { about, who, at }: { about: About; who: MemberId; at: Temporal.Instant },
): Promise<{ name: string; bytes: Buffer; sent: Packed[] }> {
  const { sent, ...answered } = await transact(ctx, (tx) => answeredAbout(ctx, tx, { about, who, at }))
  return { name: answered.title, bytes: await documents.workbook(sheetsOf(answered)), sent }
}

async function answeredAbout(
  ctx: Ctx,
  tx: Tx,
  { about, who, at }: { about: About; who: MemberId; at: Temporal.Instant },
): Promise<Answered & { sent: Packed[] }> {
  const [first] = await requests.about(tx, about)
  if (first === undefined) throw new Unfit(`nothing was asked about ${about.id}`)
  const questions = first.form === null ? [] : await formById(tx, first.form)
  const all = await store.handedIn(tx, about)
  const owners = all.map(({ owner }) => owner)
  const named = peopleIn(questions, all).map((id) => MemberId.parse(id))
  const names = await namesOf(tx, [...owners, ...named, who], null)
  const branches = new Map((await everyBranch(tx)).map((one) => [one.id, branchTitle(one)]))
  const homes = new Map((await presentAmong(tx, owners)).map(({ id, branch }) => [id, branch]))
  const local = (instant: Temporal.Instant) => minuteOf(instant, ctx.settings.timezone)
  const attached = await attachedOf(tx, all)
  const rows = all.map((one) => ({
    ...one,
    sent: namesIn(attached(one)),
    branchName: branches.get(one.branch ?? homes.get(one.owner) ?? NOWHERE) ?? '',
    name: one.ofOffice ? null : (names.get(one.owner) ?? one.owner),
    handedInAt: one.at === null ? '' : local(one.at),
  }))
  const photos = await keptWith(
    tx,
    all.flatMap((one) => one.photos),
  )
  const sent = packedOf(rows, { attached, sizes: new Map(photos.map(({ id, size }) => [id, size])) })
  return { title: first.title, questions, rows, names, by: names.get(who) ?? who, at: local(at), sent }
}

/** What is here of what was sent, by who sent it. */
async function attachedOf(tx: Tx, all: readonly HandedIn[]): Promise<(one: HandedIn) => Attached> {
  const found = await attachedTo(tx, {
    photos: all.flatMap(({ photos }) => photos),
    files: all.flatMap(({ files }) => files),
  })
  const photos = new Map(found.photos.map((one) => [one.id, one]))
  const files = new Map(found.files.map((one) => [one.id, one]))
  return (one) => ({
    photos: one.photos.flatMap((id) => photos.get(id) ?? []),
    files: one.files.flatMap((id) => files.get(id) ?? []),
  })
}

const NOWHERE = BranchId.parse('-')

/** 2026-11-27 17:00. */
function minuteOf(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

async function note(
  ctx: Ctx,
  tx: Tx,
  { about, by, act, details }: Changing & { act: string; details: Record<string, string | number> },
): Promise<void> {
  await audit(ctx, tx, { actor: by, act: `reports.${act}`, about: about.id, details })
}
