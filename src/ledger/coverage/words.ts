import type { Cause } from '../../letters/types.ts'
import type { Coverage } from './types.ts'

/** What is said of how far a programme is. */
export const words = {
  none: (title: string) => `${title} 暂无内容`,
  line: (title: string, far: string, time: number | null) =>
    `${title} ${far}${time === null ? '' : `，时间已过${time}%`}`,
  rows: (far: number, rows: number) => `${far}/${rows}`,
  round: (round: NonNullable<Coverage['round']>) => `${roundName(round)} ${round.done}/${round.cells}`,
  said: ({ text, late }: { text: string; late: number }) => (late === 0 ? text : `${text}，逾期${late}个`),
  further: (count: number) => `另有${count}项台账`,
  behindTitle: (count: number) => `${count}项台账进度落后`,
  behind: '以下台账的完成进度落后于时间进度：',
  cure: '请查看未完成的支部，可催办、改期或免办。',
  caughtUpTitle: '台账进度已赶上',
  caughtUp: '提醒过的台账进度已经赶上，无需处理。',
}

/** The round that is on, as people say it. */
function roundName({ every, from, until }: NonNullable<Coverage['round']>): string {
  if (every === 'term') return '本学期'
  if (every === 'year') return `${from.year}年`
  return from.month === until.month ? `${from.month}月` : `${from.month}—${until.month}月`
}

/** Why an administrator is told. */
export const cause: Cause = {
  because: '您是学院管理员，有台账的完成进度落后于时间进度',
  stops: '每项台账在时间过去50%、75%、90%时各提醒一次，进度跟上则不提醒',
}

/** What the page of all programmes says. */
export const pageWords = {
  name: '台账',
  running: (count: number) => `正在进行（${count}）`,
  none: '目前没有正在进行的台账。',
  how: '完成：已办和免办的事项所占比例；时间：已过天数所占比例。写明起止日期的台账按时间要求进度，要等前一步的事项不计；其他台账只看已到期的事项。落后和逾期的排在前面。',
  ended: '已结束',
  caption: '台账进度',
  columns: {
    programme: '台账',
    now: '目前',
    state: '情况',
    done: '完成',
    time: '时间',
    late: '逾期行数',
  },
  states: { behind: '！进度落后', late: '！有逾期', fine: '正常' },
  bar: (title: string, of: string) => `${title}：${of}`,
}
