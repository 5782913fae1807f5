import type { Command } from '../letters/types.ts'
import { sendHelp, sendTodo } from './service.ts'
import { words } from './words.ts'

/** What this room understands in the chat. */
export const commands: Command[] = [
  { words: ['帮助', 'help'], help: words.helpOfHelp, run: sendHelp },
  { words: ['待办', 'todo'], help: words.helpOfTodo, run: sendTodo },
]
