import type { Cause } from '../../letters/types.ts'
import type { Refusal } from './types.ts'

/** What the question says. */
export const words = {
  title: '这段话用来做什么？',
  said: (text: string) => `“${text}”`,
  report: '写入纪实',
  reportOf: (title: string) => `写入：${title}`,
  call: '安排会议',
  nothing: '都不是',
  asReport: '已写入活动纪实的草稿，请在纪实确认卡上核对后提交。',
  asCall: '已按安排会议办理，请在安排会议的卡片上核对后确认。',
  asNothing: '没有按这段话办理任何事项。',
} as const

export const refusals = {
  already: '已经选过，无需再选。',
  notYours: '请由写这段话的同志选择。',
  closed: '这份纪实现在不能再写入，原话还在，可另选一项。',
} satisfies Record<Refusal, string>

/** Why the question was asked. */
export const cause: Cause = { because: '您发来的话有不止一种可能', stops: '不发则不会收到' }
