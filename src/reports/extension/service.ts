import { setAlarms } from '../../alarms/service.ts'
import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind, oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId, RequestId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { nameOf } from '../../roster/service.ts'
import { dateOf, today } from '../../time/dates.ts'
import { isAfter, later } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { applicationOf, decide, insert, isLapsed, isWaiting, waiting } from '../applications/service.ts'
import type { Application } from '../applications/types.ts'
import { lapseAlarm, remindersOf } from '../chasing/service.ts'
import { markDraftsStale } from '../drafts/service.ts'
import { makeMove } from '../moves/service.ts'
import { branchLabel, isWriter, readersOf } from '../owners/service.ts'
import { isOwed } from '../rules.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'
import type { ExtensionToDo } from './card.ts'
import * as rules from './rules.ts'
import type { ExtensionRefusal } from './types.ts'

export { extensionButton, extensionToDo } from './card.ts'
export { type Days, isOffered, onDay } from './rules.ts'

const formLetter = kind(
  'reports.extension',
  { key: '{request}:{who}:{burst}', ref: '{request}' },
  { request: RequestId, who: MemberId, burst: count },
)

export type ExtensionOutcome = { ok: true } | { ok: false; refusal: ExtensionRefusal }

/** Why the person cannot apply for another day; null when nothing is in the way. */
export async function refusalToAsk(
  ctx: Ctx,
  tx: Tx,
  { request, who }: { request: Request; who: MemberId },
): Promise<ExtensionRefusal | null> {
  if (!(await isWriter(ctx, tx, { request, who }))) return 'mayNot'
  const before = await applicationOf(tx, request.id)
  const { days } = ctx.settings.reports.extension
  const refusal = rules.refusalToAsk(request, { before, days, now: ctx.now() })
  if (refusal === 'asked' && isLapsed(before, today(ctx))) return 'late'
  if (refusal !== null) return refusal
  const [reader] = await readersOf(ctx, tx, { request, besides: [who] })
  return reader === undefined ? 'notOffered' : null
}

type Asking = { request: RequestId; who: MemberId }

/** Sends the person the form of an application 申请延期, privately. */
export async function openExtension(
  ctx: Ctx,
  tx: Tx,
  { request: id, who }: Asking,
): Promise<ExtensionOutcome> {
  const request = await store.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  const refusal = await refusalToAsk(ctx, tx, { request, who })
  if (refusal !== null) return { ok: false, refusal }
  const letter = formLetter.names({ request: id, who, burst: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  return { ok: true }
}

/** The days among which the new deadline of a request is chosen. */
export function daysOffered(ctx: Ctx, { dueAt }: Pick<Request, 'dueAt'>): rules.Days {
  const { timezone: zone, reports } = ctx.settings
  return rules.daysOffered(dueAt, { today: today(ctx), days: reports.extension.days, zone })
}

export type Applying = Asking & { until: Temporal.PlainDate | null; why: string; at: Temporal.Instant }

/**
 * Puts an application before whoever reads the request; until it is decided on nobody is chased. A day that is not offered
 * is refused with those that are.
 */
export async function applyForExtension(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, until, why, at }: Applying,
): Promise<ExtensionOutcome | { ok: false; refusal: 'badDay'; days: rules.Days }> {
  const request = await store.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  const refusal = await refusalToAsk(ctx, tx, { request, who })
  if (refusal !== null) return { ok: false, refusal }
  const days = daysOffered(ctx, request)
  if (until === null || !rules.isOffered(until, days)) return { ok: false, refusal: 'badDay', days }
  await insert(tx, { request: id, by: who, at, until, why })
  await setAlarms(tx, [lapseAlarm(ctx, request, until)])
  await audit(ctx, tx, { actor: who, act: 'reports.askExtension', about: id, details: { until: `${until}` } })
  const [reader] = await readersOf(ctx, tx, { request, besides: [who] })
  if (reader !== undefined) {
    const letter = { ...oneFor('reports.extensionAsked', id), ref: id, to: { person: reader } }
    await writeLetters(ctx, tx, [{ ...letter, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) }])
    await markStale(tx, reader, ['desk.summary'])
  }
  // Whoever asked sees it on the card that was pressed; others who opened the form see it there.
  await markStale(tx, id, ['reports.extension'])
  return { ok: true }
}

type Deciding = { request: RequestId; who: MemberId; granted: boolean; at: Temporal.Instant }

/** Decides on an application, once: another day brings its own reminders, and a refusal is told to whoever asked. */
export async function decideExtension(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, granted, at }: Deciding,
): Promise<ExtensionOutcome | { ok: false; refusal: 'decided'; application: Application }> {
  const request = await store.lock(tx, id)
  const application = request && (await applicationOf(tx, id))
  if (request === undefined || application === undefined) return { ok: false, refusal: 'settled' }
  if (!(await mayDecide(ctx, tx, { request, application, who })))
    return { ok: false, refusal: 'mayNotDecide' }
  if (application.state !== 'asked') return { ok: false, refusal: 'decided', application }
  if (!isWaiting(application, request)) return { ok: false, refusal: 'settled' }
  if (!granted) return decline(ctx, tx, { request, application, who, at })
  const { until } = application
  if (!isAhead(ctx, { request, until })) return { ok: false, refusal: 'past' }
  await decide(tx, id, { state: 'granted', by: who, at })
  await move(ctx, tx, { request, by: who, until })
  return { ok: true }
}

/** Why nobody can put the deadline off, whoever asks; null when nothing is in the way. */
export function refusalToPutOff(ctx: Ctx, request: Request): 'extended' | 'notOffered' | 'settled' | null {
  if (!isOwed(request)) return 'settled'
  if (ctx.settings.reports.extension.days === 0) return 'notOffered'
  return request.extended ? 'extended' : null
}

type PuttingOff = { request: Request; by: MemberId; until: Temporal.PlainDate | null }

export type PutOffOutcome =
  | { ok: true }
  | { ok: false; refusal: 'extended' | 'notOffered' | 'settled' }
  | { ok: false; refusal: 'badDay'; days: rules.Days }

/**
 * Puts a deadline off to a day that is offered, once, and sets its reminders anew. The caller has locked the request, and
 * knows that the person may. What was asked before is granted with it.
 */
export async function putOff(ctx: Ctx, tx: Tx, { request, by, until }: PuttingOff): Promise<PutOffOutcome> {
  const refusal = refusalToPutOff(ctx, request)
  if (refusal !== null) return { ok: false, refusal }
  const days = daysOffered(ctx, request)
  if (until === null || !rules.isOffered(until, days)) return { ok: false, refusal: 'badDay', days }
  if ((await applicationOf(tx, request.id))?.state === 'asked')
    await decide(tx, request.id, { state: 'granted', by, at: ctx.now() })
  await move(ctx, tx, { request, by, until })
  return { ok: true }
}

async function move(
  ctx: Ctx,
  tx: Tx,
  { request, by, until }: PuttingOff & { until: Temporal.PlainDate },
): Promise<void> {
  const dueAt = rules.onDay(request.dueAt, until, ctx.settings.timezone)
  const also = { dueAt, extended: true, round: request.round + 1 }
  const details = { until: `${until}` }
  const made = await makeMove(ctx, tx, { request, move: 'extend', by, also, details })
  if (made.ok) await setAlarms(tx, remindersOf(ctx, made.request))
  await markStale(tx, by, ['desk.summary'])
}

/** Whether a day that was asked for still lies ahead, of today and of the deadline. */
function isAhead(ctx: Ctx, { request, until }: { request: Request; until: Temporal.PlainDate }): boolean {
  const due = dateOf(request.dueAt, ctx.settings.timezone)
  return isAfter(until, later(today(ctx), due))
}

async function decline(
  ctx: Ctx,
  tx: Tx,
  { request, application, who, at }: Of & { who: MemberId; at: Temporal.Instant },
): Promise<ExtensionOutcome> {
  const { id } = request
  await decide(tx, id, { state: 'declined', by: who, at })
  await audit(ctx, tx, { actor: who, act: 'reports.declineExtension', about: id, details: {} })
  const letter = { ...oneFor('reports.extensionDeclined', id), ref: id, to: { person: application.by } }
  await writeLetters(ctx, tx, [{ ...letter, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) }])
  await markDraftsStale(tx, id)
  await markStale(tx, who, ['desk.summary'])
  return { ok: true }
}

type Of = { request: Request; application: Application }

/** Whether a person may decide on an application today: never on the own one. (domain §5, row 15) */
export async function mayDecide(
  ctx: Ctx,
  tx: Tx,
  { request, application, who }: Of & { who: MemberId },
): Promise<boolean> {
  return (await readersOf(ctx, tx, { request, besides: [application.by] })).includes(who)
}

/** The person before whom an application is put today; null when there is nobody. */
export async function deciderOf(ctx: Ctx, tx: Tx, { request, application }: Of): Promise<MemberId | null> {
  return (await readersOf(ctx, tx, { request, besides: [application.by] }))[0] ?? null
}

/** The applications that are put before a person today, the oldest first. */
export async function extensionsToDecide(ctx: Ctx, tx: Tx, who: MemberId): Promise<ExtensionToDo[]> {
  const found: ExtensionToDo[] = []
  for (const application of await waiting(tx)) {
    if (isLapsed(application, today(ctx))) continue
    const request = await store.byId(tx, application.request)
    if ((await deciderOf(ctx, tx, { request, application })) === who)
      found.push(await extensionShown(ctx, tx, { request, application }))
  }
  return found
}

/** What is shown of an application: whose it is, and whether its day can still be granted. */
export async function extensionShown(ctx: Ctx, tx: Tx, { request, application }: Of): Promise<ExtensionToDo> {
  return {
    request,
    application,
    branch: await branchLabel(ctx, tx, request),
    by: await nameOf(tx, application.by, request.branch),
    isAhead: isAhead(ctx, { request, until: application.until }),
  }
}
