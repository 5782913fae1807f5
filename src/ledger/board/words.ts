import type { Cause } from '../../letters/types.ts'
import type { Noted } from './types.ts'

/** What is said about programmes. */
export const words = {
  help: '台账：各项制度办到哪一步；“台账 责任书”看一项（学院党委：各支部；书记：本支部）；“台账 新建”“台账 导入”（管理员）',
  title: '台账',
  none: '还没有台账。管理员可发“台账 新建”或“台账 导入”，也可写在学院文件的 programmes 里。',
  open: '查看',
  late: (count: number) => `逾期${count}`,
  behind: '进度落后',
  choose: '看一项',
  chooseHint: '选择台账',
  nothingNear: '近30天没有要办的事项。',
  furtherSteps: (count: number) => `另有${count}项，点“查看”看全部。`,
  period: (from: string, until: string) => `${from}至${until}`,
  row: '对象',
  onlyOpen: '只看未完成',
  all: '看全部',
  onlyOpenTitle: (title: string) => `${title}：未完成`,
  noRows: '还没有支部报名或提名。',
  allDone: '没有未完成的事项。',
  furtherRows: (count: number) => `另有${count}行没有列出。`,
  close: '结束台账',
  closeConfirm: '结束后不再提醒、不再收取，已交的材料保留。',
  closed: '已结束。',
  closedLine: '本台账已结束，材料保留备查。',
  dropped: '学院文件里已删去这一项；已有支部办理，因此没有自动结束。如不再需要，请点“结束台账”。',
  pick: '看一行',
  pickHint: '选择支部或项目',
  look: '查看',
  sent: '已私聊发给您。',
  stepOf: (step: string, sign: string) => `${step}：${sign}`,
  rounds: (done: number, due: number) => `${done}/${due}`,
  roundsLate: (done: number, due: number, late: number) => `${done}/${due} 逾期${late}`,
  absent: '·',
}

/** Why nothing is shown. */
export const notes = {
  mayNot: '这项台账由学院党委和有关支部书记、副书记查看。',
  noneOwn: '目前没有需要您办理的台账事项。',
  none: words.none,
  unknown: '没有找到这项台账，或有几项都符合。发“台账”看全部名称。',
} satisfies Record<Noted, string>

/** Why a programme is not ended. */
export const endRefusals = {
  mayNot: '台账只能由学院管理员结束。',
  closed: '这个台账已经结束。',
}

/** Why it was sent. */
export const cause: Cause = { because: '您查询了台账', stops: '不查询则不会收到' }
