import type { Cause } from '../../letters/types.ts'
import { dayName, shortDay } from '../../time/format.ts'
import type { Item, Verdict } from '../types.ts'
import { items, stands, verdicts } from '../words.ts'
import type { Refused } from './service.ts'
import type { Refusal } from './types.ts'

type Day = Temporal.PlainDate

/** What stands on a sheet 督查表, and what is said about it. */
export const words = {
  title: (branch: string) => `【督查表】${branch}`,
  open: '填写督查表',
  read: '查看督查表',
  planned: (day: Day) => `督查日期：${shortDay(day)} ${dayName(day)}。每次按下面的按钮，已填的内容都会保存。`,
  objected: (said: string) => `支部的说明：${said}`,
  counted: '标“自动统计”的各项由记录算出，可以改选。标“数据不足”的，请按查看情况评定。',
  label: (item: Item, said: string | null) =>
    said === null ? `${numberOf(item)} ${items[item]}` : `${numberOf(item)} ${items[item]}（${said}）`,
  auto: (said: string, isEnough: boolean) => `${isEnough ? '自动统计' : '数据不足'}：${said}`,
  choose: '请选择',
  rest: '以上没有选的各项，都记为',
  restHint: '不填则逐项选择',
  content: '内容点评',
  contentHint: '主题、内容质量，与教学科研等工作的结合',
  procedure: '流程点评',
  procedureHint: '会前准备、议程顺序、讨论互动',
  remark: '备注（可不填）',
  remarkHint: '如：第7项缺两次会议的签到表',
  remedy: '整改要求（没有可不填）',
  remedyHint: '写一件，填好期限后点“要求整改”；可再写下一件',
  remedyDay: '整改期限',
  addRemedy: '要求整改',
  dropRemedy: (n: number) => `删去第${n}项整改`,
  save: '保存草稿',
  submit: '提交督查表',
  confirm: (branch: string, day: Day) =>
    `提交后发给${branch}书记确认，${shortDay(day)}前可作说明；整改在确认后开始。`,
  remedies: '要求整改：',
  remedyLine: (n: number, what: string, day: Day) => `${n}. ${what}（${shortDay(day)}前）`,
  draftKept: '草稿只有督查员看得到；提交后支部书记、副书记和学院管理员可见。',

  tally: (count: (verdict: Verdict) => number) =>
    `14项：达标${count('met')}，基本达标${count('partly')}，未达标${count('unmet')}，不适用${count('none')}（点开查看）`,
  mark: (item: Item, verdict: Verdict, said: string) =>
    `${numberOf(item)} ${items[item]}：${verdicts[verdict]}${said}`,
  byCount: (said: string) => `（自动统计：${said}）`,
  byInspector: (verdict: Verdict, said: string) => `（督查员评定；自动统计为${verdicts[verdict]}：${said}）`,
  thin: (said: string) => `（督查员评定；数据不足：${said}）`,
  contentSaid: (said: string) => `内容方面：${said}`,
  procedureSaid: (said: string) => `流程方面：${said}`,
  remarkSaid: (said: string) => `备注：${said}`,
  version: (n: number, day: Day) => `第${n}版，${shortDay(day)}提交。`,
  noSheet: '督查表还没有提交。',

  toastOpened: '督查表已发到与您的私聊。',
  toastSaved: '已保存。',
  toastAdded: '已加入整改要求。',
  toastDropped: '已删去。',
  toastSubmitted: '已提交，将请支部书记确认。',
}

/** The number by which people name an item. */
function numberOf(item: Item): string {
  return item.slice(1)
}

const refusals = {
  notInspector: '督查表由学院安排的督查员填写。支部书记可发送“督查”，查看本支部的督查结果。',
  notYourBranch: '这个支部由另一位督查员负责。您负责的支部，发送“督查”可查看。',
  ownBranch: '督查员不查本支部。本支部的督查由其他督查员负责。',
  noComments: '请写内容点评和流程点评，再提交。已填的内容已保存。',
  noRemedy: '请写明要求整改什么。已填的内容已保存。',
  noRemedyDay: '请选整改期限，再点一次。已填的内容已保存。',
  tooManyRemedies: '整改要求最多5项，请合并后再加。已填的内容已保存。',
  noSuchRemedy: '这项整改要求已删去。',
} satisfies Record<Exclude<Refusal, 'moved' | 'unmarked' | 'tooSoon'>, string>

/** Why something was not done, with the cure. */
export function refusalText({ refusal, stage, items: missing = [], after }: Refused): string {
  switch (refusal) {
    case 'moved':
      return stage === undefined ? '' : stands[stage]
    case 'unmarked':
      return `还有${missing.length}项未评定：第${missing.map(numberOf).join('、')}项。请逐项选择，或选“以上没有选的各项，都记为”。已填的内容已保存。`
    case 'tooSoon':
      return after === undefined
        ? ''
        : `支部可在${shortDay(after)}前确认或说明，整改期限请选在这一天之后。已填的内容已保存。`
    default:
      return refusals[refusal]
  }
}

/** Why a sheet was sent. */
export const cause: Cause = { because: '您打开了督查表', stops: '不打开则不会收到' }
