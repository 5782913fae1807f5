import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import { isPassed } from './rules.ts'
import type { Earlier, Fault, Refusal, Vote } from './types.ts'

/** What stands on the card of a meeting's votes, which only those read who may enter them: counts, and never a name. */
export const words = {
  open: '表决',
  title: (meeting: string) => `【表决】${meeting}`,
  changeKind: (kind: string) => `改为${kind}`,
  next: (n: number) => `登记第${n}项`,
  candidate: (number: number) => `第${number}号`,
  nextCandidate: (said: string, number: number) => `${said}（${words.candidate(number)}）`,
  correct: '更正',
  correcting: (n: number) => `更正第${n}项`,
  submit: '登记',
  submitCorrection: '更正',
  drop: '取消更正',
  topic: '表决事项',
  topicHint: '只写事项，不写姓名',
  choose: '请选择',
  counted: { written: '书面意见', yes: '赞成', no: '反对', abstain: '弃权' },
  countHint: '没有填0',
  writtenHint: '会前收到的份数，没有填0',
  hint: '只登记会上清点的票数，不在这里投票。',
  candidates: '逐人表决、逐人登记，只用编号，不写姓名。',
  written: '书面意见计入票数，不计入到会；赞成、反对、弃权中应包括书面意见。',
  further: (count: number) => `另有前${count}项，已在纪实中。`,
  corrections: '更正前：',
  earlier: (line: string, by: string, when: string) => `${line}（${by}，${when}登记）`,
  closed: '这次会议的表决已不由您登记。',
  superseded: '已有更新的卡片，请看最新的一张。',
  adjourned: '会议因到会不足改期，没有表决。',
  cancelled: '会议已取消。',

  toastOpened: '表决登记卡已发到与您的私聊。',
  toastKind: '已更改。',
  toastEntered: '已登记。',
  toastFill: '请在卡片上填写更正后的票数。',
  toastDropped: '已取消，原登记不变。',
}

/** What was counted at a vote and what came of it, for private cards and the record: candidates by number alone. */
export function voteLine(vote: Omit<Vote, 'by'>): string {
  const { n, kind, topic, candidate, due, present, written, yes, no, abstain } = vote
  const who = candidate === null ? '' : `（${words.candidate(candidate)}）`
  const opinions = written === 0 ? '' : `，书面意见${written}份`
  const there = `${kind === 'committee' ? '支委' : '有表决权'}应到${due}人，实到${present}人${opinions}`
  return `第${n}项 ${topic}${who}：${there}；赞成${yes}，反对${no}，弃权${abstain}；${resultOf(vote)}`
}

function resultOf(vote: Pick<Vote, 'kind' | 'due' | 'yes'>): string {
  if (vote.kind === 'election') return '有效，是否当选按选举办法认定'
  if (vote.kind === 'committee') return '有效，是否通过由支委会认定'
  return isPassed(vote) === true ? '有效，通过' : '有效，未通过（赞成未超过应到的半数）'
}

/** A vote as it was before it was corrected. */
export function earlierLine(earlier: Earlier, when: string): string {
  return words.earlier(voteLine(earlier), earlier.by, when)
}

/** Why counts were not taken, with the cure. */
export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'tooManyBallots':
      return `票数共${fault.ballots}张，多于到会有表决权的${fault.present}人和书面意见${fault.written}份。请核对票数；有同志到会未签到的，先补登。`
    case 'tooManyWritten':
      return `书面意见${fault.written}份加实到${fault.present}人，多于有表决权应到的${fault.due}人。到会的同志不另计书面意见，请核对。`
    case 'fewerThanWritten':
      return `票数共${fault.ballots}张，少于书面意见${fault.written}份。赞成、反对、弃权中应包括书面意见，请核对。`
    default:
      return faults[fault.kind]
  }
}

const faults = {
  notNumbers: '票数请填0或正整数，如18。',
  noBallots: '票数都是0，请填写清点的结果。',
  noTopic: '请写明或选择表决事项。',
  named: '表决事项中不写姓名；候选人按编号逐人登记。',
  noQuorum: '到会有表决权的人数不够，不能登记表决。有同志到会未签到的，先补登；否则可改期。',
  overtaken: '您填写期间，另有同志登记了表决，或更改了表决类别。请看过卡片上的内容，需要时再登记。',
} satisfies Record<Exclude<Fault['kind'], 'tooManyBallots' | 'tooManyWritten' | 'fewerThanWritten'>, string>

/** Why a press had no effect. */
export const refusals = {
  mayNot: '表决结果由主持人、支部书记或支委登记。',
  cancelled: '会议已取消。',
  adjourned: '会议因到会不足改期，没有表决。',
  notOpen: '签到开始后可登记表决。',
  noVote: '这类会议没有这项表决；需要时可请管理员在会议类型中设定。',
  gone: '没有这一项表决，请看最新的卡片。',
  already: '已是这样登记的，无需重复。',
  nothingToDrop: '没有正在填写的更正。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'votes' } satisfies Relays<Refusal>

/** Why the card was sent. */
export const cause = (meeting: string): Cause => ({
  because: `您打开了${meeting}的表决登记`,
  stops: '不打开则不会收到',
})
