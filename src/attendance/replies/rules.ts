import { LEAVE_CATEGORIES, type LeaveCategory } from '../../../config/college.ts'
import type { Mention } from '../../meetings/types.ts'
import { visible } from '../../cards/visible.ts'
import type { Reply } from '../types.ts'

/** A longer text is a letter, not a one-word answer. */
const LONGEST = 200
// 14:00 is one piece, as 12.2 and 12-2 are.
const BETWEEN = /(?:(?!(?<=\d)[:：.\-/](?=\d))[\s\p{P}\p{S}])+/u
const COURTESY =
  /^(?:收到|好的?|嗯|行|谢谢(?:老师|书记|您|你)?|明白|知道了|辛苦了|老师好|书记好|[您你大]家?好|ok)$/i

const COME = '(?:参加|出席|参会|到会|与会)'
const OBJECT = '(?<object>.{0,20}?)'
const JOIN = new RegExp(`^(?<head>.{0,40}?)${COME}(?<did>[了过])?${OBJECT}(?<done>的|[了过]{1,2})?$`)
const LEAVE =
  /^(?<head>.{0,40}?)(?<will>(?:想|要|需要?|得|申请){0,2})请(?<did>[了过])?(?:(?<object>.{1,20}?)的)?(?:个|一次|一天|半天)?(?:病|事|公)?假(?:一次|一下|一天|半天)?(?:哈|(?<done>[了过]{1,2}))?$/
const CANNOT = new RegExp(
  `^(?<head>.{0,40}?)(?:(?:${COME}|[来去到])不(?:了|成)|赶不(?:回来|过来|过去)|(?:不能|无法|没法|没办法|不克)(?:准时|按时)?(?:${COME}|[来去到]))${OBJECT}[了啦]?$`,
)
const FORMS: readonly [Reply, RegExp][] = [
  ['leave', CANNOT],
  ['leave', LEAVE],
  ['join', JOIN],
]

const WILL = '(?:可以|将|要|确定|确认|准时|按时|一定|能|都|也|就)'
const REASON =
  '(?:(?:家里|家中|单位|学校|临时|突然)?(?:有(?:点|些|个)?(?:急|要|私)?(?:事|课|安排|考试|任务)|出差|生病|发烧|感冒|住院|身体不(?:舒服|适)|不舒服|值班|加班|监考|考试|上课))'
/** 明天的会我因病: whoever says 我 right before the answer speaks of nobody else. */
const BY_ME = new RegExp(
  `^(?<about>.*)(?:我|本人)(?:(?:因为?|由于)[^我你他她]{1,15})?${REASON}?(?<past>已经?)?(?:会|${WILL})*$`,
)
const BY_ANYBODY = new RegExp(`^(?:我|本人)?(?<about>.*?)${REASON}?(?<past>已经?)?${WILL}*$`)
const RECEIVED = /^(?:收到|好的)/
const ADDRESS = /^(?:收到|好的|.{0,3}(?:书记|老师|委员|主任)(?:[您你]?好)?)/

const JOINING = /参加|出席|参会|到会/
const NOT = /不|无法|没法|没空|未能/
const ASKS = /[?？]|吗|[么呢]$|么[\s\p{P}]|(.)不\1|可以不|[可能是行]否|怎么|如何/u
/** A text that counts people is a report on a meeting: 「应到22人，请假：2人」. */
const ROLL = /应到|实到|缺席|请假\s?[：:]?\s?(?:人数)?\s?[：:]?\s?[\d一二两三四五六七八九十]+\s?[人名位]/
const MEETING = /会|课|党日|活动|[次场]$/
const MAY = /参加|出席|[参到与]会|假|[来去到]不|赶不|不能|无法|没法|没办法|不克/

/**
 * What somebody answered; `isPast`: it speaks of what is over. `about`: which meeting, null when none is named, `unknown`
 * when one is that nobody knows.
 */
export type Answer = { reply: Reply; isPast: boolean; about: Mention | 'unknown' | null }

/** Reads which meeting words name; null when they hold anything else. */
type Reading = (text: string) => Mention | null

/** Whether a text may be an answer at all. */
export function mayAnswer(text: string): boolean {
  return text.length <= LONGEST * 2 && MAY.test(text)
}

/**
 * 「参加」「请假，家里有事」「明天的会我请假」 as a whole answer; null when a text says neither, both, asks, counts people,
 * or speaks of somebody else.
 */
export function readAnswer(text: string, mentionIn: Reading): Answer | null {
  const said = visible(text)
  if (said.length > LONGEST || ASKS.test(said) || ROLL.test(said)) return null
  const clauses = said.split(BETWEEN).filter((clause) => clause !== '' && !COURTESY.test(clause))
  const read = clauses.map(clauseRead)
  const answers = read.filter((one) => one !== null)
  const beside = clauses.filter((_, at) => read[at] === null)
  const leaves = answers.filter(({ reply }) => reply === 'leave')
  if (leaves.length === 0) return answerIn(answers, beside, mentionIn)
  if (clauses.some(contradicts)) return null
  // What stands beside 请假 is the reason, unless it names the meeting.
  const naming = beside.filter((clause) => mentionIn(clause) !== null)
  return answerIn(leaves, naming, mentionIn)
}

const BY_KIND: Readonly<Record<string, LeaveCategory>> = { 病: '健康', 事: '事假', 公: '公务' }
/** 孩子病假 is why, and no category of one's own. */
const KIND = /(?:^|[请是].{0,3})(?<kind>[病事公])假$/
/** 不是病假: what is denied is no category. */
const NO_KIND = /[不非没](?:是|算|请|有)?[病事公]假$/
const NAMED = new RegExp(`^(?:因|类别)?(?<category>${LEAVE_CATEGORIES.join('|')})(?:原因)?$`)

/** The category that a text with 请假 names by itself, 「请假，事假」 or 「请病假」; null when it names none, or several. */
export function categoryIn(text: string): LeaveCategory | null {
  const found = new Set(visible(text).split(BETWEEN).map(categoryOf))
  found.delete(null)
  const [only = null] = found
  return found.size === 1 ? only : null
}

function categoryOf(clause: string): LeaveCategory | null {
  if (NO_KIND.test(clause)) return null
  const kind = KIND.exec(clause)?.groups?.['kind']
  if (kind !== undefined) return BY_KIND[kind] ?? null
  const named = NAMED.exec(clause)?.groups?.['category']
  return LEAVE_CATEGORIES.find((category) => category === named) ?? null
}

/** What one clause answers; `isMine`: it says 我, `about`: the words around it that may name a meeting. */
type Clause = { reply: Reply; isPast: boolean; isMine: boolean; about: string }

function clauseRead(clause: string): Clause | null {
  for (const [reply, form] of FORMS) {
    const found = form.exec(clause)?.groups
    if (found === undefined) continue
    const { head = '', object = '', did, done = '', will = '' } = found
    const mine = BY_ME.exec(head)
    const by = (mine ?? BY_ANYBODY.exec(head))?.groups
    const about = by?.['about']?.replace(mine === null ? RECEIVED : ADDRESS, '')
    const isOver = did !== undefined || /[了过]/.test(done) || by?.['past'] !== undefined
    return {
      reply,
      isPast: isOver && will === '',
      isMine: /^(?:我|本人)(?!们)/.test(head) || mine !== null,
      about: `${about ?? ''}${object}`,
    }
  }
  return null
}

function answerIn(answers: Clause[], beside: string[], mentionIn: Reading): Answer | null {
  const [first] = answers
  if (first === undefined) return null
  const { reply, isPast, isMine } = first
  const abouts = new Set(answers.map(({ about }) => about).filter((about) => about !== ''))
  const words = [...beside, ...abouts].join(' ')
  if (words === '') return { reply, isPast, about: null }
  const mention = abouts.size > 1 ? null : mentionIn(words)
  if (mention !== null) return { reply, isPast: isPast || mention.isOver, about: mention }
  const isUnknown = isMine && beside.every((clause) => mentionIn(clause) !== null) && MEETING.test(words)
  return isUnknown ? { reply, isPast, about: 'unknown' } : null
}

// What stands beside 请假 may say the contrary.
function contradicts(clause: string): boolean {
  return (JOINING.test(clause) && !NOT.test(clause)) || /不(?:用|必|需要?|再|想)?请假|取消请假/.test(clause)
}
