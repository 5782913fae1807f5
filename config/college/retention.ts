import { z } from 'zod'
import { say, shown } from './file-words.ts'
import type { Said } from './language.ts'
import { length } from './scalars.ts'

/** Months differ in length: two durations are compared from here. */
const COMPARED_FROM = Temporal.PlainDate.from('2027-01-01')
const LONGEST = 'P50Y'

/** How long something is kept: at least as long as other parts of the program need it. */
function kept(usual: string, least: string) {
  return length
    .transform((duration, context) => {
      const said = faultOf(duration, least)
      if (said === null) return duration
      context.issues.push({
        code: 'custom',
        input: duration,
        message: said.what,
        params: { cure: said.cure },
      })
      return z.NEVER
    })
    .prefault(usual)
}

function faultOf(duration: Temporal.Duration, least: string): Said | null {
  const against = (other: string) => Temporal.Duration.compare(duration, other, { relativeTo: COMPARED_FROM })
  if (against(least) < 0) return say().tooShort(shown(duration.toString()), least)
  return against(LONGEST) > 0 ? say().tooLong(shown(duration.toString()), LONGEST) : null
}

/** The part `retention` of college.yaml. (domain §2.10) */
export const retention = z.strictObject({
  // 我的记录 and the measures show a year.
  attendance: kept('P24M', 'P12M').describe(
    '逐人的到会记录，会后保存多久；之后只留人数 / attendance by name, after a meeting; then only counts',
  ),
  // An overdue report is still written, returned and revised.
  minutes: kept('P24M', 'P3M').describe('纪实的文字和照片 / text and photos of reports'),
  // A roll is corrected, and the record that shows its counts follows, days after a meeting.
  leaveReasons: kept('P90D', 'P7D').describe(
    '请假类别、更正和代签等的理由，学期结束后保存多久 / reasons about people, after the term ends',
  ),
  // A card can be pressed for fourteen days, and is replaced on day 13.
  messages: kept('P90D', 'P15D').describe('收到的消息和发出消息的记录 / messages received and sent'),
})
