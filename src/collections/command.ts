import type { Command } from '../inbox/types.ts'
import { person } from '../roster/service.ts'
import { beginCollection } from './composing/service.ts'
import { relays, words } from './composing/words.ts'
import { choicesFor } from './recipients/service.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [
  {
    triggers: ['收集', 'collect'],
    help: words.help,
    needs: async (ctx, tx, { who }) =>
      (await choicesFor(ctx, tx, who)).length > 0
        ? null
        : { matter: relays.mayNot, id: (await person(tx, who)).branch },
    run: beginCollection,
  },
]
