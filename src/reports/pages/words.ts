import { refusals as reportRefusals } from '../words.ts'
import type { PageRefusal } from './types.ts'

export { relays } from '../words.ts'

/** What people read while they fill in a report. */
export const words = {
  page: (n: number, of: number) => `第${n}页，共${of}页。每次翻页都会保存已填的内容。`,
  lastPage: (of: number) => `第${of}页，共${of}页：核对以下内容后提交。`,
  sent: ({ label, required, help }: { label: string; required: boolean; help: string }) =>
    `${label}${required ? '（必填）' : ''}：可直接在此发送。${help}`,
  between: '、',
  next: '下一页',
  back: '上一页',
  toMend: (what: string) => `提交前请补充：${what}。`,
  takeLast: '沿用上次',
  giveBack: '撤销沿用',
  taken: '已填入上次的内容，请改为本次的情况。',
  differs: (said: string, counted: string) => `您写的是${said}，签到记录为${counted}。请选择以哪个为准。`,
  differsStill: (said: string, counted: string) =>
    `您写的是${said}，签到记录为${counted}；更正签到后这里会随之更新，未更正的，两者一并保留。`,
  people: (count: number) => `${count}人`,
  unconfirmed: (count: number) => `还有${count}位同志的到会情况待核实，核实后即可提交。`,
  confirmRoll: '去核实',
  toastConfirm: '已填的内容已保存。到会名单已发到与您的私聊，核实后回到这张卡片点“提交”。',
  rollStands: '以签到为准',
  correctRoll: '更正签到',
  unfit: (what: string) => `${what}；这部分留在“内容”里，可在对应的栏目中填写。`,
  kept: (label: string, length: number) => `${label}已收到全文，共${length}字：`,
  addition: '补充内容',
  optional: '没有可不填',
  toastSaved: '已保存。',
  toastTaken: '已填入上次的内容，可点“撤销沿用”恢复。',
  toastGivenBack: '已恢复。',
  toastRollStands: '已改为签到记录的人数。',
  notHeld: '未召开',
  toastCorrect: {
    own: '到会名单已发到与您的私聊，更正后这张卡片会随之更新。',
    other: '已请负责更正的同志核对到会名单，更正后这张卡片会随之更新。',
    nobody: '目前没有可以更正签到的同志，两个人数会一并保留。',
  },
}

/** Why something was not done. */
export const refusals = {
  ...reportRefusals,
  unconfirmed: '还有同志的到会情况待核实，请先点“去核实”，核实后再提交。已填的内容已保存。',
  differs: '您写的人数与签到记录不同，请先点“以签到为准”或“更正签到”。已填的内容已保存。',
  noLast: '本支部还没有同类会议的纪实可以沿用。',
} satisfies Record<PageRefusal, string>
