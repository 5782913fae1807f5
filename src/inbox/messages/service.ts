import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { messageOf } from '../../errors.ts'
import type { MessageId } from '../../ids.ts'
import { Incoming } from '../../feishu/in/incoming.ts'
import type { Inbox } from '../types.ts'
import { answerMessage, reviseMessage, TooEarly } from './effect.ts'
import * as store from './store.ts'

export { deleteMessages } from './store.ts'

/** Seconds of rest after the first, second … failure; after the last the message is `failed`. */
const RESTS = [1, 2, 5, 15, 60, 300]
const BATCH = 100
/** How many messages of one person, or of one chat, are under way at a time. */
const TURNS = 8

/** Seconds until a message is handled again that came too early. */
const EARLY_SECONDS = 3

/** Stores a message so that it may be acknowledged; its effect is a second transaction. */
export async function receiveMessage(ctx: Ctx, message: Incoming): Promise<void> {
  const first = await store.keepMessage(ctx.db, { id: message.messageId, payload: message, at: ctx.now() })
  if (!first) ctx.metrics.repeatAvoided('message')
  ctx.wake()
}

/**
 * Stores the other words of a message: what had no effect yet has that of the new words, otherwise the effect is still to
 * be revised. Older words than those that are known change nothing.
 */
export async function editMessage(ctx: Ctx, message: Incoming, editedAt: Temporal.Instant): Promise<void> {
  await store.editMessage(ctx.db, { id: message.messageId, payload: message, at: ctx.now(), editedAt })
  ctx.wake()
}

/**
 * Stores that a message was taken back, in whatever order that becomes known: what had no effect yet never has one,
 * otherwise the effect is still to be taken back, once.
 */
export async function recallMessage(ctx: Ctx, id: MessageId): Promise<void> {
  await store.recallMessage(ctx.db, { id, at: ctx.now() })
  ctx.wake()
}

/** The sweep: stored messages whose effect is still to come, in fair turns. The caller enqueues one job for each. */
export async function takeOpenMessages(ctx: Ctx): Promise<MessageId[]> {
  return store.takeOpenMessages(ctx.db, { most: BATCH, each: TURNS })
}

/** Gives one stored message its effect, or takes it back, once. */
export async function handleMessage(ctx: Ctx, inbox: Inbox, id: MessageId): Promise<void> {
  try {
    await transact(ctx, async (tx) => {
      const kept = await store.lockMessage(tx, id)
      if (kept === undefined) return
      if (kept.recalled) await inbox.messages.withdraw(ctx, tx, id)
      else {
        const message = Incoming.parse(kept.payload)
        await (kept.heard ? reviseMessage : answerMessage)(ctx, tx, { inbox, message })
      }
      await store.endMessage(tx, id, 'done')
    })
  } catch (thrown) {
    if (thrown instanceof TooEarly) return store.restMessage(ctx.db, id, EARLY_SECONDS)
    const error = messageOf(thrown)
    const number = await transact(ctx, (tx) => countFailure(ctx, tx, { inbox, id, error }))
    ctx.log.error({ message: id, err: error, ...(number === undefined ? {} : { number }) }, 'message failed')
  }
}

/** Counts a failure. After the last whoever wrote is told, and its number is returned. */
async function countFailure(
  ctx: Ctx,
  tx: Tx,
  what: { inbox: Inbox; id: MessageId; error: string },
): Promise<string | undefined> {
  const { inbox, id, error } = what
  const kept = await store.lockMessage(tx, id)
  if (kept === undefined) return undefined
  const rest = RESTS[kept.attempts]
  if (rest !== undefined) {
    await store.countMessageFailure(tx, id, rest)
    return undefined
  }
  await store.endMessage(tx, id, 'failed')
  const openId = Incoming.safeParse(kept.payload).data?.openId ?? null
  const number = await inbox.letters.noteFailure(ctx, tx, { kind: 'message', ref: id, openId, error })
  await inbox.letters.tellFailure(ctx, tx, number)
  return number
}

/** Looks at once at messages that were taken: for whoever knows that nobody else is about to handle them. */
export async function makeMessagesPending({ db }: Ctx): Promise<void> {
  await store.makePending(db)
}

/** Whether a message still waits for its effect. */
export async function messagesWait(ctx: Ctx): Promise<boolean> {
  return store.anyOpenMessage(ctx.db)
}
