import type { Command, Said } from '../../inbox/types.ts'
import { callNeed } from '../wanted/service.ts'
import { beginNewMeeting } from './service.ts'
import { words } from './words.ts'

/** 开会 without a space behind it, when what follows begins like a time. */
const RUN_ON = /^开会(?=[下本这周星明后今第\d一二三四五六七八九十])/

/** What this part understands in the chat. */
export const commands: Command[] = [
  {
    triggers: ['开会', 'new'],
    help: words.help,
    understands: (text) => RUN_ON.test(text.trim()),
    needs: (ctx, tx, said) => callNeed(ctx, tx, heard(said)),
    run: (ctx, tx, said) => beginNewMeeting(ctx, tx, heard(said)),
  },
]

function heard(said: Said): Said {
  return { ...said, text: said.text.trim().replace(RUN_ON, '') }
}
