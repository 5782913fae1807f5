import type { Command } from '../letters/types.ts'
import { pause, resume } from './pauses/service.ts'
import { words as pauseWords } from './pauses/words.ts'
import { sendStats } from './quota/service.ts'
import { words as quotaWords } from './quota/words.ts'
import { sendSchedule } from './schedule/service.ts'
import { words as scheduleWords } from './schedule/words.ts'
import { sendHelp, sendTodo } from './service.ts'
import { words } from './words.ts'

/** What this room understands in the chat. */
export const commands: Command[] = [
  { words: ['帮助', 'help'], help: words.helpOfHelp, run: sendHelp },
  { words: ['待办', 'todo'], help: words.helpOfTodo, run: sendTodo },
  { words: ['会议', 'meetings'], help: scheduleWords.help, run: sendSchedule },
  { words: ['统计', 'stats'], help: quotaWords.help, run: sendStats },
  { words: ['暂停', 'pause'], help: pauseWords.helpOfPause, run: pause },
  { words: ['恢复', 'resume'], help: pauseWords.helpOfResume, run: resume },
]
