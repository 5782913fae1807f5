import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import { shortDay } from '../../time/format.ts'
import type { Stage } from '../types.ts'
import { stands } from '../words.ts'
import type { Refused } from './service.ts'
import type { Refusal } from './types.ts'

type Day = Temporal.PlainDate

/** What the branch and the inspector say about a sheet. (domain §7.17) */
export const words = {
  title: (branch: string) => `【督查反馈】${branch}`,
  unplanned: '本学期还没有安排对本支部的督查。',
  planned: (day: Day, inspector: string) => `本学期的督查：${shortDay(day)}，督查员${inspector}。`,
  done: (branch: string, day: Day) => `督促检查组已完成对${branch}组织生活的检查（${shortDay(day)}）。`,
  until: (day: Day) => `请于${shortDay(day)}前确认，如有异议可说明。到期没有答复的，视为确认。`,
  keptUntil: (day: Day) => `督查员已答复，督查表不变。请于${shortDay(day)}前确认；到期没有答复的，视为确认。`,
  confirm: '确认',
  object: '说明',
  objectLabel: '如有异议，请写明哪一项、实际情况如何',
  objectHint: '督查员会据此修改督查表，或答复您',
  objection: (said: string) => `支部的说明：${said}`,
  answered: (said: string) => `督查员的答复：${said}`,
  readBy: '点评和说明只有督查员、本支部书记、副书记和学院管理员看得到。',
  superseded: '督查表或答复已更新，请看最新的卡片。',
  closed: '这张督查反馈已不由您确认。',
  stages: {
    planned: '督查表还没有提交。',
    submitted: '正等支部确认。',
    objected: '支部的说明已转给督查员，正等答复。',
    kept: '督查员已答复，正等支部确认。',
    confirmed: '支部已确认。',
    tacit: '到期没有答复，视为确认。',
  } satisfies Record<Stage, string>,

  objectedTitle: (branch: string) => `【支部说明】${branch}`,
  objectedHow: '可修改督查表后再提交；维持原来的，请写明理由。',
  keepLabel: '维持督查表的理由',
  keepHint: '支部书记会看到',
  keep: '维持并答复',
  amend: '修改督查表',
  settled: '这份说明已答复，或督查表已修改。',
  passedOn: '这个支部的督查已不由您负责，说明由现在的督查员答复。',

  toastOpened: '已发到与您的私聊。',
  toastConfirmed: '已确认。',
  toastObjected: '已转给督查员。',
  toastKept: '已答复支部。',
}

/** Why something was not said, with the cure. */
export const refusals = {
  mayNot: '督查结果由本支部书记或副书记确认和说明。',
  notInspector: '说明由这次督查的督查员答复。',
  own: '督查由您完成，不能再由您确认。到期没有答复的，视为确认。',
  superseded: '督查表或答复已更新，请看最新的卡片。',
  noWords: '请写明内容，再点一次。',
} satisfies Record<Exclude<Refusal, 'moved'>, string>

/** What somebody else does, before whom it may be put. */
export const relays: Relays<Refusal> = { mayNot: 'result' }

/** The same, and where a sheet that has moved on stands. */
export function refusalText({ refusal, stage }: Refused): string {
  if (refusal !== 'moved') return refusals[refusal]
  return stage === undefined ? '' : stands[stage]
}

/** Why each letter was sent. */
export const causes = {
  asked: { because: '您查询了督查', stops: '不查询则不会收到' },
  result: {
    because: '督查员提交了对您所在支部的督查表，或答复了说明',
    rule: { says: '学院设定了确认的期限', key: 'inspections.confirm' },
    stops: '确认或说明后不再提醒，到期前只提醒一次',
  },
  objected: { because: '支部对您提交的督查表作了说明', stops: '支部确认后不会收到' },
} satisfies Record<string, Cause>
