import type { Cause } from '../../letters/types.ts'
import type { Coverage } from './types.ts'

/** What is said of how far a programme is. */
export const words = {
  none: (title: string) => `${title} 暂无内容`,
  line: (title: string, far: string, time: number | null) =>
    `${title} ${far}${time === null ? '' : `，时间已过${time}%`}`,
  rows: ({ complete, rows }: { complete: number; rows: number }) => `${complete}/${rows}`,
  round: (round: NonNullable<Coverage['round']>) => `${roundName(round)} ${round.done}/${round.cells}`,
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
