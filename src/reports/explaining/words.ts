import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import { shortDay } from '../../time/format.ts'
import type { ExplainingRefusal, ExplanationOutcome } from './types.ts'

type Day = Temporal.PlainDate

/** What is said about explaining what is overdue 说明情况. (domain §7.14) */
export const words = {
  explain: '说明情况',
  title: '说明情况',
  about: (title: string, due: string) =>
    `${title}的材料应于${due}前提交。如有困难，请简要说明，由审核人或学院管理员答复。`,
  said: '情况说明',
  saidHint: '只有答复的同志和您看得到；请勿写健康等私人情况',
  submit: '提交说明',
  waits: (reader: string) => `已说明情况，等待${reader}答复。`,
  own: (said: string) => `您的说明：${said}`,
  closed: '这份材料现在无需说明情况。',

  answeredTitle: '情况说明已答复',
  outcomes: {
    replied: (title: string, due: string) => `${title}的材料仍请抽空补交，原定${due}。`,
    extended: (title: string, due: string) => `${title}的材料改为${due}前提交。`,
    waived: (title: string, _due: string) => `${title}的材料不需要提交。`,
  } satisfies Record<ExplanationOutcome, (title: string, due: string) => string>,
  settled: (title: string) => `${title}的材料已提交或不再需要。`,
  answer: (by: string, said: string) => `${by}答复：${said}`,

  toAnswer: '情况说明待答复',
  facts: { what: '材料', by: '说明人', due: '截止', said: '说明', answer: '答复' },
  reply: '答复',
  replyHint: '回复、免交时必填；说明人看得到',
  until: '延至',
  untilHint: (first: Day, last: Day) => `延期时选择，${shortDay(first)}至${shortDay(last)}`,
  replyButton: '回复',
  extendButton: '延期',
  waiveButton: '免交',
  waiveTitle: '免交',
  waiveConfirm: '免交后不再要求提交，所写答复作为理由。',
  answered: (by: string) => `${by}已答复。`,
  notYours: '这份说明已不由您答复。',

  toDo: (what: string, by: string) => `情况说明待答复：${what}，${by}`,
  toDoOpen: '去答复',
  toastOpened: '说明表已发到与您的私聊。',
  toastExplained: '已提交，答复后会告知您。',
  toastAnswered: '已答复，并告知说明人。',
  toastSent: '已发到与您的私聊。',
  badDay: (first: Day, last: Day) => `请在${shortDay(first)}至${shortDay(last)}之间选一天。`,
}

/** Why nothing is explained or answered, with the cure. */
export const refusals = {
  mayNot: '情况由填写这份材料的同志说明。',
  mayNotAnswer: '这份说明由审核人或学院管理员答复，本人的由其他同志答复。',
  settled: '这份材料已提交或不再需要，无需办理。',
  early: '这份材料尚未到截止时间，可点“申请延期”。',
  waits: '情况已说明，正等待答复。',
  tooMany: '这份材料已多次说明，请抽空补交。',
  nobody: '目前没有可以答复的同志，请抽空补交。',
  noWords: '请先写明情况。',
  noReply: '请先写答复。',
  noReason: '免交请写明理由。',
  extended: '这份材料的截止时间已延过一次，可回复或免交。',
  notOffered: '学院目前不受理延期，可回复或免交。',
} satisfies Record<ExplainingRefusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'report' } satisfies Relays<ExplainingRefusal>

/** Why each letter was sent. */
export const causes = {
  form: (title: string): Cause => ({ because: `您打开了${title}的说明情况`, stops: '不打开则不会收到' }),
  asked: (title: string): Cause => ({
    because: `有同志说明${title}的材料逾期的情况，由您答复`,
    stops: '答复后不再需要办理',
  }),
  answered: (title: string): Cause => ({
    because: `您说明过${title}的材料逾期的情况，已有答复`,
    stops: '不说明则不会收到',
  }),
}
