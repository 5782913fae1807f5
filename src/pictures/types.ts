import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { ImageKey, MessageId, PictureId } from '../ids.ts'

/**
 * The glossary: a picture 图片 is something that somebody sent. Its key serves only whoever uploaded it, so the bot
 * fetches it and keeps a copy under a key of its own. `ref` says what it is for, in the words of the feature that keeps it.
 */
export type NewPicture = { message: MessageId; source: ImageKey; ref: string }

/** Where a picture stands: on its way, here under the bot's own key, or not to be had, with the platform's code. */
export type Picture = { id: PictureId; ref: string } & (
  | { state: 'waiting' | 'dropped' }
  | { state: 'here'; key: ImageKey }
  | { state: 'failed'; code: string }
)

/** Told, in the same transaction, that a picture is here or failed; handed down by the router. */
export type PictureSettled = (ctx: Ctx, tx: Tx, picture: { ref: string }) => Promise<void>
