import * as attendanceAction from './attendance/action.ts'
import * as attendanceAlarm from './attendance/alarm.ts'
import * as attendanceLetter from './attendance/letter.ts'
import type { AlarmKinds } from './alarms/types.ts'
import * as calendarAction from './calendar/action.ts'
import * as calendarCommand from './calendar/command.ts'
import * as calendarLetter from './calendar/letter.ts'
import * as deskAction from './desk/action.ts'
import * as deskCommand from './desk/command.ts'
import * as deskLetter from './desk/letter.ts'
import {
  dropQuestion,
  hear,
  noteElsewhere,
  noteFailure,
  pauseOf,
  reviseQuestion,
  sendTooLong,
  tellFailure,
} from './desk/service.ts'
import * as digestCommand from './digest/command.ts'
import * as digestLetter from './digest/letter.ts'
import type { Ctx } from './ctx.ts'
import type { Tx } from './db/tables.ts'
import { callsSince } from './feishu/out/usage.ts'
import { type Effects, TooEarly } from './inbox/messages/service.ts'
import type { Incoming } from './feishu/in/incoming.ts'
import type { MemberId } from './ids.ts'
import * as snoozeAction from './letters/snooze/action.ts'
import { anyLetterOnItsWay, letterOfMessage } from './letters/service.ts'
import * as whyAction from './letters/why/action.ts'
import type { Actions, Correspondence, Letter, LetterKind, LetterKinds, Said } from './letters/types.ts'
import * as meetingsAlarm from './meetings/alarm.ts'
import * as meetingsLetter from './meetings/letter.ts'
import type { PictureSettled } from './pictures/types.ts'
import * as planningAction from './planning/action.ts'
import * as planningCommand from './planning/command.ts'
import * as planningLetter from './planning/letter.ts'
import * as reportsAction from './reports/action.ts'
import * as reportsAlarm from './reports/alarm.ts'
import * as reportsLetter from './reports/letter.ts'
import * as reports from './reports/service.ts'
import * as rosterAction from './roster/action.ts'
import * as rosterCommand from './roster/command.ts'
import * as rosterLetter from './roster/letter.ts'
import { isCollegeChat, onDelivery, memberOf, openIdOf, rightsOf } from './roster/service.ts'
import type { Block } from './cards/card.ts'

/** Everything the features offer, assembled: what lies below is handed this, and imports nothing above itself. */
export type Registry = Effects & {
  letters: Correspondence
  alarms: AlarmKinds
  pictureSettled: PictureSettled
}

const commands = [
  ...deskCommand.commands,
  ...planningCommand.commands,
  ...digestCommand.commands,
  ...rosterCommand.commands,
  ...calendarCommand.commands,
]

const kinds: LetterKinds = {
  ...rosterLetter.letters,
  ...calendarLetter.letters,
  ...meetingsLetter.letters,
  ...attendanceLetter.letters,
  ...reportsLetter.letters,
  ...planningLetter.letters,
  ...digestLetter.letters,
  ...deskLetter.lettersOf({ commands, kinds: () => kinds, callsSince }),
}

const alarms: AlarmKinds = {
  ...meetingsAlarm.alarms,
  ...attendanceAlarm.alarms,
  ...reportsAlarm.alarms,
}

async function keepsFiles(ctx: Ctx, tx: Tx, who: MemberId): Promise<boolean> {
  return (await rightsOf(ctx, tx, who)).admin
}

/** Where a click is answered: by the action whose name its button carries. */
const actions: Actions = new Map([
  ...snoozeAction.actions,
  ...whyAction.actionsOf({ kinds, keepsFiles }),
  ...rosterAction.actions,
  ...calendarAction.actions,
  ...attendanceAction.actions,
  ...reportsAction.actions,
  ...planningAction.actions,
  ...deskAction.actions,
])

/** Types of messages that say something: words, words and pictures, or a picture. */
const SAYING = ['text', 'post', 'image']

/**
 * Where a message is answered: at the desk. A stranger is left alone, and so is a group that talks among itself, which
 * an app with more rights than it needs would overhear.
 */
const answerMessage: Registry['hear'] = async (ctx, tx, message) => {
  if (message.chatType === 'group' && !message.mentionsBot) return
  const who = await memberOf(tx, message.openId)
  if (who === null) return
  if (message.isTooLong) return sendTooLong(ctx, tx, saidBy(who, message))
  const about = await repliedTo(tx, message, who)
  const buttons = about === null ? [] : await buttonsOf(ctx, tx, about)
  await hear(ctx, tx, { said: { ...saidBy(who, message), about, buttons }, commands })
}

/** An edited message: its words count for what it was heard as. */
const reviseMember: Registry['revise'] = async (ctx, tx, message) => {
  const who = await memberOf(tx, message.openId)
  if (who === null) return
  const said = saidBy(who, message)
  if (message.isTooLong) return sendTooLong(ctx, tx, said)
  await reports.reviseDrafts(ctx, tx, said)
  await reviseQuestion(tx, said)
}

function saidBy(who: MemberId, message: Incoming): Said {
  return {
    who,
    chat: message.chatId,
    inGroup: message.chatType === 'group',
    text: message.text,
    words: message.words ?? message.text,
    at: message.at,
    pictures: message.pictures,
    isFile: !SAYING.includes(message.type),
    messageId: message.messageId,
    about: null,
    buttons: [],
  }
}

/**
 * The letter that is replied to. A reply to a reply, or to one of our short answers, is about the card at their root.
 * After an attempt without an answer a message may be there, and be replied to, before we know which letter it is.
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

/** What can be pressed on a letter's card at this moment, as long as it waits for somebody. */
async function buttonsOf(ctx: Ctx, tx: Tx, letter: Letter): Promise<string[]> {
  const { open, isRelevant, render } = kinds[letter.kind]
  if (!(await (open ?? isRelevant)(ctx, tx, letter))) return []
  const rendering = await render(ctx, tx, letter)
  return 'text' in rendering ? [] : buttonsIn(rendering.blocks)
}

/** Whoever is reminded again has answered nothing. */
const PUTS_OFF = new Set(snoozeAction.actions.map(([name]) => name))

function buttonsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'folded') return buttonsIn(block.blocks)
    if (block.kind === 'form') return [block.submit.text]
    const buttons = block.kind === 'buttons' ? block.buttons : []
    return buttons.filter(({ action }) => !PUTS_OFF.has(action)).map(({ text }) => text)
  })
}

/** Whoever wrote a message that comes to nothing is told, with the number under which it is found. */
const failMessage: Registry['failed'] = async (ctx, tx, { id: ref, from: openId, error }) => {
  const number = await noteFailure(ctx, tx, { kind: 'message', ref, openId, error })
  await tellFailure(ctx, tx, number)
  return number
}

export const registry: Registry = {
  letters: {
    kinds,
    actions,
    openIdOf,
    memberOf,
    onDelivery,
    heldBy: pauseOf,
    isShared: isCollegeChat,
    noteFailure,
    tellFailure,
    noteElsewhere,
  },
  alarms,
  hear: answerMessage,
  revise: reviseMember,
  async withdraw(ctx, tx, message) {
    await reports.withdrawMessage(ctx, tx, message)
    await dropQuestion(tx, message)
  },
  failed: failMessage,
  pictureSettled: reports.photoSettled,
}
