import type { Cause } from '../../letters/types.ts'

/** What a secretary hears of absences in a row: what happened, and no conclusion. */
export const words = {
  title: '到会情况，仅供您了解',
  absences: (name: string, count: number, meetings: string) =>
    `${name}最近${count}次应到的会议没有到会，也没有请假：${meetings}。`,
  between: '、',
  kindly: '可关心一下是否有困难。此消息只发给您，不作任何结论。',
  over: '到会登记已有变化，无需再看。',
}

/** Why it was sent. */
export const cause: Cause = {
  because: '本支部有同志连续没有到会，也没有请假',
  stops: '补登到会或请假后不会收到',
}
