import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { messageOf } from '../../errors.ts'
import { cardHash, renderCard } from '../../feishu/card.ts'
import * as inbox from '../../feishu/store.ts'
import type { Click, ClickAnswer } from '../../feishu/socket.ts'
import { LetterId, MessageId, OpenId } from '../../ids.ts'
import type { Toast } from '../../words/card.ts'
import * as cards from '../cards/store.ts'
import { drawLetter } from '../drawing/service.ts'
import * as records from '../records/store.ts'
import type { Correspondence, Letter } from '../types.ts'
import { words } from '../words.ts'

/** The platform waits three seconds; what is not committed by then is said to be under way. */
const PATIENCE_MS = 2_500
/** A click older than this is judged as if it were made now: no platform delivers that late. */
const LATEST = Temporal.Duration.from({ minutes: 10 })

type Effect = {
  answer: ClickAnswer
  shows?: { letter: LetterId; hash: string; wanted: number; overlaps: boolean }
}

/**
 * Answers a click: its key, its effect and its answer are one transaction, so that a redelivery gets the same answer
 * and a crash leaves either all or nothing.
 */
export async function answerClick(ctx: Ctx, letters: Correspondence, click: Click): Promise<ClickAnswer> {
  const started = ctx.elapsed()
  const work = transact(ctx, (tx) => effectOnce(ctx, tx, { letters, click }))
  const patience = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => patience.resolve('late'), PATIENCE_MS)
  try {
    const effect = await Promise.race([work, patience.promise])
    if (effect === 'late') return lateAnswer(ctx, work)
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

function lateAnswer(ctx: Ctx, work: Promise<Effect>): ClickAnswer {
  work.catch((thrown: unknown) => ctx.log.error({ err: messageOf(thrown) }, 'late click failed'))
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

async function effectOnce(
  ctx: Ctx,
  tx: Tx,
  what: { letters: Correspondence; click: Click },
): Promise<Effect> {
  const { click } = what
  const kept = await inbox.keepClick(tx, { eventId: click.eventId, at: ctx.now() })
  if (kept !== undefined) {
    ctx.tally.repeatAvoided('click')
    return { answer: kept }
  }
  const effect = await effectOf(ctx, tx, what)
  await inbox.keepAnswer(tx, click.eventId, effect.answer)
  return effect
}

async function effectOf(ctx: Ctx, tx: Tx, what: { letters: Correspondence; click: Click }): Promise<Effect> {
  const { click, letters } = what
  const { a: name, l, ...data } = click.value
  const handler = typeof name === 'string' ? letters.actions.get(name) : undefined
  if (handler === undefined) return { answer: toastOnly({ tone: 'warning', text: words.unknownButton }) }
  const who = await letters.memberOf(tx, OpenId.parse(click.openId))
  if (who === null) return { answer: toastOnly({ tone: 'warning', text: words.stranger }) }
  const letter = LetterId.safeParse(l).data ?? null
  const press = { who, letter, madeAt: timeOf(ctx, click), data, form: click.form }
  const { toast } = await handler(ctx, tx, press)
  const shows = letter === null ? undefined : await showState(ctx, tx, { ...what, letter })
  if (shows === undefined) return { answer: toastOnly(toast) }
  return { answer: { ...toastOnly(toast), card: shows.card }, shows }
}

function toastOnly(toast: Toast): ClickAnswer {
  return { toast: { type: toast.tone, content: toast.text } }
}

/** A click is judged by the time it was made, as far as that can be believed. */
function timeOf(ctx: Ctx, click: Click): Temporal.Instant {
  const now = ctx.now()
  const earliest = now.subtract(LATEST)
  const believable =
    Temporal.Instant.compare(click.madeAt, now) <= 0 && Temporal.Instant.compare(click.madeAt, earliest) >= 0
  return believable ? click.madeAt : now
}

async function showState(
  ctx: Ctx,
  tx: Tx,
  what: { letters: Correspondence; click: Click; letter: LetterId },
): Promise<(NonNullable<Effect['shows']> & { card: object }) | undefined> {
  const letter = await records.byId(tx, what.letter)
  if (letter === undefined) return undefined
  const messageId = MessageId.parse(what.click.messageId)
  const card = await drawCard(ctx, tx, { letters: what.letters, letter })
  if (card === undefined) return undefined
  await learn(ctx, tx, { letter, messageId })
  const hash = cardHash(card)
  const noted = await cards.clicked(tx, letter.id, { messageId, hash })
  return noted && { ...noted, letter: letter.id, hash, card }
}

async function drawCard(
  ctx: Ctx,
  tx: Tx,
  what: { letters: Correspondence; letter: Letter },
): Promise<object | undefined> {
  const drawing = await drawLetter(ctx, tx, { kinds: what.letters.kinds, letter: what.letter })
  return 'text' in drawing ? undefined : renderCard(drawing, { letter: what.letter.id })
}

// A platform that only says "already sent" keeps the message's id to itself: the first click tells it.
async function learn(ctx: Ctx, tx: Tx, what: { letter: records.Found; messageId: MessageId }): Promise<void> {
  const { letter, messageId } = what
  if (letter.messageId !== null) return
  await records.learnMessage(tx, letter.id, messageId)
  await cards.remember(tx, {
    letter: letter.id,
    kind: letter.kind,
    ref: letter.ref,
    messageId,
    painted: null,
    stale: true,
    withdrawn: letter.withdrawn,
    at: ctx.now(),
  })
}
