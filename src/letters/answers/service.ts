import type { Card } from '../../cards/card.ts'
import { refilled } from '../../cards/refilled.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { forgetReads } from '../../db/reads.ts'
import { transact } from '../../db/transact.ts'
import { cardHash, renderCard } from '../../feishu/cards/card.ts'
import type { Click } from '../../feishu/in/click.ts'
import { type LetterId, type MemberId, MessageId } from '../../ids.ts'
import * as cards from '../cards/store.ts'
import { renderLetter } from '../rendering/service.ts'
import * as lookups from '../lookups/store.ts'
import { noteClick } from '../stale/service.ts'
import type { Correspondence } from '../types.ts'

/** What an answer shows on the pressed message; `version` is the state that it shows. */
export type Shown = { card: object; hash: string; version: number; overlaps: boolean }

/** A press by a person of the college, on a card that says to be this letter's. */
export type Pressing = { letters: Correspondence; click: Click; who: MemberId; letter: lookups.Found }

/** `refused`: what the form held is not taken, and is to be mended. */
type Shows = Pressing & { refused: boolean }

/**
 * Renders the letter for the answer to a press; undefined where the message is not that letter's, or the letter is not for
 * whoever pressed. Nobody changes what it shows between rendering and the end of the transaction.
 */
export async function showState(ctx: Ctx, tx: Tx, press: Shows): Promise<Shown | undefined> {
  const { letter, letters } = press
  if (!(await isItsMessage(ctx, tx, press))) return undefined
  const messageId = MessageId.parse(press.click.messageId)
  await learn(ctx, tx, { letter, messageId })
  const noted = await noteClick(tx, letter.id, messageId)
  if (noted === undefined) return undefined
  // Somebody else has changed what it shows since this transaction began to read.
  if (noted.version !== (letter.version ?? 0) + 1) forgetReads(tx)
  const rendering = await renderLetter(ctx, tx, { kinds: letters.kinds, letter })
  if ('text' in rendering) return undefined
  const card = renderCard(press.refused ? withTyped(rendering, press) : rendering, { letter: letter.id })
  return { ...noted, card, hash: cardHash(card) }
}

/** What somebody typed is theirs to read: a card that stands before others holds nothing of it. */
function withTyped(card: Card, { letter, click }: Pressing): Card {
  const action = click.value['a']
  return 'person' in letter.to && typeof action === 'string'
    ? refilled(card, { action, form: click.form })
    : card
}

/** Whether the message is the letter's and reached whoever pressed; the id of one that is not known yet is believed once. */
async function isItsMessage(ctx: Ctx, tx: Tx, press: Pressing): Promise<boolean> {
  const { letter, click, who, letters } = press
  const isHere = 'chat' in letter.to ? letter.to.chat === click.chatId : letter.to.person === who
  if (!isHere) return false
  if (letter.messageId !== null) return letter.messageId === click.messageId
  const isPrivate = 'chat' in letter.to || !(await letters.isShared(ctx, tx, click.chatId))
  return letter.attempted && isPrivate && (await lookups.byMessage(tx, click.messageId)) === undefined
}

// A platform that only says "already sent" keeps the message's id to itself: the first click tells it.
async function learn(ctx: Ctx, tx: Tx, what: { letter: lookups.Found; messageId: MessageId }): Promise<void> {
  const { letter, messageId } = what
  if (letter.messageId !== null) return
  await lookups.learnMessage(tx, letter.id, messageId)
  await cards.remember(tx, {
    letter: letter.id,
    kind: letter.kind,
    ref: letter.ref,
    messageId,
    hash: null,
    stale: true,
    withdrawn: letter.withdrawn,
    at: ctx.now(),
  })
}

/** Notes that the answer to a press was handed over: its card shows it, unless it is stale again by now. */
export async function noteAnswered(
  ctx: Ctx,
  shows: { letter: LetterId } & Omit<Shown, 'card'>,
): Promise<void> {
  await cards.answered(ctx.db, shows.letter, shows)
}

/** When answers may have been lost: so many milliseconds before this moment, or before the last press of all. */
export type Lost = { ms: number; before: 'now' | 'lastPress' }

/** Marks stale whatever was pressed then. */
export async function doubtAnswers(ctx: Ctx, lost: Lost): Promise<void> {
  await transact(ctx, (tx) => cards.doubt(tx, lost))
}
