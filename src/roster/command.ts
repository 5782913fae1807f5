import type { Command } from '../inbox/types.ts'
import { sendList } from './list/service.ts'
import { words } from './list/words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [{ triggers: ['名册', 'roster'], help: words.help, run: sendList }]
