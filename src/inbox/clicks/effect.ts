import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { messageOf, Unfit } from '../../errors.ts'
import type { Click, ClickAnswer } from '../../feishu/in/click.ts'
import { LetterId, OpenId } from '../../ids.ts'
import type { Toast } from '../../cards/card.ts'
import { type Pressing, type Shown, showState } from '../../letters/answers/service.ts'
import { letterById } from '../../letters/service.ts'
import type { Correspondence } from '../../letters/types.ts'
import { notSaved, words } from '../words.ts'
import * as store from './store.ts'
import { isAfter, isBefore } from '../../time/order.ts'

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

/**
 * What a press does, its key and its toast in one transaction; a redelivery only gets the toast that was kept, and the card as
 * it is by then. `goesOn`
 * says there whether there is still anything to do. A part that fits nothing of today leaves nothing behind: the press is
 * done anew without it.
 */
export async function pressOnce(
  ctx: Ctx,
  what: What,
  goesOn: (tx: Tx) => Promise<boolean> = always,
): Promise<Effect> {
  const without = new Set<Part>()
  for (;;) {
    try {
      return await transact(ctx, async (tx) =>
        (await goesOn(tx)) ? effectOnce(ctx, tx, { ...what, without }) : NOTHING,
      )
    } catch (thrown) {
      if (!(thrown instanceof Misfit)) throw thrown
      ctx.log.warn({ event: what.click.eventId, err: thrown.message }, 'a button that fits nothing')
      without.add(thrown.part)
    }
  }
}

const NOTHING: Effect = { answer: {} }

async function always(): Promise<boolean> {
  return true
}

/** What a press consists of that may fit nothing of today: what its button does, and what its card shows then. */
type Part = 'action' | 'card'
type Fitting = What & { without: ReadonlySet<Part> }

class Misfit extends Error {
  readonly part: Part
  constructor(part: Part, cause: Unfit) {
    super(cause.message, { cause })
    this.part = part
  }
}

async function effectOnce(ctx: Ctx, tx: Tx, what: Fitting): Promise<Effect> {
  const { eventId } = what.click
  const kept = await store.keepClick(tx, pressedBy(what))
  if (kept === 'foreign') {
    ctx.log.warn({ event: eventId }, 'a click under the key of another')
    return said({ tone: 'warning', text: words.unknownButton })
  }
  if (kept !== 'first') ctx.metrics.repeatAvoided('click')
  const press = await pressing(ctx, tx, what)
  const toast = kept === 'first' ? await toastOf(ctx, tx, press) : kept
  // Before the card: who waits for it waits until the transaction ends.
  if (kept === 'first') await store.keepToast(tx, eventId, toast)
  if ('refusal' in press) return said(toast)
  const refused = toast.tone === 'warning' || toast.tone === 'error'
  const shown = await fitting('card', press, () => showState(ctx, tx, { ...press, refused }))
  return answerWith(toast, press.letter.id, shown)
}

/** Whose press it was, on which message. */
export function pressedBy({ click: { eventId, openId, messageId }, at }: What): store.Pressed {
  return { eventId, pressed: `${openId}/${messageId}`, at }
}

type Recognised = Fitting & Pressing

/** Whose press it is and on which letter; otherwise what whoever pressed is told. */
async function pressing(ctx: Ctx, tx: Tx, what: Fitting): Promise<Recognised | { refusal: string }> {
  const { click, letters } = what
  const id = LetterId.safeParse(click.value['l']).data
  if (id === undefined) return { refusal: words.unknownButton }
  const letter = await letterById(tx, id)
  if (letter === undefined) return { refusal: await elsewhere(ctx, tx, what) }
  const who = await letters.memberOf(tx, OpenId.parse(click.openId))
  if (who === null) return { refusal: words.stranger }
  return { ...what, who, letter }
}

async function toastOf(ctx: Ctx, tx: Tx, press: Recognised | { refusal: string }): Promise<Toast> {
  if ('refusal' in press) return { tone: 'warning', text: press.refusal }
  const toast = await fitting('action', press, () => act(ctx, tx, press))
  return toast ?? { tone: 'warning', text: words.unfit }
}

/** A card that none of our letters became: another installation speaks for the same app, or records were set back. */
async function elsewhere(ctx: Ctx, tx: Tx, { letters, click }: What): Promise<string> {
  const { messageId, eventId } = click
  ctx.log.warn({ event: eventId, message: messageId }, 'a press on a card that is not of these records')
  await letters.noteElsewhere(ctx, tx, { messageId })
  return words.notOurs
}

/** What the button does. */
async function act(ctx: Ctx, tx: Tx, { letters, click, who, letter }: Pressing): Promise<Toast> {
  const { a: name, l: _, ...data } = click.value
  const handler = typeof name === 'string' ? letters.actions.get(name) : undefined
  if (handler === undefined) return { tone: 'warning', text: words.unknownButton }
  const press = { who, letter: letter.id, madeAt: timeOf(ctx, click), data, form: click.form }
  return (await handler(ctx, tx, press)).toast
}

/** What a part of the press comes to; undefined when it was found to fit nothing of today. */
async function fitting<T>(part: Part, { without }: Fitting, work: () => Promise<T>): Promise<T | undefined> {
  if (without.has(part)) return undefined
  try {
    return await work()
  } catch (thrown) {
    throw thrown instanceof Unfit ? new Misfit(part, thrown) : thrown
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
  const believable = !isAfter(click.madeAt, now) && !isBefore(click.madeAt, earliest)
  return believable ? click.madeAt : now
}
