import type { Command } from '../inbox/types.ts'
import { rightsOf } from '../roster/service.ts'
import { takeTable } from './service.ts'
import { relays, words } from './words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [
  {
    triggers: ['日历', 'calendar'],
    help: words.help,
    needs: async (ctx, tx, { who }) =>
      (await rightsOf(ctx, tx, who)).admin ? null : { matter: relays.mayNot, id: 'college' },
    run: takeTable,
  },
]
