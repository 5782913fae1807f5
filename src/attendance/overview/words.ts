import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Group, Note, Phase, Refusal } from './types.ts'

/** What the overview of a meeting says, by name and privately. */
export const words = {
  open: { before: '反馈情况', open: '签到情况', over: '到会情况' } satisfies Record<Phase, string>,
  title: (what: string, meeting: string) => `${what}：${meeting}`,
  expected: (when: string, expected: number) => `${when}，应到${expected}人。`,
  asOf: (at: string) => `以上为${at}的情况，如需更新请点“刷新”。`,
  group: (label: string, count: number) => `${label}（${count}）`,
  noted: (name: string, notes: string) => (notes === '' ? name : `${name}（${notes}）`),
  further: (names: string, count: number) => `${names}等${count}人`,
  code: (digits: string) => `签到口令是${digits}，只在会场口头告知。`,
  nobody: '应到名单为空。',

  remind: '提醒未反馈者',
  remindConfirm: (count: number) =>
    `将逐一私聊提醒未反馈的${count}位同志，今天已提醒过的除外。每次会议每天只提醒一次。`,
  refresh: '刷新',
  reminded: ({ when, by, people }: { when: string; by: string; people: number }) =>
    `最近一次提醒：${when}，由${by}发出，共${people}人。`,

  page: {
    expected: '应到',
    joining: '参加',
    leave: '请假',
    silent: '未反馈',
    came: '已签到',
    present: '实到',
    absent: '缺席',
    unconfirmed: '待核实',
    observers: '列席',
    late: (count: number) => `含迟到${count}人`,
    unrecorded: '到会情况待登记。',
    names: '名单',
    showNames: '显示名单',
    logged: '按规定需要时查看，您的查看会被记录。',
  },

  superseded: '已有更新的卡片，请看最新的一张。',
  closed: '您目前不负责这次会议，无法查看名单。',

  toastOpened: '已发到与您的私聊。',
  toastRefreshed: (at: string) => `已更新至${at}。`,
  toastReminded: (people: number) => `将提醒${people}位同志。`,
  toastArrives: (when: string) => `现在是免打扰时段，提醒将于${when}送达。`,
  toastLeft: (count: number) => `另有${count}位今天已收到提醒，不再重复。`,
  toastRemindedToday: (at: string, by: string) => `${by}已于${at}提醒过，每次会议每天提醒一次。`,
}

/** How each group of people is called. */
export const groups: Record<Phase, Record<Group, string>> = {
  before: labels({ missing: '未反馈' }),
  open: labels({ missing: '未签到' }),
  over: labels({ came: '实到', missing: '待核实' }),
}

function labels(own: Partial<Record<Group, string>>): Record<Group, string> {
  return {
    joining: '参加',
    came: '已签到',
    leave: '请假',
    silent: '未反馈',
    missing: '未签到',
    absent: '缺席',
    observers: '列席',
    guests: '不计入应到，已到会',
    ...own,
  }
}

/** What is said behind a name. */
export const notes = {
  choosing: '请假还差一步',
  asked: '待批',
  approved: '已同意',
  refused: '请假未同意',
  late: '迟到',
  came: '已签到',
  answeredFor: '代答',
  checkedFor: '代签',
} satisfies Record<Note, string>

/** Why a press had no effect. */
export const refusals = {
  mayNot: '这项操作需要本支部书记、支委、党小组组长（本组）或会议主持人办理。',
  cancelled: '会议已取消。',
  merged: '会议已并入同时召开的另一次会议，请在那次会议的卡片上查看。',
  started: '会议已开始，不再提醒反馈。',
  notAnnounced: '会议通知尚未发出，发出后再提醒。',
  withdrawn: '会议通知已撤回，重新发出后再提醒。',
  tooLate: '从现在到会议开始都是免打扰时段，提醒来不及送达。',
  nobodySilent: '应到的同志都已反馈，无需提醒。',
  allAsked: '未反馈的同志今天都已收到提醒，不再重复。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'overview' } satisfies Relays<Refusal>

/** Why an overview was sent. */
export const cause: Cause = { because: '您点了查看反馈或签到情况', stops: '不点则不会收到' }
