import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { messageOf, Unfit } from '../../errors.ts'
import * as inbox from '../../feishu/store.ts'
import type { Click, ClickAnswer } from '../../feishu/socket.ts'
import { LetterId, OpenId } from '../../ids.ts'
import type { Toast } from '../../words/card.ts'
import * as cards from '../cards/store.ts'
import * as records from '../records/store.ts'
import { type Pressing, type Shown, showState } from '../showing/service.ts'
import type { Correspondence } from '../types.ts'
import { notSaved, words } from '../words.ts'
import { withinPress } from './store.ts'

/** The platform waits three seconds; what is not committed by then is said to be under way. */
const PATIENCE_MS = 2_500
/** A click older than this is judged as if it were made now: no platform delivers that late. */
const LATEST = Temporal.Duration.from({ minutes: 10 })

type Effect = {
  answer: ClickAnswer
  /** The number of what came to nothing. */
  failure?: string
  shows?: { letter: LetterId } & Omit<Shown, 'card'>
}

/**
 * Answers a click: its key, its effect and its answer are one transaction, so that a redelivery gets the same answer
 * and a crash leaves either all or nothing.
 */
export async function answerClick(ctx: Ctx, letters: Correspondence, click: Click): Promise<ClickAnswer> {
  const started = ctx.elapsed()
  const work = transact(ctx, (tx) => effectOnce(ctx, tx, { letters, click })).catch((thrown: unknown) =>
    failed(ctx, { letters, click }, thrown),
  )
  const patience = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => patience.resolve('late'), PATIENCE_MS)
  try {
    const effect = await Promise.race([work, patience.promise])
    if (effect === 'late') return lateAnswer(ctx, letters, work)
    // Once the answer is on its way the card shows it; until then a paint stays owed.
    setImmediate(() => void settle(ctx, effect, click))
    return effect.answer
  } finally {
    clearTimeout(timer)
    ctx.log.info(
      { event: click.eventId, action: click.value['a'], ms: Math.round(ctx.elapsed() - started) },
      'click',
    )
  }
}

/** Keeps that a click came to nothing: who pressed, the log and the administrators are told the same number. */
async function failed(ctx: Ctx, { letters, click }: What, thrown: unknown): Promise<Effect> {
  const { eventId: ref, openId } = click
  const error = messageOf(thrown)
  const failure = await transact(ctx, (tx) =>
    letters.noteFailure(ctx, tx, { kind: 'click', ref, openId, error }),
  )
  ctx.log.error({ event: ref, action: click.value['a'], number: failure, err: error }, 'click failed')
  return { ...said({ tone: 'error', text: notSaved(failure) }), failure }
}

/** Whoever was told that it is under way is told in a letter when it comes to nothing. */
function lateAnswer(ctx: Ctx, letters: Correspondence, work: Promise<Effect>): ClickAnswer {
  const told = work.then(({ failure }) =>
    failure === undefined ? undefined : transact(ctx, (tx) => letters.tellFailure(ctx, tx, failure)),
  )
  told.catch((thrown: unknown) => ctx.log.error({ err: messageOf(thrown) }, 'late click failed'))
  return { toast: { type: 'info', content: words.busy } }
}

async function settle(ctx: Ctx, { shows }: Effect, click: Click): Promise<void> {
  if (shows === undefined || shows.overlaps || isTooLate(ctx, click)) return
  try {
    await cards.answered(ctx.db, shows.letter, shows)
  } catch (thrown) {
    // The paint stays owed and is made in a few seconds: one call more, nothing lost.
    ctx.log.warn({ letter: shows.letter, err: messageOf(thrown) }, 'answered card not noted')
  }
}

/** Whether the platform may have given up on the click before our answer: then nobody sees the answer's card. */
function isTooLate(ctx: Ctx, click: Click): boolean {
  return ctx.now().since(timeOf(ctx, click)).total('milliseconds') > PATIENCE_MS
}

/** Longer than an answer may take to be sent (3 s) and a ping to be answered (10 s): it may have left before that ping. */
const ON_ITS_WAY = Temporal.Duration.from({ seconds: 15 })
/** Longer than it takes until a connection is found to be dead. */
const FOUND_DEAD_MS = 90_000

/** What is told about the long connection. */
export type Following = {
  /** The platform answered: whatever was sent a while before has arrived. */
  heard(): void
  /** There is a connection: answers may have been lost with the one before, however long ago that was. */
  opened(): void
}

/**
 * Follows the long connection: each time that it comes back, whatever was pressed since the platform was last heard is
 * painted once more; at a start, whatever was pressed shortly before the last press of all. It looks when the clicks that
 * came by the connection before have been answered.
 */
export function followConnection(ctx: Ctx): Following {
  // By wall time: while a machine sleeps no other passes.
  let heardAt: Temporal.Instant | null = null
  let missed: { since: Temporal.Instant | null } | null = null

  async function look(since: Temporal.Instant | null): Promise<void> {
    try {
      await transact(ctx, (tx) => cards.doubt(tx, lostWithin(ctx, since)))
    } catch (thrown) {
      ctx.log.warn(
        { err: messageOf(thrown) },
        'lost answers not looked for: again when the platform is heard',
      )
      missed = { since }
    }
  }

  return {
    heard() {
      heardAt = ctx.now()
      if (missed !== null) void look(missed.since)
      missed = null
    },
    opened() {
      const since = heardAt
      setTimeout(() => void look(since), PATIENCE_MS).unref()
    },
  }
}

function lostWithin(ctx: Ctx, since: Temporal.Instant | null): Parameters<typeof cards.doubt>[1] {
  if (since === null) return { ms: FOUND_DEAD_MS, before: 'lastPress' }
  return { ms: ctx.now().since(since).add(ON_ITS_WAY).total('milliseconds'), before: 'now' }
}

type What = { letters: Correspondence; click: Click }

async function effectOnce(ctx: Ctx, tx: Tx, what: What): Promise<Effect> {
  const { eventId, openId, messageId } = what.click
  const kept = await inbox.keepClick(tx, { eventId, pressed: `${openId}/${messageId}`, at: ctx.now() })
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

/** A click is judged by the time it was made, as far as that can be believed. */
function timeOf(ctx: Ctx, click: Click): Temporal.Instant {
  const now = ctx.now()
  const earliest = now.subtract(LATEST)
  const believable =
    Temporal.Instant.compare(click.madeAt, now) <= 0 && Temporal.Instant.compare(click.madeAt, earliest) >= 0
  return believable ? click.madeAt : now
}
