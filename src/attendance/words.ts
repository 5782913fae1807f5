import type { Cause } from '../letters/types.ts'
import type { RuledLadder } from '../meetings/types.ts'
import { lengthOf } from '../time/format.ts'
import type { ActionAnswer } from '../letters/types.ts'
import type { Counts, Phase, Refusal, Stage } from './types.ts'

/** How people of a kind of branch are addressed; anybody else is 同志. */
const TITLES: Readonly<Record<string, string>> = {
  teacher: '老师',
  staff: '老师',
  retired: '老师',
  undergrad: '同学',
  postgrad: '同学',
}

/** Nobody reads 缺席 of people of whom nobody has said so yet. */
function missing({ absent, unconfirmed }: Pick<Counts, 'absent' | 'unconfirmed'>): string {
  const said = unconfirmed > 0 && absent === 0 ? '' : `，缺席${absent}`
  return unconfirmed === 0 ? said : `${said}，待核实${unconfirmed}`
}

/** What this feature says. */
export const words = {
  join: '参加',
  leave: '请假',
  toLeave: '改为请假',
  toJoin: '改为参加',
  checkIn: '签到',

  notice: (title: string) => `【会议通知】${title}`,
  moved: (title: string) => `【会议改期】${title}`,
  noticeSummary: (state: string, title: string, when: string) => `${state}：${title}，${when}`,
  noticeStates: {
    open: '会议通知',
    moved: '会议改期',
    begun: '会议已开始',
    ended: '会议已结束',
    cancelled: '会议取消',
    merged: '会议合并',
    outdated: '会议安排有变',
    withdrawn: '会议通知已撤回',
  } satisfies Record<Phase | 'moved' | 'merged', string>,
  answerBy: (when: string) => `请于${when}前反馈是否参加。`,
  answerBeforeStart: '请在会议开始前反馈是否参加。',
  replies: ({ join, leave }: { join: number; leave: number }) =>
    `已反馈${join + leave}人：参加${join}，请假${leave}。私聊中的反馈稍后计入。`,
  inMonth: '本次会议已列入本月安排，已反馈的同志无需再点。',
  movedFrom: (old: string) => `原定${old}，现改至以上时间。`,
  confirmAgain: '已反馈的同志需再确认一次。',
  outdated: '会议安排有变，请看新的通知。',
  withdrawn: '此通知已撤回，请以之后的通知为准。',
  begun: '会议已开始，反馈已截止。不能到会的，结束前仍可请假。',
  ended: '会议已结束。',
  adjournedTitle: (meeting: string) => `${meeting}改期`,
  adjourned: '到会有表决权的人数不足，会议改期，新的时间另行通知。',

  askTitle: '请反馈是否参加会议',
  choosingTitle: '请假还差一步',
  answeredTitle: '您的会议反馈',
  ask: (name: string, what: string) => `${name}，您好：${what}，暂未收到您的反馈，请点选。`,
  askAgain: (name: string, what: string) => `${name}，您好：${what}。会议时间有变，请再确认一次是否参加。`,
  gathering: ({ when, place, title }: { when: string; place: string; title: string }) =>
    place === '' ? `${when}召开${title}` : `${when}在${place}召开${title}`,
  called: (name: string, kind: string) => `${name}${TITLES[kind] ?? '同志'}`,
  today: (day: string) => `今天（${day}）`,
  tomorrow: (day: string) => `明天（${day}）`,
  othersAnswered: (count: number) => `目前已有${count}位同志反馈。`,
  joining: (when: string, title: string) => `已记录：您将参加${when}的${title}。`,
  mayChange: '如有变化，会议开始前可随时修改。',
  asked: (when: string, title: string) => `您的请假已提交：${when}的${title}。审批后会告知您。`,
  approved: (when: string, title: string) => `您的请假已获同意：${when}的${title}。`,
  refused: (when: string, title: string) =>
    `您的请假暂未通过：${when}的${title}。请按时参加；情况有变可再次申请。`,
  personalSummary: (state: string, title: string) => `${state}：${title}`,
  personalStates: {
    unanswered: '会议待反馈',
    again: '会议时间有变，待再次确认',
    choosing: '请假还差一步',
    joining: '已反馈',
    asked: '请假已提交',
    approved: '请假有了结果',
    refused: '请假有了结果',
    closed: '反馈已截止',
  } satisfies Record<Stage | 'again' | 'closed', string>,

  droppedTitle: (title: string) => `【请确认】${title}`,
  droppedDone: (title: string) => `【已处理】${title}`,
  droppedAsk: (answered: number) =>
    `学院文件中已没有这次会议，但${answered === 0 ? '安排在聊天中改动过' : `已有${answered}人反馈`}，所以会议暂时保留。如不再召开，请点“取消会议”。`,
  droppedOver: '已处理，无需再点。',
  cancelMeeting: '取消会议',
  cancelConfirm: (title: string) => `取消“${title}”，并通知会议所在的群。`,
  toastDroppedCancelled: '会议已取消，并已通知会议所在的群。',

  checkInHere: (when: string) => `签到于${when}开放，届时在本卡片上点“签到”。`,
  checkInTitle: (title: string) => `【签到】${title}`,
  checkInOpen: (title: string, until: string) => `${title}开始签到，${until}前签到记为准时。`,
  checkInCount: ({ expected, present }: { expected: number; present: number }) =>
    `应到${expected}，已签到${present}。`,
  checkInPlanned: '签到尚未开始。',
  code: '签到口令',
  codeHint: '主持人口头告知的四位数字',
  wrongCode: (left: number) => `口令不对，还可再试${left}次。请核对主持人口头告知的四位数字。`,
  summaryTitle: (title: string) => `【会后小结】${title}`,
  summary: (title: string, counts: string) => `${title}已结束：${counts}。感谢参加。`,
  summaryHint: '活动纪实可@支部助手回复本条消息，写明活动内容。',
  uncounted: (expected: number) => `应到${expected}，到会情况待登记`,
  counts: (c: Omit<Counts, 'late'>) =>
    `应到${c.expected}，实到${c.present}，请假${c.leave}${missing(c)}${c.observers === 0 ? '' : `，列席${c.observers}`}${c.guests === 0 ? '' : `，另有${c.guests}位不计入应到的同志到会`}`,

  toastJoining: '已记录：您将参加。',
  toastChoosing: '还差一步：请点选请假类别，点选后才算请假。',
  toastChoosingInGroup: '还差一步：请到与支部助手的私聊中点选请假类别，点选后才算请假。',
  toastAsked: '请假已提交，等待审批。',
  toastApproved: '您的请假已获同意。',
  toastRefused: '您的请假暂未通过，情况有变可再次申请。',
  checkedIn: (at: string) => `签到成功（${at}）。`,
  checkedInLate: (at: string) => `已签到（${at}），记为迟到。如有特殊情况，可向支部书记说明。`,
  already: (at: string) => `您已签到（${at}），无需重复。`,
}

/** The people whom a meeting asks to come. */
export const audiences = {
  branchCommittee: '支委',
  secretaries: '各支部书记',
  committee: '学院党委委员',
}

/** Why a click had no effect; `called` are those whom the meeting asks to come, null where it names them one by one. */
export function refusalText(refusal: Refusal, called: string | null): string {
  return refusal === 'notInvited' && called !== null
    ? `本次会议请${called}参加，您无需反馈。`
    : refusals[refusal]
}

/** Why a click had no effect. */
export const refusals = {
  notInvited: '本次会议没有请您参加，您无需反馈。',
  observer: '您是列席人员，无需反馈；到场后请签到。',
  exempt: '您可不参加本次会议；如能到场，欢迎签到。',
  started: '会议已开始，反馈已截止。不能到会的，结束前仍可请假。',
  cameAlready: '您已签到，无需请假。如系误点，请告知支部书记。',
  over: '会议已结束。',
  cancelled: '会议已取消。',
  merged: '会议已并入同时召开的另一次会议，请在那次会议的卡片上点选。',
  noCategory: '请先选择请假类别，再提交。',
  noteTooLate: '这份请假已有结果，无需再补充说明。',
  emptyNote: '请先填写说明，再提交。',
  alreadyAsked: '您的请假已提交，等待审批。',
  alreadyApproved: '您的请假已获同意。',
  mayNot: '这项操作需要支部书记办理。',
  ownLeave: '本人的请假需由其他负责同志审批。',
  alreadyDecided: '这份请假已按此办理，无需再点。',
  nothingToDecide: '这份请假已处理或已撤回。',
  requestChanged: '这份请假刚有变动，请看更新后的内容再审批。',
  changeTooLate: '会议已开始，审批结果不能再改。',
  notOpen: '签到尚未开始。',
  mayNotCancel: '这项操作需要学院管理员办理。',
  closed: '本次会议的签到已结束。',
  noCode: '请填写主持人口头告知的四位数字口令，再点“签到”。',
  codeSpent: '口令已多次输错，请当面告诉主持人，由主持人代签。',
} satisfies Record<Refusal, string>

const toasts: Record<Stage, string> = {
  unanswered: words.toastChoosing,
  joining: words.toastJoining,
  choosing: words.toastChoosing,
  asked: words.toastAsked,
  approved: words.toastApproved,
  refused: words.toastRefused,
}

/** A second press, made because no answer came, is told that it is done. */
const DONE: readonly Refusal[] = ['alreadyAsked', 'alreadyApproved', 'alreadyDecided']

/** The toast for how far an answer has come, or for why it was not taken; `called` as in `refusalText`. */
export function toastFor(
  answered: { ok: true; stage: Stage } | { ok: false; refusal: Refusal },
  text?: string,
  called: string | null = null,
): ActionAnswer {
  if (!answered.ok) {
    const { refusal } = answered
    const tone = DONE.includes(refusal) ? 'info' : 'warning'
    return { toast: { tone, text: refusalText(refusal, called) } }
  }
  const tone = answered.stage === 'choosing' ? 'info' : 'success'
  return { toast: { tone, text: text ?? toasts[answered.stage] } }
}

/** Why each letter of this feature was sent, without a name and without the reason of a leave. */
export const causes = {
  notice: (meeting: string, { notice, keys }: RuledLadder) => ({
    because: `${meeting}已安排，需通知应到人员`,
    rule: { says: `学院设定最迟提前${lengthOf(notice)}发会议通知`, key: keys.notice },
    stops: '会议取消、改期、通知撤回，或本月安排中已告知且都已反馈后，这份通知不再发送',
  }),
  change: (meeting: string) => ({
    because: `${meeting}的安排有变，此前已通知`,
    stops: '此前没有通知过的，不会告知变动',
  }),
  ask: (meeting: string, { ask, keys }: RuledLadder) => ({
    because: `发出时您尚未反馈${meeting}`,
    rule: { says: `学院设定在反馈截止前${lengthOf(ask)}私聊提醒一次`, key: keys.ask },
    stops: '点“参加”或“请假”后不会再提醒',
  }),
  remind: (meeting: string) => ({
    because: `发出时您尚未反馈${meeting}，会议的负责同志请您反馈`,
    stops: '点“参加”或“请假”后不会再提醒',
  }),
  leaveForm: (meeting: string) => ({
    because: `您对${meeting}选了“请假”，类别只在私聊中选择`,
    stops: '选好类别或改为参加后不再需要选择',
  }),
  leaveDecided: (meeting: string) => ({
    because: `您就${meeting}提出的请假有了结果`,
    stops: '没有请假则不会收到',
  }),
  checkIn: (meeting: string, lead: string) => ({
    because: `${meeting}即将开始`,
    rule: { says: `学院设定会前${lead}开放签到`, key: 'checkin.opens' },
    stops: '会议取消或改期后不会在原定时间开放签到',
  }),
  dropped: (meeting: string) => ({
    because: `学院文件中已没有${meeting}，而已有人反馈或改动过，需由管理员确认`,
    stops: '没有人反馈或改动过的会议，删去时不会询问',
  }),
} satisfies Record<string, (meeting: string, by: never) => Cause>
