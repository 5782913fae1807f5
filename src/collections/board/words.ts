import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Refusal, Standing } from './types.ts'

/** What the board of a collection says. */
export const words = {
  title: (title: string) => `收集进展：${title}`,
  counts: (c: { asked: number; answered: number; late: number }) =>
    `已提交${c.answered}/${c.asked}${c.late === 0 ? '' : `，其中补交${c.late}`}。`,
  due: (when: string) => `${when}截止。`,
  overdue: (when: string) => `${when}已到截止时间，仍可补交；点“截止”后不再接收。`,
  closed: (when: string) => `已于${when}截止，不再接收。`,
  weekly: '每周收集，下一次截止前三天自动发出。',
  weeklyEnded: '每周收集已停止，本次照常进行。',
  branch: '支部',
  standing: '情况',
  standings: {
    answered: '已提交',
    late: '已补交',
    open: '未提交',
    waived: '未提交',
  } satisfies Record<Standing, string>,
  unreached: '未提交（书记、副书记暂时联系不上）',
  standingAt: (standing: string, when: string) => `${standing} ${when}`,
  option: (option: string, times: number) => `${option} ${times}`,
  sum: (sum: number) => `合计${sum}`,
  between: '，',
  asOf: (at: string) => `以上为${at}的情况，最迟一刻钟更新一次，也可点“刷新”。`,
  nudged: (n: { when: string; by: string; people: number }) =>
    `最近一次提醒：${n.when}，由${n.by}发出，共${n.people}人。`,

  refresh: '刷新',
  names: '未交名单',
  namesTitle: (title: string) => `未交名单：${title}`,
  namesCount: (n: number) => `未提交${n}人：`,
  namesNone: '已全部提交。',
  further: (names: string, n: number) => `${names}等${n}人`,
  nudge: '提醒未交',
  nudgeConfirm: (people: number) => `将私聊提醒尚未提交的${people}人，每天只提醒一次。`,
  export: '导出',
  extend: '延期',
  extendConfirm: (open: number) => `尚未提交的${open}张卡片会更新为新的截止时间，到期前再提醒一次。`,
  extendLabel: '改到哪一天截止',
  extendHint: '请选择日期',
  clockLabel: '几点截止',
  clockHint: '请选择时间',
  close: '截止',
  closeConfirm: (open: number) => `截止后不再接收，尚未提交的${open}份不再要求。一天内可以“重开”。`,
  reopen: '重开',
  stopWeekly: '不再每周收集',
  stopConfirm: '以后各周不再发出，本次照常进行。',
  superseded: '已有更新的卡片，请看最新的一张。',
  notKept: '这次收集目前不由您负责。',

  toastOpened: '已发到与您的私聊。',
  toastRefreshed: '已更新。',
  toastNudged: (people: number) => `将提醒${people}人。`,
  toastExport: '正在生成表格，稍后私聊发给您。',
  toastExported: '表格刚刚发过，请在私聊中查看。',
  toastExtended: '已延期。',
  toastClosed: '已截止。',
  toastReopened: '已重开。',
  toastStopped: '以后各周不再发出。',

  todo: (title: string, c: { asked: number; answered: number }, due: string) =>
    `收集进行中：${title}，已提交${c.answered}/${c.asked}，${due}截止`,
  todoOpen: '查看进展',
  todoOpenOf: (title: string) => `查看“${title}”`,
  todoFurther: (n: number) => `另有${n}个收集进行中。`,
}

/** Why something is not done. */
export const refusals = {
  mayNot: '这次收集由发起人办理，学院的收集学院管理员也可办理。',
  closed: '这次收集已截止。',
  running: '这次收集正在进行。',
  tooOld: '截止已超过一天，不能重开，可另发一次收集。',
  nobodyOpen: '已全部提交，无需提醒。',
  nudgedToday: '今天已提醒过，每天提醒一次。',
  noTime: '请选择新的截止日期和时间。',
  notLater: '新的截止时间须在原定时间和现在之后。',
  notWeekly: '每周收集已停止。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'collection' } satisfies Relays<Refusal>

/** Why each letter was sent. */
export const causes = {
  board: (title: string): Cause => ({ because: `您负责收集“${title}”`, stops: '截止后不再更新' }),
  names: { because: '您点了“未交名单”', stops: '不点则不会收到' } satisfies Cause,
}
