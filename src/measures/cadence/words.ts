import type { Cause } from '../../letters/types.ts'
import type { Duty, Progress, Window } from './types.ts'

/** 「本月」 for a window of that length. */
function named(months: number): string {
  return NAMES.get(months) ?? `本${months}个月`
}

const NAMES = new Map([
  [1, '本月'],
  [3, '本季度'],
  [6, '本半年'],
  [12, '本年'],
])

function waiting(unrecorded: number): string {
  return `${unrecorded}次到会待登记`
}

/** What is said about cadence. */
export const words = {
  title: ({ months }: Pick<Window, 'months'>) => `${named(months)}组织生活提醒`,
  missing: ({ type, of }: Duty, { window, required, done, unrecorded }: Progress) => {
    const by = `${named(window.months)}${of === 'group' ? '各党小组' : ''}`
    const record = `已有记录${done}次${unrecorded === 0 ? '' : `（${waiting(unrecorded)}）`}`
    return `${type}：${by}应开展${required}次，${record}`
  },
  hint: '以上已有记录和安排的次数还不够。需安排或补录的，可发“开会”并写明时间和会议，如：开会 下周三下午两点 支部委员会。',
  nothing: '以上组织生活已有记录或安排，谢谢。',
  progress: ({ window, required, done, unrecorded }: Progress) =>
    `${named(window.months)}已开${done}次（${unrecorded === 0 ? '' : `${waiting(unrecorded)}；`}至少${required}次）`,
  between: '，',
  page: {
    caption: '各类组织生活在本周期应开展、已开展和已安排的次数',
    columns: {
      type: '类型',
      window: '周期',
      required: '应开展',
      done: '已开展',
      planned: '已安排',
      state: '情况',
    },
    type: ({ type, of }: Duty) => `${type}${of === 'group' ? '（各组合计）' : ''}`,
    window: ({ months }: Pick<Window, 'months'>) => named(months),
    done: (done: number, unrecorded: number) =>
      unrecorded === 0 ? `${done}` : `${done}（${waiting(unrecorded)}）`,
    met: '已完成',
    arranged: '已安排',
    short: (count: number) => `还缺${count}次`,
    free: '本周期不要求',
  },
}

/** Why the warning was sent. (domain §2.1) */
export const cause: Cause = {
  because: '本期时间已过三分之二，发出时仍有应开展而未安排的组织生活',
  stops: '安排或补录后不再提醒，每期只提醒一次',
}
