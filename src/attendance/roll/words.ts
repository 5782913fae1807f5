import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Fault } from '../entry/types.ts'
import type { Mark } from '../types.ts'
import type { RollRefusal } from './types.ts'

/** What stands on the roll 到会名单, which only those read who look after the meeting. */
export const words = {
  title: (meeting: string) => `【到会名单】${meeting}`,
  open: '到会名单',
  marks: { present: '实到', late: '迟到', leave: '请假', absent: '缺席' } satisfies Record<Mark, string>,
  unconfirmed: '待核实',
  people: (count: number, names: string) => `${count}人：${names}`,
  nobody: '0人',
  further: (count: number) => `等，另有${count}人`,
  line: '一行登记或更正',
  lineHint: '如：实到21，请假：王某、李某，缺席：张某',
  reason: '更正原因',
  reasonHint: '更正已登记的人员时填写',
  submit: '登记',
  hint: '只写要登记或更正的人即可；“其余缺席”“其余实到”可一次登记所有待核实的同志。',
  closedToYou: '这次会议的到会名单已不由您负责。',
  notClosed: '签到结束后可在这里登记到会情况。',
  corrections: '更正记录',
  correction: (c: { name: string; was: string; became: string; by: string; when: string; reason: string }) =>
    `${c.name}：${c.was}→${c.became}（${c.by}，${c.when}${c.reason}）`,
  because: (reason: string | null) => (reason === null ? '' : `，${reason}`),

  confirmTitle: (count: number) => `待核实（${count}人）`,
  confirmHint: '以下同志没有签到，也没有请假记录，请逐位点选。',
  unusedHint: '没有人签到。可在到会名单中一行登记，或一次登记：',
  rest: { absent: '其余缺席', present: '全部实到' },
  restConfirm: (count: number, mark: string) => `将${count}位待核实的同志都记为${mark}。`,
  moreBelow: (count: number) => `另有${count}位，处理后依次显示；也可在到会名单中一行登记。`,
  confirmed: '到会名单已核实。',

  toastMarked: '已登记。',
  toastOpened: '到会名单已发到与您的私聊。',
}

/** Why a line was not taken, with the cure. */
export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'unknownNames':
      return `应到名单中没有：${fault.names.join('、')}。请核对姓名后再登记。`
    case 'sameNames':
      return `有同名的同志，请写全：${fault.names.join('、')}。`
    case 'twice':
      return `${fault.names.join('、')}写了两次，请只留一处。`
    case 'expectedDiffers':
      return `您写的是应到${fault.said}人，名单上是${fault.counted}人，请核对。`
    case 'presentDiffers':
      return `您写的是实到${fault.said}人，按名单算是${fault.counted}人，请核对请假和缺席的姓名。`
    case 'nothing':
      return '没看懂这一行。可以这样写：实到21，请假：王某、李某，缺席：张某。'
    default:
      return refusals[fault.kind]
  }
}

/** Why a roll was not changed. */
export const refusals = {
  mayNot: '这项操作需要支部书记或主持人办理。',
  tooLate: '会后超过72小时，已登记的到会情况由学院管理员更正。',
  notClosed: '签到结束后才能登记到会情况。',
  notListed: '这位同志不在本次会议的应到名单中。',
  already: '已是这样登记的，无需再点。',
  noReason: '更正已登记的人员，请写明原因后再提交。',
  nobodyLeft: '没有需要登记的变化。',
} satisfies Record<RollRefusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'roll', tooLate: 'rollLate' } satisfies Relays<RollRefusal>

/** Why it was sent. */
export const cause = (meeting: string): Cause => ({
  because: `您打开了${meeting}的到会名单`,
  stops: '不打开则不会收到',
})
