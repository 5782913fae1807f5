import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import { shortDay } from '../../time/format.ts'
import type { MakeupRefusal } from './types.ts'

type Day = Temporal.PlainDate

/** What is said about make-ups 补学. (domain §7.18) */
export const words = {
  title: (meeting: string) => `补学：${meeting}`,
  summary: '补学',
  missed: (meeting: string) => `您未能参加${meeting}，资料如下。`,
  until: (day: Day) => `请阅读后写一两句体会，最晚${shortDay(day)}提交。`,
  reminded: (day: Day) => `补学还没有提交，最晚${shortDay(day)}。请阅读资料后写一两句体会。`,
  overdue: (day: Day) => `补学原定${shortDay(day)}前提交，现在仍可提交。请阅读资料后写一两句体会。`,
  material: '补学资料',
  learnt: '学习体会',
  learntHint: '一两句即可，最多200字',
  submit: '提交',
  readBy: (ofBranch: boolean) =>
    `您写的内容只有${ofBranch ? '支部书记和副书记' : '学院管理员'}看得到，不在群里公布。补学不改变到会登记。`,
  made: (day: Day, isLate: boolean) => `已补学，${shortDay(day)}提交${isLate ? '（晚于期限）' : ''}。`,
  written: (text: string) => `您写的：${text}`,
  unneeded: '到会登记已有变化，无需补学。',
  closing: '此卡片已过期。仍要补学的，请发送“待办”，点“去补学”。',

  open: '补学',
  listTitle: (meeting: string) => `【补学】${meeting}`,
  facts: { missed: '请假、缺席', made: '已补学', open: '待补学', unasked: '未安排' },
  people: (count: number, names: string) => (names === '' ? `${count}人` : `${count}人：${names}`),
  further: (count: number) => `等，另有${count}人`,
  lateName: (name: string) => `${name}（晚于期限）`,
  overdueName: (name: string, day: Day) => `${name}（已过${shortDay(day)}）`,
  dueName: (name: string, day: Day) => `${name}（${shortDay(day)}前）`,
  essays: '学习体会（只有支部书记和副书记看得到）',
  essay: (name: string, text: string) => `${name}：${text}`,
  unconfirmed: (count: number) => `另有${count}人待核实，核实后可再安排。`,
  toLearn: '将发给他们的资料',
  given: '补学资料',
  givenHint: (hasRecord: boolean) =>
    hasRecord ? '不填则用上面的资料；也可写要点，或贴文件链接' : '写要点，或贴文件链接',
  arrange: '安排补学',
  arrangeConfirm: (people: number, day: Day) =>
    `将给${people}位请假或缺席的同志各发一条私聊，请他们最晚${shortDay(day)}写一两句体会；到期前一天提醒一次。`,
  uncounted: '补学单独计数，不改变到会登记。',
  notClosed: '签到结束后可在这里安排补学。',
  closedToYou: '这次会议的补学已不由您负责。',

  toDo: (title: string, day: Day) => `补学待提交：${title}，最晚${shortDay(day)}`,
  toDoLate: (title: string, day: Day) => `补学待补交：${title}，原定${shortDay(day)}前`,
  toDoOpen: '去补学',

  toastListed: '补学情况已发到与您的私聊。',
  toastArranged: (people: number, day: Day) => `已安排${people}人补学，最晚${shortDay(day)}提交。`,
  toastOpened: '补学资料已发到与您的私聊。',
  toastMade: '已提交，计为补学。',
}

/** Why nothing is done about a make-up, with the cure. */
export const refusals = {
  mayNot: '这项操作需要支部书记、副书记、组长或主持人办理。',
  notClosed: '签到结束后才能安排补学。',
  noMaterial: '还没有活动纪实，请填写补学资料后再安排。',
  nobodyLeft: '没有需要安排补学的同志。',
  unneeded: '到会登记已有变化，您无需补学。',
  unasked: '这次会议没有安排补学。',
  already: '您已提交，无需再交。',
  noWords: '请写一两句体会，再提交。',
} satisfies Record<MakeupRefusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'makeup' } satisfies Relays<MakeupRefusal>

/** Why each letter was sent. */
export const causes = {
  asked: (meeting: string, days: number): Cause => ({
    because: `您未能参加${meeting}，会议负责人安排了补学`,
    rule: { says: `学院设定补学期限为${days}天`, key: 'attendance.makeup' },
    stops: '提交后，或到会登记更正为实到后，不再提醒',
  }),
  opened: (meeting: string): Cause => ({
    because: `您打开了${meeting}的补学`,
    stops: '不打开则不会收到',
  }),
}
