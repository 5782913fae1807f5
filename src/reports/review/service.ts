import { z } from 'zod'
import { setAlarms } from '../../alarms/service.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type BranchId, MemberId, type RequestId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { admins, adminsFor, peopleIn, person, rightsOf } from '../../roster/service.ts'
import { workdayFrom } from '../../time/calendar.ts'
import { instantOf, today } from '../../time/dates.ts'
import { reportDue } from '../../time/dues.ts'
import { quietOf } from '../../time/silent.ts'
import { remindersOf } from '../chasing/service.ts'
import { lastVersion, markDraftsStale } from '../drafts/service.ts'
import { makeMove } from '../moves/service.ts'
import { next, waitsForReview } from '../rules.ts'
import * as requests from '../store.ts'
import type { Request } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Hindrance, Reader, Refusal, Remark, Verdict, Walk } from './types.ts'
import { words } from './words.ts'

export { reviewButton } from './action.ts'
export { lastReview, passedIn } from './store.ts'

/** Cards on which a reader goes through the queue. */
const WALKS: readonly LetterKind[] = ['reports.review', 'reports.toReview']
/** When a reader hears on Monday of what waits. */
const AT = Temporal.PlainTime.from('09:00')

const parts = { who: MemberId, by: z.string() }
const walkLetter = kind('reports.review', { key: '{who}:{by}', ref: '{who}' }, parts)
const weekLetter = kind('reports.toReview', { key: '{who}:{by}', ref: '{who}' }, parts)
/** Whose queue a card shows. */
export const walkRef = walkLetter.ref
const returnedLetter = kind(
  'reports.returned',
  { key: '{request}:v{by}', ref: '{request}' },
  { request: z.string(), by: z.string() },
)

/**
 * Tells of a version that waits: whoever was named to read it at once, the college's administrators on Monday, one card a
 * week. The caller has just taken it in.
 */
export async function tellReader(
  ctx: Ctx,
  tx: Tx,
  { request, n }: { request: Request; n: number },
): Promise<void> {
  if (!waitsForReview(request)) return
  const { reviewer } = request
  if (reviewer !== null) {
    const letter = walkLetter.names({ who: reviewer, by: `${request.id}/v${n}` })
    return writeLetters(ctx, tx, [{ ...letter, to: { person: reviewer } }])
  }
  const who = await readerOf(ctx, tx, request)
  if (who === null) return
  const date = today(ctx)
  const monday = date.add({ days: 8 - date.dayOfWeek })
  const letter = weekLetter.names({ who, by: monday.toString() })
  const dueAt = instantOf(workdayFrom(ctx.calendar, monday).toPlainDateTime(AT), ctx.settings.timezone)
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who }, dueAt }])
}

/** The administrator who reads it: the one in charge of its branch, or another when that one may not. Null: nobody may. */
async function readerOf(ctx: Ctx, tx: Tx, request: Request): Promise<MemberId | null> {
  const committee = await peopleIn(tx, { kind: 'committee' }, today(ctx))
  for (const who of [...(await adminsFor(tx, request.branch)), ...committee.map(({ id }) => id)]) {
    if ((await refusalFor(ctx, tx, { request, who })) === null) return who
  }
  return null
}

/** Whether anybody may read it: what nobody may read waits for nobody. */
export async function hasReader(ctx: Ctx, tx: Tx, request: Request): Promise<boolean> {
  return request.reviewer !== null || (await readerOf(ctx, tx, request)) !== null
}

type Reading = { request: Request; who: MemberId }

/** Why a person may not read this one; null when nothing is in the way. (domain §5, row 15) */
async function refusalFor(ctx: Ctx, tx: Tx, { request, who }: Reading): Promise<Refusal | null> {
  const authors = await store.authorsOf(tx, request.id)
  return rules.refusalToRead({ request, authors }, await readerNamed(ctx, tx, who))
}

async function readerNamed(ctx: Ctx, tx: Tx, who: MemberId): Promise<Reader> {
  const { branch } = await person(tx, who)
  const { admin, committee, inspects } = await rightsOf(ctx, tx, who)
  const standsInFor = committee && !admin ? await withoutReader(tx) : []
  return { who, branch, admin, mayBeNamed: admin || inspects.length > 0, standsInFor }
}

/** The branch to which every administrator belongs, if there is one. */
async function withoutReader(tx: Tx): Promise<BranchId[]> {
  const own = new Set<BranchId>()
  for (const id of await admins(tx)) own.add((await person(tx, id)).branch)
  return own.size === 1 ? [...own] : []
}

/** What the reader of a request said last, in lines; null: nothing. */
export async function remarkOn(tx: Tx, request: RequestId): Promise<string | null> {
  const said = await store.lastReview(tx, request)
  return said === null || !rules.isConcrete(said) ? null : rules.pointsOf(said, words.fields)
}

/** How many wait for a person to read; null for somebody who reads none. */
export async function waitingToRead(ctx: Ctx, tx: Tx, who: MemberId): Promise<number | null> {
  const reader = await readerNamed(ctx, tx, who)
  const { length } = await store.queueOf(tx, reader)
  const isNamed = reader.mayBeNamed && (await store.isReader(tx, who))
  return length > 0 || reader.admin || reader.standsInFor.length > 0 || isNamed ? length : null
}

/** Opens the queue 审核: a card that goes through it, or says who reads; it takes the place of an earlier one. */
export async function openReview(
  ctx: Ctx,
  tx: Tx,
  { who, by }: { who: MemberId; by: string },
): Promise<void> {
  await store.saveWalk(tx, who, { shown: null, passed: [], done: 0 })
  await writeLetters(ctx, tx, [{ ...walkLetter.names({ who, by }), to: { person: who } }])
  await markStale(tx, who, WALKS)
}

/** What a reader's card shows: one of the queue, or that nothing waits; where it stands in the walk. */
export type Walking = {
  shown: Request | null
  number: number
  of: number
  done: number
  /** What was judged last in this walk and may be taken back. */
  last: RequestId | null
}

/** Where a reader is. What is shown stays, decided or not, until the reader goes on. */
export async function walkingOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Walking> {
  const queue = await store.queueOf(tx, await readerNamed(ctx, tx, who))
  const walk = await store.walkOf(tx, who)
  const id = walk.shown ?? rules.nextInQueue(queue, walk)
  const passed = walk.passed.filter((one) => queue.includes(one)).length
  return {
    shown: id === null ? null : await requests.byId(tx, id),
    number: Math.min(walk.done + passed + 1, walk.done + queue.length),
    of: walk.done + queue.length,
    done: walk.done,
    last: walk.done === 0 ? null : await undoable(tx, who),
  }
}

async function undoable(tx: Tx, who: MemberId): Promise<RequestId | null> {
  const id = await store.lastJudgedBy(tx, who)
  if (id === null) return null
  return next((await requests.byId(tx, id)).state, 'undo') === null ? null : id
}

/** Shows the next one 下一份; what is shown now waits on. */
export async function goOn(ctx: Ctx, tx: Tx, { who, request }: { who: MemberId; request: RequestId }) {
  const queue = await store.queueOf(tx, await readerNamed(ctx, tx, who))
  const walk = await store.walkOf(tx, who)
  const passed = [...walk.passed.filter((one) => one !== request), request]
  // After the last one it begins again.
  const rest = queue.every((one) => passed.includes(one)) ? passed.filter((one) => one === request) : passed
  await keepWalk(tx, who, { ...walk, passed: rest, shown: rules.nextInQueue(queue, { passed: rest }) })
}

async function keepWalk(tx: Tx, who: MemberId, walk: Walk): Promise<void> {
  await store.saveWalk(tx, who, walk)
  await markStale(tx, who, WALKS)
}

export type Outcome = { ok: true } | ({ ok: false } & Hindrance)

type Judging = {
  request: RequestId
  /** The version that the reader has seen. */
  n: number
  who: MemberId
  at: Temporal.Instant
  verdict: Verdict
  remark: Remark
}

/** Lets a version pass 通过 or sends it back 退回 with its points, and shows the next one. */
export async function judge(
  ctx: Ctx,
  tx: Tx,
  { request: id, n, who, at, ...said }: Judging,
): Promise<Outcome> {
  const request = await requests.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'notWaiting' }
  const refusal = await refusalFor(ctx, tx, { request, who })
  if (refusal !== null) return { ok: false, refusal }
  const walk = await store.walkOf(tx, who)
  const decided = await store.lastReview(tx, id)
  const last = (await lastVersion(tx, id))?.n
  const hindrance = rules.hindranceTo(request, { n, last, decided, ...said })
  if (hindrance !== null) {
    // What was written is about this one: it must not stand in the form of the next.
    if (hindrance.refusal !== 'decided') await keepWalk(tx, who, { ...walk, shown: id })
    return { ok: false, ...hindrance }
  }
  await store.insertReview(tx, id, { n, by: who, at, verdict: said.verdict, ...said.remark })
  await (said.verdict === 'approved'
    ? makeMove(ctx, tx, { request, move: 'approve', by: who, details: { version: n } })
    : sendBack(ctx, tx, { request, n, who, remark: said.remark }))
  // What its reader has to say to it stands on the sender's cards at once; that it passed is no more than was hoped.
  if (rules.isConcrete(said.remark)) await markDraftsStale(tx, id)
  await keepWalk(tx, who, { ...walk, shown: null, done: walk.done + 1 })
  return { ok: true }
}

type Sending = { request: Request; n: number; who: MemberId; remark: Remark }

async function sendBack(ctx: Ctx, tx: Tx, { request, n, who, remark }: Sending): Promise<void> {
  const again = reportDue(ctx.now(), ctx.settings.reports.due, quietOf(ctx))
  const reviseBy = Temporal.Instant.compare(again, request.dueAt) > 0 ? again : request.dueAt
  const round = request.round + 1
  const also = { returnReason: rules.pointsOf(remark, words.fields), reviseBy, round }
  await setAlarms(tx, remindersOf(ctx, { ...request, dueAt: reviseBy, round }))
  await makeMove(ctx, tx, { request, move: 'return', by: who, also, details: { version: n } })
  const person = (await lastVersion(tx, request.id))?.by ?? request.owner
  const letter = returnedLetter.names({ request: request.id, by: String(n) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person } }])
}

/** Takes back what the reader said last about a request, while nobody has answered it. */
export async function undo(
  ctx: Ctx,
  tx: Tx,
  { request: id, who }: { request: RequestId; who: MemberId },
): Promise<Outcome> {
  const request = await requests.lock(tx, id)
  const said = await store.lastReview(tx, id)
  if (request === undefined || said === null || said.by !== who) return { ok: false, refusal: 'tooLate' }
  const refusal = await refusalFor(ctx, tx, { request, who })
  if (refusal !== null) return { ok: false, refusal }
  const last = await lastVersion(tx, id)
  if (said.n !== last?.n) return { ok: false, refusal: 'tooLate' }
  const move = last.report.notHeld === null ? 'undo' : 'undoNotHeld'
  const made = await makeMove(ctx, tx, { request, move, by: who, also: { returnReason: null } })
  if (!made.ok) return { ok: false, refusal: 'tooLate' }
  await store.undoReview(tx, id, said.n)
  const walk = await store.walkOf(tx, who)
  await keepWalk(tx, who, { ...walk, shown: id, done: Math.max(0, walk.done - 1) })
  return { ok: true }
}
