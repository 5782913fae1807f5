import type { Relays } from '../../cards/need.ts'
import type { Refusal } from './types.ts'

/** What whoever pressed 改期 for want of a quorum is told; `elsewhere`: who may not call the meeting leaves that to others. */
export const done = {
  here: '已记为因到会不足改期，请在私聊卡片上填写新的时间。',
  elsewhere: '已记为因到会不足改期，新的时间请支部书记安排。',
}

/** Why a meeting was not put off. */
export const refusals = {
  mayNot: '改期需要本支部书记、支委或会议主持人办理。',
  cancelled: '会议已取消。',
  adjourned: '已记为因到会不足改期，无需重复。',
  noVote: '这类会议不要求表决人数；如需改期，请另行安排会议。',
  notBegun: '会议尚未开始；要改期请在会议卡片上点“改期”。',
  notOpen: '签到没有开放，无法核对到会人数；请另行安排会议。',
  late: '会议结束已超过72小时，不能再记为到会不足改期；请另行安排会议。',
  met: '到会有表决权的人数已够，可以表决。',
  voted: '本次会议已登记表决结果，不能再记为到会不足改期。',
  handedIn: '本次会议的活动纪实已提交，不能再记为到会不足改期。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'meeting' } satisfies Relays<Refusal>
