import type { Relays } from '../../cards/need.ts'
import { refusals as common } from '../words.ts'
import type { Refusal } from './types.ts'

/** What is said about doing something for somebody else. */
export const words = {
  answerFor: '代答：替没有手机或已口头告知的同志反馈，本人之后可自行修改。',
  checkInFor: '代签：为到会但无法自行签到的同志登记，须写明原因。',
  person: '姓名',
  personHint: '请选择',
  firstOnly: (count: number) => `姓名（名单较长，先列${count}位）`,
  reply: '反馈',
  join: '参加',
  leave: '请假',
  category: '请假类别（请假时必选）',
  reason: '原因',
  reasonHint: '例如：没有手机',
  submit: '提交',
  checkIn: '代签',

  joining: (name: string) => `已代${name}反馈：参加。`,
  approved: (name: string) => `已代${name}请假，并已同意。`,
  asked: (name: string) => `已代${name}提交请假，等待审批。`,
  kept: (name: string) => `${name}已有更晚的反馈，以本人的为准。`,
  checkedIn: (name: string, at: string) => `已为${name}签到（${at}）。`,
  checkedInLate: (name: string, at: string) => `已为${name}签到（${at}），记为迟到。`,
  already: (name: string, at: string) => `${name}已签到（${at}），无需重复。`,
}

/** Why nothing was done. */
export const refusals: Record<Refusal, string> = {
  ...common,
  mayNotAct: '这项操作需要本支部书记、支委、党小组组长（本组）或会议主持人办理。',
  nobodyChosen: '请先选择姓名，再提交。',
  noReply: '请选择参加或请假，再提交。',
  noReason: '请写明代签的原因，再提交。',
  notInvited: '这位同志不在本次会议的名单中。',
  observer: '列席人员无需反馈，到场后签到即可。',
  exempt: '这位同志可不参加本次会议，无需反馈。',
  alreadyAsked: '这位同志的请假已提交，等待审批。',
  alreadyApproved: '这位同志的请假已获同意。',
}

/** What somebody else does, before whom it may be put. */
export const relays = { mayNotAct: 'overview' } satisfies Relays<Refusal>
