import type { Settings } from './college/types.ts'

export { lastTime, nextTimes, type Timed } from './cron.ts'

/** What may be started by the clock. */
export type LineName = 'due' | 'files' | 'minute' | 'digest' | 'receipt' | 'night' | 'reach' | 'morning'

/** One line of the timetable: a six-field cron expression (seconds first) in the college's zone. */
export type Line = { name: LineName; cron: string; says: { zh: string; en: string } }

/** What runs when. */
export function timetable(settings: Settings): Line[] {
  return [
    line('due', '* * * * * *', ['叫醒到期的提醒和消息', 'enqueue alarms and letters that are due']),
    line('files', '*/5 * * * * *', [
      '查看学院文件和日历是否有改动',
      'look whether the college’s files or calendar have changed',
    ]),
    line('minute', '0 * * * * *', ['补漏，并报告运行正常', 'sweep what was missed; report a sound minute']),
    line('digest', weeklyCron(settings, 0), ['生成学院周报', 'make the weekly digest']),
    line('receipt', weeklyCron(settings, RECEIPT), ['核对周报是否送达', 'check that the digest has arrived']),
    line('night', '0 30 3 * * *', [
      '删除到期的记录（retention）和不再需要的点击、提问；排好今后八周的系列会议；核对各次会议的应到名单；让台账跟上名册和校历，列出临近的事项；查看日历是否够用，本期组织生活是否已有安排',
      'delete what has expired (retention), old clicks and questions; plan the series eight weeks ahead; let lists of expected people and the ledger follow the roster; ask for steps that are near; warn of programmes that are behind; look whether calendar and meetings suffice',
    ]),
    line('morning', '0 0 9 * * *', [
      '每月第一个工作日在群里发本月会议安排，错过了的，一周内补发；提醒当天该提醒的台账事项',
      'on the first working day of a month, send each group its meetings, when missed, within a week; remind of steps of the ledger on their days',
    ]),
    line('reach', '0 40 6 1 * *', [
      '每月核对群和成员是否都联系得上',
      'look once a month whether the bot reaches every group and member',
    ]),
  ]
}

const RECEIPT = 30

function line(name: LineName, cron: string, [zh, en]: [string, string]): Line {
  return { name, cron, says: { zh, en } }
}

/** Every week at the digest's time, so many minutes later; past midnight is the next weekday. */
function weeklyCron({ digest: { weekday, at } }: Settings, later: number): string {
  const minutes = at.hour * 60 + at.minute + later
  const day = (weekday + Math.floor(minutes / 1440)) % 7
  return `0 ${minutes % 60} ${Math.floor(minutes / 60) % 24} * * ${day}`
}
