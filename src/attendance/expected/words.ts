import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { HandChange } from '../list/types.ts'
import type { Role } from '../types.ts'
import type { Refusal } from './types.ts'

/** What the card 应到名单 says. */
export const words = {
  open: '应到名单',
  title: (meeting: string) => `应到名单：${meeting}`,
  follows: '签到开放前，名单随名册变动；手动加入和移出的保持不变。',
  frozen: (when: string) => `名单已于${when}签到开放时确定，名册变动不再影响；如有出入可手动调整。`,
  over: '会议已结束，应到名单不再变动。',
  nobody: '无',
  group: (label: string, count: number) => `${label}（${count}）`,
  further: (names: string, count: number) => `${names}等${count}人`,

  person: '人员',
  personHint: '请选择',
  name: '姓名',
  nameHint: '姓名；有同名的请写编号，如M0012',
  change: '调整',
  changeHint: '请选择',
  reason: '原因（必填，仅本支部书记和学院管理员可见）',
  reasonHint: '例如：组织关系已转入，名册尚未更新',
  submit: '提交',

  changesTitle: '最近的调整',
  made: ({ when, by, what, who }: Record<'when' | 'by' | 'what' | 'who', string>) =>
    `${when}，${by}：${what} ${who}`,
  withReason: (line: string, reason: string) => `${line}，原因：${reason}`,

  closed: '您目前不负责这次会议，无法查看名单。',
  superseded: '已有更新的卡片，请看最新的一张。',
  toastOpened: '应到名单已发到与您的私聊。',
}

/** How people stand on the list, in the order in which they are shown. */
export const SHOWN_ROLES: [Role, string][] = [
  ['due', '应到'],
  ['exempt', '不计入应到'],
  ['observer', '列席'],
  ['out', '已不在名单'],
]

/** What can be changed by hand. */
export const changes: Record<HandChange, string> = {
  add: '加入应到',
  remove: '移出应到',
  observe: '列席',
  dismiss: '取消列席',
}

/** What is said once it is changed. */
export const done: Record<HandChange, string> = {
  add: '已加入应到名单。',
  remove: '已移出应到名单，其此前的反馈保留。',
  observe: '已列为列席人员，将私聊邀请。',
  dismiss: '已取消列席。',
}

/** Why a press had no effect. */
export const refusals = {
  mayNot: '这项操作需要本支部书记、支委、党小组组长（本组）或学院管理员办理。',
  mayNotObserve: '邀请列席需要本支部书记或学院管理员办理。',
  cancelled: '会议已取消。',
  merged: '会议已并入同时召开的另一次会议，请在那次会议的卡片上调整。',
  over: '会议已结束，应到名单不再变动。',
  nobody: '请选择或填写人员，再提交。',
  unknown: '名册中没有这位同志，请核对姓名或编号。',
  ambiguous: '有几位同志同名，请改写编号，如M0012。',
  noChange: '请选择如何调整，再提交。',
  noReason: '请填写原因，再提交。',
  isOn: '这位同志已在名单中，无需再加。',
  isNotOn: '这位同志不在名单中，无需移出。',
  isExpected: '这位同志属于本次会议的应到范围，不能列席。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'list', mayNotObserve: 'observers' } satisfies Relays<Refusal>

/** Why the list was sent. */
export const cause: Cause = { because: '您点了查看应到名单', stops: '不点则不会收到' }
