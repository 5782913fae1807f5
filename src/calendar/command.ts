import type { Command } from '../letters/types.ts'
import { hearTable } from './service.ts'
import { words } from './words.ts'

/** What this room understands in the chat. */
export const commands: Command[] = [{ words: ['日历', 'calendar'], help: words.help, run: hearTable }]
