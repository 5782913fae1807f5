import type { Command } from '../inbox/types.ts'
import { takeTable } from './service.ts'
import { words } from './words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [{ triggers: ['日历', 'calendar'], help: words.help, run: takeTable }]
