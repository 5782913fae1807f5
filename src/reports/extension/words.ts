import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import { shortDay } from '../../time/format.ts'
import type { ExtensionRefusal } from './types.ts'

type Day = Temporal.PlainDate

/** What is said about putting off a deadline 申请延期. (domain §7.13) */
export const words = {
  ask: '申请延期',
  title: '申请延期',
  offered: (title: string, due: string) => `${title}的材料原定${due}前提交。`,
  until: '延至',
  untilHint: (first: Day, last: Day) => `${shortDay(first)}至${shortDay(last)}`,
  why: '说明',
  whyHint: '可不填；只有审批人和您看得到，请勿写健康等私人情况',
  submit: '提交申请',
  once: (first: Day, last: Day) =>
    `可选${shortDay(first)}至${shortDay(last)}，每份材料可申请一次。等待答复期间不再催办。`,
  waits: (until: Day, reader: string) => `已申请延至${shortDay(until)}，等待${reader}答复。`,
  lapsed: (until: Day) =>
    `申请延至${shortDay(until)}，到期没有答复，申请已失效，仍以原定时间为准。请抽空提交，有困难可在提醒卡片上点“说明情况”。`,
  said: (why: string) => `说明：${why}`,
  grantedTitle: '延期已同意',
  granted: (title: string, due: string) => `${title}的材料改为${due}前提交。`,
  declinedTitle: '延期申请未获同意',
  declined: (title: string, due: string) => `${title}的材料仍按${due}提交。`,
  closed: '这份材料现在无需申请延期。',
  settled: (title: string) => `${title}的材料已提交或不再需要，无需延期。`,

  askedTitle: '延期申请待答复',
  facts: { what: '材料', by: '申请人', due: '原定截止', until: '申请延至', why: '说明' },
  agree: '同意',
  disagree: '不同意',
  decided: (by: string, granted: boolean) => `${by}已${granted ? '同意' : '答复不同意'}。`,
  past: '所申请的日期已到，无法再延至这一天。',
  notYours: '这份申请已不由您答复。',

  toDo: (what: string, by: string, until: Day) => `延期申请待答复：${what}，${by}申请延至${shortDay(until)}`,
  toastOpened: '申请表已发到与您的私聊。',
  toastAsked: '已提交申请，答复前不再催办。',
  toastGranted: '已同意，截止时间已改。',
  toastDeclined: '已答复不同意。',
  badDay: (first: Day, last: Day) => `请在${shortDay(first)}至${shortDay(last)}之间选一天。`,
}

/** Why a deadline is not put off, with the cure. */
export const refusals = {
  mayNot: '延期由填写这份材料的同志申请。',
  mayNotDecide: '这份申请由审核人或学院管理员答复，本人的申请由其他同志答复。',
  settled: '这份材料已提交或不再需要，无需延期。',
  notOffered: '学院目前不受理延期申请。',
  extended: '这份材料的截止时间已延过一次。',
  asked: '这份材料的延期申请已提交，正等待答复。',
  declined: '这份材料的延期申请已答复，仍按原定时间提交。',
  past: '所申请的日期已到，无法再延至这一天。',
  late: '已过截止时间，如有困难，可点提醒卡片上的“说明情况”。',
} satisfies Record<ExtensionRefusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'report' } satisfies Relays<ExtensionRefusal>

/** Why each letter was sent. */
export const causes = {
  form: (title: string): Cause => ({
    because: `您打开了${title}的延期申请`,
    stops: '不打开则不会收到',
  }),
  asked: (title: string): Cause => ({
    because: `有同志申请${title}的材料延期，由您答复`,
    rule: { says: '学院设定了延期最多的天数', key: 'reports.extension' },
    stops: '答复后，或材料已提交时，不再需要办理',
  }),
  declined: (title: string): Cause => ({
    because: `您申请过${title}的材料延期，已有答复`,
    stops: '不申请则不会收到',
  }),
}
