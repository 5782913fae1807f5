import type { Command } from '../inbox/types.ts'
import { openReview } from './review/service.ts'
import { words } from './review/words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [
  {
    triggers: ['审核', 'review'],
    help: words.help,
    run: (ctx, tx, { who, messageId }) => openReview(ctx, tx, { who, by: messageId }),
  },
]
