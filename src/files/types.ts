import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { FileId, FileKey, ImageKey, MessageId, PictureId, Sha256 } from '../ids.ts'

/**
 * The glossary: a picture 图片 or a file 文件 is something that somebody sent in a message. Its key serves only whoever
 * uploaded it, so the bot fetches the bytes, checks them and keeps them in the data folder under their SHA-256. `ref` says
 * what it is for, in the words of the feature that keeps it.
 */
export type NewPicture = { message: MessageId; source: ImageKey; ref: string }
export type NewFile = { message: MessageId; source: FileKey; name: string; ref: string }

/** What a file is by its content. */
export type FileType = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'zip'

/** Why something that was sent is not taken; the platform's own codes stand beside these. */
export type FileFault =
  | 'tooLarge'
  | 'tooManyPixels'
  | 'format'
  | 'oldOffice'
  | 'encrypted'
  | 'bomb'
  | 'nested'
  | 'broken'

/** Where something stands: on its way, no longer wanted, here, or not to be had, with the platform's code or our own. */
type Standing<Here> =
  | { state: 'waiting' | 'dropped' }
  | ({ state: 'here' } & Here)
  | { state: 'failed'; code: string }

/**
 * A picture, reduced and without what a camera writes beside it. `key`: the bot's own copy on the platform; `bytes`: where
 * it is kept, null for one of the time before bytes were; `source`: what it was made of.
 */
export type Picture = { id: PictureId; ref: string } & Standing<{
  key: ImageKey
  bytes: Sha256 | null
  source: Sha256 | null
}>

/** A file under a name that can be shown; `size` in bytes. */
export type SentFile = { id: FileId; ref: string; name: string } & Standing<{
  type: FileType
  bytes: Sha256
  size: number
}>

/** A file that the bot made and keeps; its bytes are kept before the row is written. */
export type MadeFile = { name: string; type: FileType; bytes: Sha256; size: number; ref: string }

/** A picture or file whose bytes are here; a picture has no name, and is a JPEG. */
export type KeptFile = { id: string; name: string | null; bytes: Sha256; size: number }

/** Told, in the same transaction, that a picture or file is here or failed; handed down by the router. */
export type FileSettled = (
  ctx: Ctx,
  tx: Tx,
  file: { id: string; ref: string; ended: 'here' | 'failed' },
) => Promise<void>
