import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Need } from '../cards/need.ts'
import type { ChatId, FileKey, ImageKey, MemberId, MessageId } from '../ids.ts'
import type { Correspondence, Letter } from '../letters/types.ts'

/** What the inbox needs from below and above, handed down by the router. */
export type Inbox = { letters: Correspondence; messages: MessageHandlers }

/** What the features make of a message, in the transaction that marks it done. */
export type MessageHandlers = {
  handleMessage(ctx: Ctx, tx: Tx, said: Said): Promise<void>
  /** The message had its effect, and was given other words since: they count for what it was taken as. */
  revise(ctx: Ctx, tx: Tx, said: Said): Promise<void>
  /** The message had its effect, and was taken back since. */
  withdraw(ctx: Ctx, tx: Tx, id: MessageId): Promise<void>
  /** The message was too long to be read. */
  sendTooLong(ctx: Ctx, tx: Tx, said: Said): Promise<void>
}

/** Something said to the bot: a direct message, or a mention in a group. */
export type Said = {
  who: MemberId
  chat: ChatId
  inGroup: boolean
  text: string
  /** The text without mentions. */
  words: string
  /** Pictures that came with it, by their keys in this message. */
  pictures: readonly ImageKey[]
  /** Files that came with it, by their keys in this message, and what they were called. */
  files: readonly { key: FileKey; name: string }[]
  /** Whether it is something that the bot has no use for: a film, a sticker, a forward, a vote … */
  isUseless: boolean
  messageId: MessageId
  /** When it was written, by the platform's clock: 明天 is read from there. */
  at: Temporal.Instant
  /** The letter whose message was replied to, itself or by a reply to a reply. */
  about: Letter | null
  /** What can be pressed on it at this moment. */
  buttons: readonly string[]
}

/** A command of the chat: its triggers, one line of help, and what it does. `said.text` no longer holds the trigger. */
export type Command = {
  triggers: readonly string[]
  /** What the help calls it instead of its triggers, when one of them alone does nothing. */
  label?: string
  help: string
  /** Whether a sentence without any of the triggers means it, too; `said.text` is then the whole of it. */
  understands?(text: string): boolean
  /** What whoever says it may not do, and may put before somebody who may; null when there is no such thing. */
  needs?(ctx: Ctx, tx: Tx, said: Said): Promise<Need | null>
  run(ctx: Ctx, tx: Tx, said: Said): Promise<void>
}
