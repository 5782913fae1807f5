import { setAlarms } from '../../alarms/service.ts'
import { audit } from '../../audit.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { CollectionId, MemberId, RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { askFor, handedIn, isOwed, reminderBefore, requestById } from '../../reports/service.ts'
import { dateOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { answeringFor, recipientsOf } from '../recipients/service.ts'
import type { Recipient } from '../recipients/types.ts'
import * as collections from '../store.ts'
import type { Collection } from '../types.ts'

const parts = { request: RequestId, collection: CollectionId, who: MemberId, n: count }
const askLetter = kind('collections.ask', { key: '{request}', ref: '{request}' }, parts)
const remindLetter = kind('collections.remind', { key: '{request}:{n}', ref: '{request}' }, parts)
const boardLetter = kind('collections.board', { key: '{collection}:{who}:{n}', ref: '{collection}' }, parts)
const remindAlarm = kind('collections.remind', { key: '{collection}:{n}', ref: '{collection}@{n}' }, parts)
const dueAlarm = kind('collections.due', { key: '{collection}:{n}', ref: '{collection}@{n}' }, parts)

/** Whose answer a letter asks for. */
export const askRef = askLetter.ref
/** Which collection a board shows. */
export const boardRef = boardLetter.ref
/** Which collection an alarm is about, and by which deadline, in seconds since 1970. */
export const deadlineRef = remindAlarm.ref

/** What all that was asked by a collection is about. */
export function aboutOf(id: CollectionId) {
  return { kind: 'collection' as const, id }
}

/** A collection that begins, and which week it is of a weekly one. */
export type Beginning = Omit<Collection, 'startedAt' | 'closedAt'> & { week?: number }

/** Begins a collection: asks everybody at once, privately, and shows its author the board. Once for each id and week. */
export async function begin(ctx: Ctx, tx: Tx, { week, ...of }: Beginning): Promise<void> {
  const startedAt = ctx.now()
  if (!(await collections.insert(tx, { ...of, startedAt }, week ?? null))) return
  const { asked } = await recipientsOf(ctx, tx, of)
  const letters: NewLetter[] = []
  const dueAt = allowedFrom(startedAt, quietOf(ctx), dateOf(of.dueAt, ctx.settings.timezone))
  for (const one of asked) {
    const request = await ask(ctx, tx, { of, one })
    if (one.who !== null) letters.push({ ...askLetter.names({ request }), to: { person: one.who }, dueAt })
  }
  await writeLetters(ctx, tx, letters)
  await setDeadlines(ctx, tx, of)
  await sendBoard(ctx, tx, { id: of.id, who: of.by })
  const details = { people: asked.length, dueAt: of.dueAt.toString() }
  await audit(ctx, tx, { actor: of.by, act: 'collections.start', about: of.id, details })
}

async function ask(ctx: Ctx, tx: Tx, { of, one }: { of: Beginning; one: Recipient }): Promise<RequestId> {
  // No sign at which a ref is parted.
  const id = RequestId.parse(`${of.id}~${one.office === null ? one.who : one.branch}`)
  await askFor(ctx, tx, {
    id,
    about: aboutOf(of.id),
    // What a person is asked is no matter of a branch.
    branch: one.office === null ? null : one.branch,
    title: of.title,
    owner: one.who ?? of.by,
    office: one.office,
    dueAt: of.dueAt,
    ...{ review: 'none', reviewer: null, form: of.questions, told: false },
  })
  return id
}

/** Sets the one reminder before a deadline, and what follows when it is reached. */
export async function setDeadlines(
  ctx: Ctx,
  tx: Tx,
  { id: collection, dueAt }: Pick<Collection, 'id' | 'dueAt'>,
): Promise<void> {
  const of = { collection, n: secondOf(dueAt) }
  const at = reminderBefore(ctx, dueAt)
  const isAhead = at !== null && isAfter(at, ctx.now())
  await setAlarms(tx, [
    ...(isAhead ? [{ ...remindAlarm.names(of), dueAt: at, uselessAfter: dueAt }] : []),
    { ...dueAlarm.names(of), dueAt },
  ])
}

/** A deadline as alarms bear it. */
export function secondOf(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 1000)
}

/** Sends a person the board of a collection; two presses within a minute are one. */
export async function sendBoard(
  ctx: Ctx,
  tx: Tx,
  { id: collection, who }: { id: CollectionId; who: MemberId },
): Promise<void> {
  const n = Math.floor(secondOf(ctx.now()) / 60)
  await writeLetters(ctx, tx, [{ ...boardLetter.names({ collection, who, n }), to: { person: who } }])
}

type ToRemind = { request: RequestId; person: MemberId }

/** Everybody who has not answered; a branch without anybody who answers for it is left out. */
export async function peopleToRemind(ctx: Ctx, tx: Tx, id: CollectionId): Promise<ToRemind[]> {
  const found: ToRemind[] = []
  for (const { id: request, state, owner, branch, ofOffice } of await handedIn(tx, aboutOf(id))) {
    if (!isOwed({ state })) continue
    const person = ofOffice && branch !== null ? await answeringFor(ctx, tx, branch) : owner
    if (person !== null) found.push({ request, person })
  }
  return found
}

/** Reminds everybody who has not answered, once for each `n`; returns how many. */
export async function remindOpen(
  ctx: Ctx,
  tx: Tx,
  { id, dueAt: until, n }: Pick<Collection, 'id' | 'dueAt'> & { n: number },
): Promise<number> {
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx), dateOf(until, ctx.settings.timezone))
  const letters = (await peopleToRemind(ctx, tx, id)).map(
    ({ request, person }): NewLetter => ({ ...remindLetter.names({ request, n }), to: { person }, dueAt }),
  )
  await writeLetters(ctx, tx, letters)
  return letters.length
}

type Reopened = Pick<Collection, 'id' | 'dueAt'> & { closedAt: Temporal.Instant }

/** The reminder of a collection that was closed and runs on: the one ahead stands, one that fell into the pause is sent now. */
export async function resumeReminder(ctx: Ctx, tx: Tx, { id, dueAt, closedAt }: Reopened): Promise<void> {
  const at = reminderBefore(ctx, dueAt)
  const isMissed = at !== null && !isAfter(at, ctx.now()) && !isAfter(closedAt, at)
  if (isMissed && isAfter(dueAt, ctx.now())) await remindOpen(ctx, tx, { id, dueAt, n: secondOf(dueAt) })
}

/** The form that holds one option of the only question of what was asked. */
export async function formOf(
  tx: Tx,
  { request, option }: { request: RequestId; option: string },
): Promise<Record<string, string>> {
  const { about } = await requestById(tx, request)
  const { questions } = await collections.byId(tx, CollectionId.parse(about.id))
  const [only] = questions
  return only === undefined ? {} : { [only.id]: option }
}
