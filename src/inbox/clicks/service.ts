import type { Ctx } from '../../ctx.ts'
import { transact } from '../../db/transact.ts'
import { urgently } from '../../db/turns.ts'
import { messageOf } from '../../errors.ts'
import * as inbox from '../../feishu/out/store.ts'
import type { Click, ClickAnswer } from '../../feishu/in/socket.ts'
import * as cards from '../../letters/cards/store.ts'
import { type Effect, failed, LATEST, pressedBy, pressOnce, timeOf, type What } from './effect.ts'
import type { Correspondence } from '../../letters/types.ts'
import { words } from '../../letters/words.ts'
import * as store from '../late-clicks/store.ts'

/** The platform waits three seconds; what is not committed by then is said to be under way. */
const PATIENCE_MS = 2_500
/** From here on it is said, as soon as it is kept. */
const LATE_MS = 2_200
/** So early what is still under way begins to be kept: it must outlive this process before that is said. */
const KEPT_FROM_MS = 1_200

/**
 * Answers a click: its key, its effect and its answer are one transaction, so that a redelivery gets the same answer
 * and a crash leaves either all or nothing.
 */
export async function answerClick(ctx: Ctx, letters: Correspondence, click: Click): Promise<ClickAnswer> {
  const started = ctx.elapsed()
  const what = { letters, click, at: ctx.now() }
  const work = pressOnce(ctx, what).catch((thrown: unknown) => failed(ctx, what, thrown))
  try {
    const effect = await within(KEPT_FROM_MS, work)
    return effect === 'late' ? await answerKept(ctx, what, work) : answerWith(ctx, effect, click)
  } finally {
    ctx.log.info(
      { event: click.eventId, action: click.value['a'], ms: Math.round(ctx.elapsed() - started) },
      'click',
    )
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function answerWith(ctx: Ctx, effect: Effect, click: Click): ClickAnswer {
  // Once the answer is on its way the card shows it; until then the card stays stale.
  setImmediate(() => void settle(ctx, effect, click))
  return effect.answer
}

/** That it is under way is said only of what is kept: it is done again if this process does not live to do it. */
async function answerKept(ctx: Ctx, what: What, work: Promise<Effect>): Promise<ClickAnswer> {
  const keeping = urgently(() => store.keepLate(ctx.db, what)).then(
    () => 'kept' as const,
    (thrown: unknown) => ctx.log.error({ err: messageOf(thrown) }, 'late click not kept'),
  )
  const effect = await within(LATE_MS - KEPT_FROM_MS, work)
  const ended = Promise.all([work, keeping]).then(([{ failure }]) =>
    endLate(ctx, what, effect === 'late' ? failure : undefined),
  )
  ended.catch((thrown: unknown) => ctx.log.error({ err: messageOf(thrown) }, 'late click not ended'))
  if (effect !== 'late') return answerWith(ctx, effect, what.click)
  const isKept = (await within(PATIENCE_MS - LATE_MS, keeping)) === 'kept'
  return { toast: { type: 'info', content: isKept ? words.busy : words.unsure } }
}

/** Whoever was told that it is under way is told in a letter when it comes to nothing. */
async function endLate(ctx: Ctx, { letters, click }: What, failure: string | undefined): Promise<void> {
  await transact(ctx, async (tx) => {
    if (failure !== undefined) await letters.tellFailure(ctx, tx, failure)
    await store.endLate(tx, click.eventId)
  })
}

/** Looks at once at presses that were under way: for whoever knows that no other process works on them. */
export async function lookAtClicksAgain({ db }: Ctx): Promise<void> {
  await store.releaseLate(db)
}

/**
 * Does again what was said to be under way and had no effect, because its process was killed. It is judged by the time
 * at which it was made; whoever has pressed again since has seen how the matter stands. What is too old to be guessed is
 * told to whoever pressed, and kept for the administrators.
 */
export async function redoLateClicks(ctx: Ctx, letters: Correspondence): Promise<void> {
  for (const late of await store.takeLate(ctx.db)) {
    const what = { ...late, letters }
    const { eventId: event } = late.click
    ctx.log.warn({ event }, 'a click that its process did not end')
    try {
      await redo(ctx, what).catch(async (thrown: unknown) => {
        const { failure } = await failed(ctx, what, thrown)
        await endLate(ctx, what, failure)
      })
    } catch (thrown) {
      ctx.log.error({ event, err: messageOf(thrown) }, 'late click not done again')
    }
  }
}

async function redo(ctx: Ctx, what: What): Promise<void> {
  await pressOnce(ctx, what, async (tx) => {
    if (!(await store.endLate(tx, what.click.eventId))) return false
    if (await inbox.wasSettled(tx, pressedBy(what))) return false
    if (Temporal.Instant.compare(what.at, ctx.now().subtract(LATEST)) < 0) throw new Error('killed under way')
    return true
  })
}

async function settle(ctx: Ctx, { shows }: Effect, click: Click): Promise<void> {
  if (shows === undefined || shows.overlaps || isTooLate(ctx, click)) return
  try {
    await cards.answered(ctx.db, shows.letter, shows)
  } catch (thrown) {
    // The card stays stale and is updated in a few seconds: one call more, nothing lost.
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
 * updated once more; at a start, whatever was pressed shortly before the last press of all. It looks when the clicks that
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
