import type { Cause } from '../../letters/types.ts'
import { dayName, shortDay } from '../../time/format.ts'
import type { Figures } from '../../measures/types.ts'
import { openIn } from '../rules.ts'
import type { Stage } from '../types.ts'
import type { Noted } from './types.ts'

type Day = Temporal.PlainDate

/** What is said of a term's inspections as a whole. */
export const words = {
  help: '学院党委看本学期督查计划和进度，督查员看自己的安排，支部书记看本支部的结果；督查员写明支部可填督查表，例如：督查 B05',
  title: (term: string) => `【督查情况】${term}`,
  mine: (term: string) => `【我的督查】${term}`,
  day: (day: Day) => `${shortDay(day)} ${dayName(day)}`,
  none: '本学期还没有督查计划。',
  counts: (branches: number, figures: Figures) =>
    `共${branches}个支部：计划督查${figures.visitsPlanned}，已督查${figures.visitsMade}，已确认${figures.visitsConfirmed}；整改未完成${openIn(figures)}项。`,
  remedies: (figures: Figures | null) => {
    const [open, closed] = [openIn(figures), figures?.remediesClosed ?? 0]
    if (open + closed === 0) return words.nobody
    const parts = [...(open > 0 ? [`未完成${open}项`] : []), ...(closed > 0 ? [`已完成${closed}项`] : [])]
    return parts.join('，')
  },
  missing: (count: number) => `${count}个支部待安排：新增的支部，或督查员已离任、改任。其余安排不变。`,
  columns: { branch: '支部', inspector: '督查员', day: '日期', stage: '情况', remedies: '整改' },
  nobody: '—',
  gaps: { unplanned: '待安排', inspectorGone: '待重新安排' },
  stages: {
    planned: '待督查',
    submitted: '待支部确认',
    objected: '支部有说明',
    kept: '待支部确认',
    confirmed: '已确认',
    tacit: '已确认（到期未答复）',
  } satisfies Record<Stage, string>,
  change: '调整一个支部的督查员或日期：',
  edit: {
    generate: '生成计划',
    redraw: (count: number) => `重新安排${count}个支部`,
    visit: '支部',
    inspector: '督查员',
    newDay: '日期',
    choose: '请选择',
    asItIs: '不改',
  },
  fill: (branch: string) => `督查表：${branch}`,
  noVisits: '本学期目前没有您的督查任务。',
  visitLine: (branch: string, day: Day, stage: string) => `${words.day(day)} ${branch}：${stage}`,
  assigned: '督查前会再提醒您；日期或人选有变动时另行告知。',

  remindTitle: (branch: string) => `【督查提醒】${branch}`,
  remind: (branch: string, day: Day) => `${words.day(day)}由您督查${branch}。`,
  remindHow: '请查阅记录、听取汇报、与党员交流。',
  comingTitle: (branch: string) => `【督查通知】${branch}`,
  coming: (day: Day, inspector: string) =>
    `${words.day(day)}，学院督促检查组由${inspector}同志到支部查看组织生活情况。`,
  comingHow: '请备好会议记录、签到和补学材料。查看后会把情况发给您确认。',
  moved: '安排已调整，请看最新的消息。',
  over: '督查已完成。',
  toastOpened: '督查进度已私聊发给您',
}

/** What is answered where there is nothing to show, with the way on. */
export const notes = {
  mayNot: () => '督查情况由学院党委、督查员和支部书记查看。您目前没有这些职务。',
  noTerm: () => 'college.yaml 的 terms 中没有当前学期，请学院管理员先写明。',
  unknown: () => '没有找到这个支部，请写支部的名称、简称或编号，例如：督查 B05。',
  several: (names: string) => `有几个支部符合：${names}。请写全称或编号。`,
  unplanned: () => '这个支部本学期还没有安排督查，由学院管理员发送“督查”安排。',
  notInspector: () =>
    '督查表由学院安排的督查员填写，学院管理员可查看。支部书记可发送“督查”，查看本支部的结果。',
  notYourBranch: () => '这个支部由另一位督查员负责。发送“督查”可查看您负责的支部。',
  ownBranch: () => '督查员不查本支部。本支部的督查由其他督查员负责。',
} satisfies Record<Noted, (names: string) => string>

/** Why 督查进度 is not sent. */
export const refusals = { mayNot: notes.mayNot(), noTerm: notes.noTerm() }

/** Why each letter was sent. */
export const causes = {
  asked: { because: '您查询了督查', stops: '不查询则不会收到' },
  assigned: { because: '学院安排或调整了由您承担的督查', stops: '安排不变则不会再收到' },
  remind: {
    because: '学院安排您督查这个支部',
    rule: { says: '学院设定了督查前的提醒时间', key: 'inspections.remind' },
    stops: '督查已完成或改期后，不再提醒',
  },
  coming: {
    because: '学院安排了对您所在支部的督查',
    rule: { says: '学院设定了督查前的提醒时间', key: 'inspections.remind' },
    stops: '督查已完成或改期后，不再告知',
  },
} satisfies Record<string, Cause>
