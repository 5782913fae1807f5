import type { Cause } from '../../letters/types.ts'
import { rollRefusals } from '../roll/service.ts'
import type { Stated } from '../types.ts'
import type { CorrectionRefusal } from './types.ts'

/** The four numbers of people that a record names. */
export const statedNames: Record<Stated['of'], string> = {
  ...{ expected: '应到', present: '实到', leave: '请假', absent: '缺席' },
}

type Doubted = { what: string; of: Stated['of']; stated: number; counted: number }

/** What is said about corrections that members ask for. */
export const words = {
  askedTitle: '到会更正申请',
  settledTitle: '到会更正已处理',
  doubtedTitle: '到会人数请核对',
  agreedTitle: '到会人数已一致',
  doubted: ({ what, of, stated, counted }: Doubted) =>
    `${what}：有同志写纪实时写明${statedNames[of]}${stated}人，签到记录为${counted}人。请核对，有误的在到会名单中更正。`,
  agreed: ({ what, of, counted }: Doubted) => `${what}：${statedNames[of]}${counted}人，已一致。`,
  asked: (name: string, what: string, now: string) => `${name}认为${what}的到会登记有误，现登记为：${now}。`,
  said: (text: string) => `说明：${text}`,
  keep: '维持原登记',
  corrected: '已更正，并已告知本人。',
  kept: '已维持原登记，并已告知本人。',
  reason: '本人申请更正',
  yoursCorrected: (what: string, now: string) => `您申请更正的${what}：已更正为${now}。`,
  yoursKept: (what: string, now: string) => `您申请更正的${what}：经核对维持原登记（${now}）。`,
  toastAsked: '已转给负责更正的同志，处理后会告知您。',
  toastSettled: '已记录，将告知本人。',
}

export { relays } from '../roll/service.ts'

/** Why a request was not taken, or not settled so. */
export const refusals = {
  ...rollRefusals,
  noText: '请写明哪里有误，再提交。',
  alreadyAsked: '这次会议的更正申请已在处理中。',
  settled: '这份申请已处理，无需再点。',
  noCorrector: '目前没有可以办理更正的同志，有人接任后可再申请。',
  ownRequest: '本人的申请需由其他负责同志办理。',
} satisfies Record<CorrectionRefusal, string>

/** Why each letter was sent. */
export const causes = {
  doubted: (meeting: string): Cause => ({
    because: `${meeting}的纪实写明的人数与签到记录不同，由您核对`,
    stops: '两者一致时不会收到',
  }),
  asked: (meeting: string): Cause => ({
    because: `有同志申请更正${meeting}的到会登记，由您办理`,
    stops: '处理后不再需要办理',
  }),
  corrected: (meeting: string): Cause => ({
    because: `您申请更正${meeting}的到会登记有了结果`,
    stops: '没有申请则不会收到',
  }),
}
