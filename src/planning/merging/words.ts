import type { Cause } from '../../letters/types.ts'
import type { Refusal, Verdict } from './types.ts'

/** What is said about two meetings that are one sitting. */
export const words = {
  title: '两次会议可合并',
  mergedTitle: '会议已合并',
  apartTitle: '两次会议分开召开',
  pastTitle: '两次会议无需合并',
  proposal: (one: string, other: string, hasPlace: boolean) =>
    `《${one}》与《${other}》的${hasPlace ? '时间、地点' : '时间'}和应到人员相同，可合为一次会议，一次签到、一次通知、一份纪实。`,
  meeting: (title: string) => `《${title}》`,
  name: '合并后名称',
  between: '、',

  noChat: '没有对应的群，不会有群消息。',
  tellsLater: '会议通知尚未发出，届时按合并后的安排通知一次。',
  tellsInPlace: (where: string, kept: string) => `${where}里关于《${kept}》的消息会更新，不另发消息。`,
  tellsChat: (where: string) => `合并后，${where}会立即收到新的会议通知，原来的消息会注明以新通知为准。`,
  tellsChatAt: (where: string, when: string) =>
    `合并后，${where}将于${when}收到新的会议通知，原来的消息会注明以新通知为准。`,
  tellsAbsorbed: (absorbed: string) => `关于《${absorbed}》的消息会注明已并入、照常举行，不发取消通知。`,
  sees: (expected: number, observers: number) =>
    `应到${expected}人${observers === 0 ? '' : `、列席${observers}人`}会看到这一变化。`,
  carries: (n: number, absorbed: string) => `已反馈《${absorbed}》的${n}人不必再次反馈。`,
  asksAgain: (n: number, kept: string) => `开始时间提前，将请已反馈《${kept}》的${n}人再确认一次。`,
  counts: (types: string) => `只签到一次，交一份活动纪实，${types}各计一次。`,
  ifApart: '点“分开召开”则两次会议照旧，不再询问。',

  merge: '合并',
  keepApart: '分开召开',

  isMerged: (absorbed: string, kept: string) => `《${absorbed}》已并入《${kept}》。`,
  isApart: (one: string, other: string) => `《${one}》与《${other}》分开召开，安排照旧，不再询问。`,
  isPast: '会议安排已有变化，无需再合并。',
} as const

/** What whoever pressed is told. */
export const done: Record<Verdict, string> = {
  merged: '已合并为一次会议。',
  apart: '已记录：分开召开，不再询问。',
}

export const refusals: Record<Refusal, string> = {
  mayNot: '合并会议需要本支部书记、支委、党小组组长（本组）、会议主持人或学院管理员办理。',
  already: '已处理完毕，无需再点。',
  outdated: '会议安排刚刚有变，这两次会议无需再合并。',
}

/** Why it is proposed. */
export const cause: Cause = {
  because: '有两次会议的时间、地点和应到人员相同，发出时尚未确定是否合并',
  stops: '合并、分开召开，或其中一次改期、取消后不再询问；每两次会议只问一次',
}
