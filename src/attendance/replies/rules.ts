import { visible } from '../../words/visible.ts'
import type { Reply } from '../types.ts'

/** Whoever writes more than this answers with a letter, not with a word. */
const LONGEST = 200
const BETWEEN = /[\s\p{P}\p{S}]+/u
const COURTESY =
  /^(?:收到|好的?|嗯|行|谢谢(?:老师|书记|您|你)?|明白|知道了|辛苦了|老师好|书记好|[您你大]家?好|ok)$/i
const JOIN =
  /^(?:收到)?(?:我|本人)?(?:(?:会|能|可以|将|确定|确认|准时|按时|一定)){0,3}(?:参加|出席|参会|到会)(?:会议|活动)?了?$/
const LEAVE =
  /^(?:我|本人)?(?:想|要|需要?|得|申请){0,2}请(?:个|一次|一天|半天)?(?:病|事|公)?假(?:一次|一下|一天|半天|了|哈)?$/
const JOINING = /参加|出席|参会|到会/
const NOT = /不|无法|没法|没空|未能/
/** Who counts people reports on a meeting: 「应到22人，请假：2人」. */
const ROLL = /应到|实到|缺席|请假\s?[：:]?\s?(?:人数)?\s?[：:]?\s?[\d一二两三四五六七八九十]+\s?[人名位]/

/** 「参加」「请假，家里有事」 as a whole answer; null when a text says neither, both, asks, or counts people. */
export function readAnswer(text: string): Reply | null {
  const said = visible(text)
  if (said.length > LONGEST || /[?？]|吗/.test(said) || ROLL.test(said)) return null
  const clauses = said.split(BETWEEN).filter((clause) => clause !== '')
  const joins = clauses.some((clause) => JOIN.test(clause))
  const leaves = clauses.some((clause) => LEAVE.test(clause))
  if (leaves && !clauses.some(contradicts)) return 'leave'
  const rest = clauses.filter((clause) => !JOIN.test(clause))
  return joins && rest.every((clause) => COURTESY.test(clause)) ? 'join' : null
}

// What stands beside 请假 is the reason, unless it says the contrary.
function contradicts(clause: string): boolean {
  return (JOINING.test(clause) && !NOT.test(clause)) || /不(?:用|必|需要?|再|想)?请假|取消请假/.test(clause)
}
