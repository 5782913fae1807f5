import type { Command } from '../inbox/types.ts'
import { ask } from './overview/service.ts'
import { words } from './overview/words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [{ triggers: ['督查', 'inspect'], help: words.help, run: ask }]
