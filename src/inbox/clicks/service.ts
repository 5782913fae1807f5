import type { Ctx } from '../../ctx.ts'
import { transact } from '../../db/transact.ts'
import { urgently } from '../../db/turns.ts'
import { messageOf } from '../../errors.ts'
import type { Click, ClickAnswer } from '../../feishu/in/click.ts'
import { noteAnswered } from '../../letters/answers/service.ts'
import { type Effect, failed, LATEST, pressedBy, pressOnce, timeOf, type What } from './effect.ts'
import type { Correspondence } from '../../letters/types.ts'
import * as late from '../late-clicks/store.ts'
import { words } from '../words.ts'
import * as store from './store.ts'
import { isBefore } from '../../time/order.ts'

/** The platform waits three seconds; what is not committed by then is said to be under way. */
export const PATIENCE_MS = 2_500
/** From here on it is said, as soon as it is kept. */
const LATE_MS = 2_200
/** So early what is still under way begins to be kept: it must outlive this process before that is said. */
const KEPT_FROM_MS = 1_200

/**
 * Answers a click: its key, its effect and its answer are one transaction, so that a redelivery gets the same answer
 * and a crash leaves either all or nothing.
 */
export async function handleClick(ctx: Ctx, letters: Correspondence, click: Click): Promise<ClickAnswer> {
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
  const keeping = urgently(() => late.keepLate(ctx.db, what)).then(
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

/** Reports a failed click in a letter to the person whose toast said 正在处理. */
async function endLate(ctx: Ctx, { letters, click }: What, failure: string | undefined): Promise<void> {
  await transact(ctx, async (tx) => {
    if (failure !== undefined) await letters.tellFailure(ctx, tx, failure)
    await late.endLate(tx, click.eventId)
  })
}

/** Looks at once at presses that were under way: for whoever knows that no other process works on them. */
export async function makeClicksPending({ db }: Ctx): Promise<void> {
  await late.releaseLate(db)
}

/**
 * Does again what was said to be under way and had no effect, because its process was killed. It is judged by the time
 * at which it was made; whoever has pressed again since has seen how the matter stands. What is too old to be guessed is
 * told to whoever pressed, and kept for the administrators.
 */
export async function redoLateClicks(ctx: Ctx, letters: Correspondence): Promise<void> {
  for (const press of await late.takeLate(ctx.db)) {
    const what = { ...press, letters }
    const { eventId: event } = press.click
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
    if (!(await late.endLate(tx, what.click.eventId))) return false
    if (await store.wasSettled(tx, pressedBy(what))) return false
    if (isBefore(what.at, ctx.now().subtract(LATEST))) throw new Error('killed under way')
    return true
  })
}

async function settle(ctx: Ctx, { shows }: Effect, click: Click): Promise<void> {
  if (shows === undefined || shows.overlaps || isTooLate(ctx, click)) return
  try {
    await noteAnswered(ctx, shows)
  } catch (thrown) {
    // The card stays stale and is updated in a few seconds: one call more, nothing lost.
    ctx.log.warn({ letter: shows.letter, err: messageOf(thrown) }, 'answered card not noted')
  }
}

/** Whether the platform may have given up on the click before our answer: then nobody sees the answer's card. */
function isTooLate(ctx: Ctx, click: Click): boolean {
  return ctx.now().since(timeOf(ctx, click)).total('milliseconds') > PATIENCE_MS
}

/** Forgets the answers to clicks that no redelivery can ask for any more. */
export async function forgetOldClicks(ctx: Ctx): Promise<void> {
  await store.forgetClicks(ctx.db, ctx.now().subtract({ hours: 24 * 15 }))
}
