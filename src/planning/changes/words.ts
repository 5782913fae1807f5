import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Replies } from '../../attendance/types.ts'
import type { ChangeField, Refusal } from './types.ts'

/** What the card of a meeting says, and what changing it says. */
export const words = {
  title: (meeting: string) => `会议安排：${meeting}`,
  pending: (what: string, meeting: string) => `待确认：${what} · ${meeting}`,
  replies: ({ expected, join, leave }: Replies, at: string) =>
    `截至${at}：应到${expected}人，已反馈${join + leave}人，参加${join}人，请假${leave}人。`,
  notAnnounced: '会议通知尚未发出。',
  noticeWithdrawn: '会议通知已撤回。可点“重新发通知”再次通知，更改时间或地点后也会发出新的通知。',
  announced: '会议通知已发出。',

  copied: '通知文本已发到与您的私聊。',
  opened: '会议卡片已发到与您的私聊。',
  confirm: '确认',
  confirmCancel: '确认取消会议',
  drop: '取消',
  dropCancel: '先不取消',
  back: '返回',
  preview: '预览',
  fill: '请填写后预览。',
  check: '请核对后确认。',
  dropped: '没有改动。',

  whichTitle: '请选择要更改的会议',
  which: '有几次会议符合您说的，请选择其中一次。',

  reason: '取消原因（可不填，会写在取消通知中）',
  reasonHint: '例如：场地维修',

  was: (when: string) => `原定${when}。`,
  wasPlace: (place: string) => (place === '' ? '原来没有写地点。' : `原定地点：${place}。`),
  willCancel: '将取消以上会议。',
  willCancelFor: (reason: string) => `将取消以上会议，原因：${reason}`,

  tellsChat: (where: string, old: string) => `确认后，${where}会立即收到新的会议通知，${old}`,
  tellsChatAt: (where: string, when: string, old: string) => `${where}将于${when}收到新的会议通知，${old}`,
  oldNotice: '旧通知会注明以新通知为准。',
  oldWithdrawn: '旧通知此前已撤回。',
  oldMonth: '本月会议安排会随之更新。',
  tellsLater: '会议通知尚未发出，届时按改后的安排通知。',
  tellsOnRequest: '会议通知已撤回，更改后不会自动发出；需要时可点“重新发通知”。',
  tellsAgain: (where: string) => `确认后，${where}会立即收到会议通知。`,
  tellsAgainAt: (where: string, when: string) => `${where}将于${when}收到会议通知。`,
  tellsInPlace: (where: string) => `${where}里的会议通知会更新，不另发消息。`,
  tellsCancelled: (where: string) => `确认后，${where}会立即收到取消通知，不再提醒，也不再签到。`,
  tellsCancelledAt: (where: string, when: string) =>
    `${where}将于${when}收到取消通知，不再提醒，也不再签到。`,
  tellsNobody: '尚未通知任何人，取消后不发消息。',
  noChat: '这次会议没有对应的群，不会有群消息。',
  asksAgain: (n: number) => `将请已反馈的${n}人再确认一次。`,
  keepsAnswers: (n: number) => `已反馈的${n}人不必再次反馈。`,
  sees: (n: number, observers: number) =>
    observers === 0 ? `应到${n}人。` : `应到${n}人，列席${observers}人。`,

  copy: '复制通知',
  notice: (holder: string, meeting: string) => `【会议通知】${holder} ${meeting}`,
  withdrawing: '将为所有人撤回这次会议的通知，会议本身不取消。',
  recalls: (where: string) => `${where}里的通知将被撤回；已超过撤回时限的，改为显示“已撤回”。`,
  tellsAnswered: (n: number) => `已反馈的${n}人将各收到一条私聊说明。`,
  noMoreAsking: '发出新的通知之前，不再提醒反馈；签到照常进行。',

  over: '已有更新的会议卡片，请在最新的卡片上操作。',
} as const

/** The buttons that open a change, at most six characters each. */
export const changes: Record<ChangeField, string> = {
  time: '改期',
  place: '改地点',
  agenda: '改议题',
  cancel: '取消会议',
  withdraw: '撤回',
  announce: '重新发通知',
}

/** What is said once a change is made. */
export const done: Record<ChangeField, string> = {
  time: '已改期。',
  place: '地点已更改。',
  agenda: '议题已更改。',
  cancel: '会议已取消。',
  withdraw: '会议通知已撤回。',
  announce: '会议通知将重新发出。',
}

export const refusals: Record<Refusal, string> = {
  mayNot: '这项操作需要本支部书记、支委、党小组组长（本组）、会议主持人或学院管理员办理。',
  begun: '会议已开始，不能再更改。如有出入，请在会后的活动纪实中说明。',
  ended: '会议已结束，不能再更改。',
  cancelled: '会议已取消。如需重新召开，可发“开会”另行安排。',
  merged: '这次会议已并入同时召开的另一次会议，请在那次会议上更改。',
  past: '这个时间已经过去，请选择今后的时间。',
  same: '与现在的安排相同，没有改动。',
  noTime: '请选择日期和开始时间。',
  noMinutes: '时长请填1到1440之间的整数（分钟）。',
  noPlace: '请填写地点。',
  noAgenda: '请至少填写一项议题。',
  noNotice: '没有可撤回的会议通知。',
  notWithdrawn: '会议通知没有撤回，无需重新发出。',
  outdated: '会议安排刚刚有变，请看过新的预览再确认。',
  already: '这次更改已处理完毕。',
}

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'meeting' } satisfies Relays<Refusal>

/** Why each letter of this part was sent. */
export const causes = {
  manage: { because: '您要调整一次会议', stops: '不调整会议则不会收到' },
  copy: { because: '您点了“复制通知”', stops: '不点则不会收到' },
} satisfies Record<string, Cause>
