import type { Command } from '../../inbox/types.ts'
import { person } from '../../roster/service.ts'
import { beginNewMeeting, mayCallAnyMeeting } from './service.ts'
import { relays, words } from './words.ts'

/** 开会 without a space behind it, when what follows begins like a time. */
const RUN_ON = /^开会(?=[下本这周星明后今第\d一二三四五六七八九十])/

/** What this part understands in the chat. */
export const commands: Command[] = [
  {
    triggers: ['开会', 'new'],
    help: words.help,
    understands: (text) => RUN_ON.test(text.trim()),
    needs: async (ctx, tx, { who }) =>
      (await mayCallAnyMeeting(ctx, tx, who))
        ? null
        : { matter: relays.mayNot, id: (await person(tx, who)).branch },
    run: (ctx, tx, said) => beginNewMeeting(ctx, tx, { ...said, text: said.text.trim().replace(RUN_ON, '') }),
  },
]
