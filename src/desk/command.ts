import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Command, Said } from '../inbox/types.ts'
import { hoursHelp, sendHours } from '../attendance/service.ts'
import { pause, pauseNeeds, resume } from './pauses/service.ts'
import { words as pauseWords } from './pauses/words.ts'
import { sendMine } from './mine/service.ts'
import { words as mineWords } from './mine/words.ts'
import { sendSittings } from './observers/service.ts'
import { words as observersWords } from './observers/words.ts'
import { previewAsked } from './preview/rules.ts'
import { askPreview } from './preview/service.ts'
import { sendStatistics, statisticsHelp } from '../statistics/service.ts'
import { isQuotaAsked } from './quota/rules.ts'
import { sendStats } from './quota/service.ts'
import { words as quotaWords } from './quota/words.ts'
import { sendSchedule } from './schedule/service.ts'
import { words as scheduleWords } from './schedule/words.ts'
import { sendHelp, sendTodo } from './service.ts'
import { words } from './words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [
  { triggers: ['帮助', 'help'], help: words.helpOfHelp, run: sendHelp },
  { triggers: ['待办', 'todo'], help: words.helpOfTodo, run: sendTodo },
  { triggers: ['会议', 'meetings'], help: scheduleWords.help, run: showMeetings },
  { triggers: ['我的记录', 'me'], help: mineWords.help, run: sendMine },
  { triggers: ['学时', 'hours'], help: hoursHelp, run: sendHours },
  { triggers: ['列席', 'observers'], help: observersWords.help, run: sendSittings },
  { triggers: ['统计', 'stats'], help: statisticsHelp(quotaWords.help), run: showFigures },
  { triggers: ['暂停', 'pause'], help: pauseWords.helpOfPause, needs: pauseNeeds, run: pause },
  { triggers: ['恢复', 'resume'], help: pauseWords.helpOfResume, needs: pauseNeeds, run: resume },
]

/** The list of meetings, or what will be sent about them. */
async function showMeetings(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const preview = previewAsked(said.text)
  if (preview === undefined) return sendSchedule(ctx, tx, said)
  await askPreview(ctx, tx, { said, ...preview })
}

/** The college's figures, or how many calls of the platform were used. */
async function showFigures(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  await (isQuotaAsked(said.text) ? sendStats : sendStatistics)(ctx, tx, said)
}
