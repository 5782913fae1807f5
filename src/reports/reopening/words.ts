import type { Relays } from '../../cards/need.ts'
import { shortDay } from '../../time/format.ts'
import type { ReopenRefusal } from './types.ts'

type Day = Temporal.PlainDate

/** What is said about asking for something again after it was closed 重开. */
export const words = {
  reopen: '重开',
  title: '重开',
  until: '新的截止日期',
  untilHint: (first: Day, last: Day) => `${shortDay(first)}至${shortDay(last)}`,
  confirm: '重开后填写人会收到填写卡，并按新的截止时间提醒。',
  done: (day: Day) => `已重开，请填写人${shortDay(day)}前提交。`,
  badDay: (first: Day, last: Day) => `请在${shortDay(first)}至${shortDay(last)}之间选一天。`,
}

/** Why something is not asked for again, with the cure. */
export const refusals = {
  mayNot: '重开由学院管理员办理，本人或本支部的材料由其他管理员办理。',
  open: '这份材料正待提交，无需重开。',
  off: '这次会议未召开，没有可提交的材料。',
  none: '请先选择一份材料。',
} satisfies Record<ReopenRefusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'settle' } satisfies Relays<ReopenRefusal>
