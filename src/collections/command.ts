import type { Command } from '../inbox/types.ts'
import { beginCollection } from './composing/service.ts'
import { words } from './composing/words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [{ triggers: ['收集', 'collect'], help: words.help, run: beginCollection }]
