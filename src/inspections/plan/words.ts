import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import { dayName, shortDay } from '../../time/format.ts'
import type { Refusal } from './types.ts'

type Day = Temporal.PlainDate

/** What is said about the plan of a term's inspections 督查计划. */
export const words = {
  title: (term: string) => `【督查计划】${term}`,
  day: (day: Day) => `${shortDay(day)} ${dayName(day)}`,
  columns: { branch: '支部', inspector: '督查员', day: '日期' },
  drawn: (visits: number) =>
    `将安排${visits}个支部的督查，由抽签产生：督查员不查本支部，次数尽量均衡，日期分布在学期中段的工作日。`,
  loads: (loads: string) => `各督查员次数：${loads}`,
  load: (name: string, count: number) => `${name}${count}次`,
  between: '、',
  told: '点“确认”后告知各督查员；督查前再提醒督查员，并告知支部书记。',
  nobody: (names: string) =>
    `没有可安排的督查员：${names}。可在 college.yaml 的 inspectors 中增加督查员或支部，再重新生成。`,
  confirm: '确认',
  adopted: '这份计划已确认。发送“督查”可查看和调整。',
  outdated: '名册或计划已有变动，这份预览不再可用。请发送“督查”，重新生成。',

  toPassOn: (inspector: string) => `${inspector}（待另选）`,
  change: '调整',

  toastPreviewed: '计划预览已发到与您的私聊，确认后生效。',
  toastPlanned: (count: number) => `已安排${count}个支部的督查。`,
  toastChanged: '已调整，将告知督查员。',
}

/** Why nothing is planned or changed, with the cure. */
export const refusals = {
  mayNot: '督查计划由学院管理员安排。',
  noTerm: 'college.yaml 的 terms 中没有这个学期，请先写明。',
  noInspectors: 'college.yaml 的 inspectors 中还没有督查员，请先写明。',
  complete: '各支部都已安排，无需重新生成。',
  changed: '预览后名册或计划已有变动，请发送“督查”，重新生成。',
  noDays: '本学期已没有可安排的工作日。',
  done: '这个支部已督查，日期不再调整；需要时可另选督查员，接办答复和整改。',
  ownBranch: '督查员不查本支部，请另选一位。',
  notFor: '这位同志不负责这个支部，请另选；负责的支部在 college.yaml 的 inspectors 中设定。',
  pastDay: '这一天已过，请另选日期。',
  outsideTerm: '这一天不在本学期内，请另选日期。',
  unchanged: '与原安排相同，无需调整。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'plan' } satisfies Relays<Refusal>

/** Why the preview was sent. */
export const cause: Cause = { because: '您要生成督查计划', stops: '不生成则不会收到' }
