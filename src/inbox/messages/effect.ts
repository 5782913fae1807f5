import type { Block } from '../../cards/card.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Incoming } from '../../feishu/in/incoming.ts'
import type { MemberId } from '../../ids.ts'
import { anyLetterOnItsWay, letterOfMessage } from '../../letters/service.ts'
import * as snoozeAction from '../../letters/snooze/action.ts'
import type { Letter, LetterKind, LetterKinds } from '../../letters/types.ts'
import type { Inbox, Said } from '../types.ts'

/** Thrown when a message can be understood only later: it rests, and nothing is counted as a failure. */
export class TooEarly extends Error {}

type Told = { inbox: Inbox; message: Incoming }

/**
 * Answers a message of a member. A stranger is left alone, and so is a group that talks among itself, which an app with
 * more rights than it needs would overhear.
 */
export async function answerMessage(ctx: Ctx, tx: Tx, { inbox, message }: Told): Promise<void> {
  const { letters, messages } = inbox
  if (message.chatType === 'group' && !message.mentionsBot) return
  const who = await letters.memberOf(tx, message.openId)
  if (who === null) return
  const said = saidBy(who, message)
  if (message.isTooLong) return messages.sendTooLong(ctx, tx, said)
  const about = await repliedTo(tx, message, who)
  const buttons = about === null ? [] : await buttonsOf(ctx, tx, { kinds: letters.kinds, letter: about })
  await messages.handleMessage(ctx, tx, { ...said, about, buttons })
}

/** Takes an edited message's new words for what it was taken as. */
export async function reviseMessage(ctx: Ctx, tx: Tx, { inbox, message }: Told): Promise<void> {
  const who = await inbox.letters.memberOf(tx, message.openId)
  if (who === null) return
  await inbox.messages[message.isTooLong ? 'sendTooLong' : 'revise'](ctx, tx, saidBy(who, message))
}

/** Types of messages that say something: words, words and pictures, a picture, or a file. */
const SAYING = ['text', 'post', 'image', 'file']

function saidBy(who: MemberId, message: Incoming): Said {
  return {
    who,
    chat: message.chatId,
    inGroup: message.chatType === 'group',
    text: message.text,
    words: message.words ?? message.text,
    at: message.at,
    pictures: message.pictures,
    files: message.files ?? [],
    isUseless: !SAYING.includes(message.type),
    messageId: message.messageId,
    about: null,
    buttons: [],
  }
}

/**
 * Returns the letter that is replied to. A reply to a reply, or to one of our short answers, is about the card at their
 * root. After an attempt without an answer a message may be there, and be replied to, before we know which letter it is.
 */
async function repliedTo(tx: Tx, message: Incoming, who: MemberId): Promise<Letter | null> {
  const { parentId, rootId, chatId } = message
  if (parentId === undefined) return null
  const [parent, root] = [await letterOfMessage(tx, parentId), rootId && (await letterOfMessage(tx, rootId))]
  const found = parent === undefined || SHORT_ANSWERS.includes(parent.kind) ? (root ?? parent) : parent
  if (found || !(await anyLetterOnItsWay(tx, [{ chat: chatId }, { person: who }]))) return found ?? null
  throw new TooEarly(`message ${parentId} may be a letter that is still on its way`)
}

/** Letters that are a text and ask nothing. */
const SHORT_ANSWERS: readonly LetterKind[] = [
  'desk.hint',
  'desk.pointer',
  'reports.noted',
  'attendance.noted',
  'meetings.noneMeant',
]

type Asking = { kinds: LetterKinds; letter: Letter }

/** Returns what can be pressed on a letter's card at this moment, as long as it waits for somebody. */
async function buttonsOf(ctx: Ctx, tx: Tx, { kinds, letter }: Asking): Promise<string[]> {
  const { open, isRelevant, render } = kinds[letter.kind]
  if (!(await (open ?? isRelevant)(ctx, tx, letter))) return []
  const rendering = await render(ctx, tx, letter)
  return 'text' in rendering ? [] : buttonsIn(rendering.blocks)
}

/** The buttons that put a reminder off: pressing one is no answer. */
const PUTS_OFF = new Set(snoozeAction.actions.map(([name]) => name))

function buttonsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'folded') return buttonsIn(block.blocks)
    if (block.kind === 'form') return [block.submit, ...(block.others ?? [])].map(({ text }) => text)
    const buttons = block.kind === 'buttons' ? block.buttons : []
    return buttons.filter(({ action }) => !PUTS_OFF.has(action)).map(({ text }) => text)
  })
}
