import type { LetterHandler } from '../../letters/types.ts'
import { filesWith } from '../../files/service.ts'
import { Unfit } from '../../errors.ts'
import { fileRef } from './service.ts'
import { cause } from './words.ts'

/** A file that the bot made for somebody. */
export const fileLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async (_ctx, tx, { ref }) => (await filesWith(tx, [fileRef.parse(ref).file])).length > 0,
  async render(_ctx, tx, { ref }) {
    const [file] = await filesWith(tx, [fileRef.parse(ref).file])
    if (file?.state !== 'here') throw new Unfit(`no file ${ref}`)
    return { text: file.name, file: { name: file.name, bytes: file.bytes } }
  },
}
