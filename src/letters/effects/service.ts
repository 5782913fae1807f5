import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { messageOf, Unfit } from '../../errors.ts'
import * as inbox from '../../feishu/store.ts'
import type { Click, ClickAnswer } from '../../feishu/socket.ts'
import { LetterId, OpenId } from '../../ids.ts'
import type { Toast } from '../../words/card.ts'
import * as records from '../records/store.ts'
import { type Pressing, type Shown, showState } from '../showing/service.ts'
import type { Correspondence } from '../types.ts'
import { notSaved, words } from '../words.ts'
import { withinPress } from './store.ts'

/** A click older than this is judged as if it were made now: no platform delivers that late. */
export const LATEST = Temporal.Duration.from({ minutes: 10 })

/** A press, and when it came. */
export type What = { letters: Correspondence; click: Click; at: Temporal.Instant }

/** What a press came to. */
export type Effect = {
  answer: ClickAnswer
  /** The number of what came to nothing. */
  failure?: string
  shows?: { letter: LetterId } & Omit<Shown, 'card'>
}

/** What a press does, its key and its answer; a redelivery only gets the answer that was kept. */
export async function effectOnce(ctx: Ctx, tx: Tx, what: What): Promise<Effect> {
  const { eventId } = what.click
  const kept = await inbox.keepClick(tx, pressedBy(what))
  if (kept === 'foreign') {
    ctx.log.warn({ event: eventId }, 'a click under the key of another')
    return said({ tone: 'warning', text: words.unknownButton })
  }
  if (kept !== undefined) {
    ctx.tally.repeatAvoided('click')
    return { answer: kept }
  }
  const effect = await effectOf(ctx, tx, what)
  await inbox.keepAnswer(tx, eventId, effect.answer)
  return effect
}

/** Whose press it was, on which message. */
export function pressedBy({ click: { eventId, openId, messageId }, at }: What): inbox.Pressed {
  return { eventId, pressed: `${openId}/${messageId}`, at }
}

async function effectOf(ctx: Ctx, tx: Tx, what: What): Promise<Effect> {
  const { click, letters } = what
  const id = LetterId.safeParse(click.value['l']).data
  if (id === undefined) return said({ tone: 'warning', text: words.unknownButton })
  const letter = await records.byId(tx, id)
  if (letter === undefined) return elsewhere(ctx, tx, what)
  const who = await letters.memberOf(tx, OpenId.parse(click.openId))
  if (who === null) return said({ tone: 'warning', text: words.stranger })
  const press = { ...what, who, letter }
  const toast = await act(ctx, tx, press)
  return answerWith(toast, letter.id, await stateOf(ctx, tx, press))
}

/** A card that none of our letters became: another installation speaks for the same app, or records were set back. */
async function elsewhere(ctx: Ctx, tx: Tx, { letters, click }: What): Promise<Effect> {
  const { messageId, eventId } = click
  ctx.log.warn({ event: eventId, message: messageId }, 'a press on a card that is not of these records')
  await letters.noteElsewhere(ctx, tx, { messageId })
  return said({ tone: 'warning', text: words.notOurs })
}

/** What the button does; one that fits nothing of today does nothing, and says so. */
async function act(ctx: Ctx, tx: Tx, { letters, click, who, letter }: Pressing): Promise<Toast> {
  const { a: name, l: _, ...data } = click.value
  const handler = typeof name === 'string' ? letters.actions.get(name) : undefined
  if (handler === undefined) return { tone: 'warning', text: words.unknownButton }
  const press = { who, letter: letter.id, madeAt: timeOf(ctx, click), data, form: click.form }
  const done = await fitting(ctx, click, () => withinPress(tx, () => handler(ctx, tx, press)))
  return done?.toast ?? { tone: 'warning', text: words.unfit }
}

async function stateOf(ctx: Ctx, tx: Tx, press: Pressing): Promise<Shown | undefined> {
  return fitting(ctx, press.click, () => withinPress(tx, () => showState(ctx, tx, press)))
}

/** What the work comes to; undefined when the button fits nothing of today. */
async function fitting<T>(ctx: Ctx, { eventId }: Click, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof Unfit)) throw thrown
    ctx.log.warn({ event: eventId, err: thrown.message }, 'a button that fits nothing')
    return undefined
  }
}

function answerWith(toast: Toast, letter: LetterId, shown: Shown | undefined): Effect {
  const { answer } = said(toast)
  if (shown === undefined) return { answer }
  const { card, ...shows } = shown
  return { answer: { ...answer, card }, shows: { letter, ...shows } }
}

function said(toast: Toast): Effect {
  return { answer: { toast: { type: toast.tone, content: toast.text } } }
}

/** Keeps that a click came to nothing: who pressed, the log and the administrators are told the same number. */
export async function failed(ctx: Ctx, { letters, click }: What, thrown: unknown): Promise<Effect> {
  const { eventId: ref, openId } = click
  const error = messageOf(thrown)
  const failure = await transact(ctx, (tx) =>
    letters.noteFailure(ctx, tx, { kind: 'click', ref, openId, error }),
  )
  ctx.log.error({ event: ref, action: click.value['a'], number: failure, err: error }, 'click failed')
  return { ...said({ tone: 'error', text: notSaved(failure) }), failure }
}

/** A click is judged by the time it was made, as far as that can be believed. */
export function timeOf(ctx: Ctx, click: Click): Temporal.Instant {
  const now = ctx.now()
  const earliest = now.subtract(LATEST)
  const believable =
    Temporal.Instant.compare(click.madeAt, now) <= 0 && Temporal.Instant.compare(click.madeAt, earliest) >= 0
  return believable ? click.madeAt : now
}
