import { z } from 'zod'
import { setAlarms } from '../alarms/service.ts'
import { audit } from '../audit.ts'
import { inSightAt } from '../cards/in-sight.ts'
import { count, kind } from '../cards/ref.ts'
import type { Ctx } from '../ctx.ts'
import type { Expired } from '../db/affected.ts'
import type { Tx } from '../db/tables.ts'
import { MemberId } from '../ids.ts'
import { markStale, writeLetters } from '../letters/service.ts'
import { adminsFor } from '../roster/service.ts'
import { needsSecond, reasonIn, VALID } from './rules.ts'
import * as store from './store.ts'
import type { ExportKind, Exporters, ExportRequest, Outcome, Refusal, Wanted } from './types.ts'
import { words } from './words.ts'

const parts = { id: z.uuid(), who: MemberId, n: count }
const reasonLetter = kind('exports.reason', { key: '{id}:{n}', ref: '{id}' }, parts)
const approveLetter = kind('exports.approve', { key: '{id}:{who}', ref: '{id}' }, parts)
const decidedLetter = kind('exports.decided', { key: '{id}', ref: '{id}' }, parts)
const lapseAlarm = kind('exports.lapse', { key: '{id}', ref: '{id}' }, parts)

/** Which request a letter or an alarm is about. */
export const requestRef = reasonLetter.ref

/** What this feature's cards show. */
export { byId as requestById } from './store.ts'

/** What is said to whoever pressed 导出: the reason is asked for in the private chat. */
export const toastAsk = words.toastAsk

/**
 * 导出 of a file with names: asks the person privately what for, and makes the file once that was said, and, where the college
 * wants it, another administrator agreed. The caller knows that the person may have it, has asked `Exporter.countNames`, and
 * makes a file without names by itself, at once. A second press does no harm: the same card is in sight.
 */
export async function askForReason(
  ctx: Ctx,
  tx: Tx,
  asked: Wanted & { kind: ExportKind; title: string },
): Promise<void> {
  const id = await store.ask(tx, { ...asked, at: ctx.now() })
  const letter = reasonLetter.names({ id, n: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: asked.who } }])
}

/** A press, and what makes the files. */
type Pressed = { id: string; who: MemberId; at: Temporal.Instant; exporters: Exporters }

/** 生成: the reason was given; the file is made, or another administrator is asked first. */
export async function giveReason(
  ctx: Ctx,
  tx: Tx,
  { form, ...pressed }: Pressed & { form: Readonly<Record<string, unknown>> },
): Promise<Outcome> {
  const { id, who, at } = pressed
  const request = await store.lock(tx, id)
  if (request.who !== who) return refuse('mayNot')
  if (request.state !== 'asked') return refuse('settled')
  const said = reasonIn(form)
  if (!said.ok) return said
  const names = await pressed.exporters[request.kind].countNames(ctx, tx, request)
  if (names === null) return refuse('mayNot')
  const { reason } = said
  if (!needsSecond(names, ctx.settings.exports)) {
    await grant(ctx, tx, { request: { ...request, reason, names }, pressed, by: null })
    return { ok: true, state: 'granted' }
  }
  const others = await adminsFor(tx, null, [who])
  if (others.length === 0) return refuse('nobodyElse')
  await store.change(tx, id, { state: 'waiting', reason, names, at })
  await audit(ctx, tx, { actor: who, act: 'exports.ask', about: request.ref, details: { export: id, names } })
  const to = others.map((other) => ({ ...approveLetter.names({ id, who: other }), to: { person: other } }))
  await writeLetters(ctx, tx, to)
  await setAlarms(tx, [{ ...lapseAlarm.names({ id }), dueAt: at.add(VALID) }])
  return { ok: true, state: 'waiting' }
}

/** 同意 or 不同意 of another administrator; of two who press at once the first decides. */
export async function decide(
  ctx: Ctx,
  tx: Tx,
  { agrees, ...pressed }: Pressed & { agrees: boolean },
): Promise<Outcome> {
  const { id, who, at } = pressed
  const request = await store.lock(tx, id)
  if (request.who === who) return refuse('own')
  if (!(await adminsFor(tx, null, [])).includes(who)) return refuse('notAdmin')
  if (request.state !== 'waiting') return refuse('settled')
  // Whoever asked may have left office meanwhile.
  const names = agrees ? await pressed.exporters[request.kind].countNames(ctx, tx, request) : null
  if (names !== null) await grant(ctx, tx, { request: { ...request, names }, pressed, by: who })
  else {
    await store.change(tx, id, { state: 'declined', by: who, at })
    await audit(ctx, tx, { actor: who, act: 'exports.decline', about: request.ref, details: { export: id } })
  }
  await tell(ctx, tx, request)
  return { ok: true, state: names === null ? 'declined' : 'granted' }
}

/** Nobody has decided in time: no file is made. False when somebody has. */
export async function lapse(ctx: Ctx, tx: Tx, id: string): Promise<boolean> {
  const request = await store.lock(tx, id)
  if (request.state !== 'waiting') return false
  await store.change(tx, id, { state: 'lapsed', at: ctx.now() })
  await tell(ctx, tx, request)
  return true
}

type Granting = { request: ExportRequest; pressed: Pressed; by: MemberId | null }

/** Who, what, when and how many names: also in the audit, which holds no reason. */
async function grant(ctx: Ctx, tx: Tx, { request, pressed, by }: Granting): Promise<void> {
  const { id, kind: what, ref, who, reason, names } = request
  const { at, exporters } = pressed
  await store.change(tx, id, { state: 'granted', reason, names, at, ...(by === null ? {} : { by }) })
  const details = { export: id, kind: what, names, ...(by === null ? {} : { by }) }
  await audit(ctx, tx, { actor: who, act: 'exports.made', about: ref, details })
  await exporters[what].make(ctx, tx, { ref, who, at })
}

async function tell(ctx: Ctx, tx: Tx, { id, who }: ExportRequest): Promise<void> {
  await markStale(tx, id, ['exports.approve', 'exports.reason'])
  await writeLetters(ctx, tx, [{ ...decidedLetter.names({ id }), to: { person: who } }])
}

/** Deletes what was asked for before; returns whether more may be left. */
export async function expireExports(tx: Tx, expired: Expired): Promise<boolean> {
  return (await store.deleteRequests(tx, expired)) === expired.most
}

function refuse(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal }
}
