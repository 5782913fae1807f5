import type { MeetingType } from '../../../config/college.ts'
import { presentIn } from '../../reports/service.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { readTime } from '../../time/read/reader.ts'
import type { Seen } from '../../time/read/types.ts'
import type { Meaning } from './types.ts'

/** What people do in a meeting, with 了: it is over. */
const DID =
  /(?:学习?|讨论|研究|通过|开展?|召开|举[行办]|传达|观看|看|参[观加]|听取?|总结|部署|交流|汇报|完成|进行|组织|安排|布置|宣[读讲]|选举?|推选|审[议阅]|介绍|明确|强调|提出|讲授?|上|读|议|做|作)[完过]?了(?!解)/
const OVER =
  /已(?:[于按在开完]|经(?=[按于在圆顺如开召举学讨研完结]))|刚[刚才]?(?:开|召)|(?:议定|决定)事项|会议(?:强调|指出|认为|要求|决定|研究|听取|审议|传达|结束)|[完结]毕|圆满|如期/
/** Words with which people call a meeting. */
const CALLS = /安排|召集|召开|筹备|约|[要想拟请帮]\S{0,4}开|开[个一]|开.{0,12}[会课](?!议室)/
const HELD = /(?<![体机学社不全])会(?!议室|员|计|堂)|课|党日/
/** As long as nobody writes who only wants something. */
const REPORT_LENGTH = 30
/** Longer than any sentence that calls a meeting, agenda included. */
const LONGEST_CALL = 200

/** From where a text is read. */
type Knows = { seen: Seen; types: readonly MeetingType[] }

/**
 * What a text seems to be that is no command. Whoever says that it took place reports; a time to come or a word for
 * calling a meeting calls one; everything else may be either, unless it is long.
 */
export function meaningOf(text: string, knows: Knows): Meaning {
  if (DID.test(text) || OVER.test(text) || presentIn(text) !== undefined) return 'report'
  if (text.length > LONGEST_CALL) return 'report'
  if ((CALLS.test(text) || isAhead(text, knows.seen)) && namesMeeting(text, knows.types)) return 'call'
  return text.length >= REPORT_LENGTH ? 'report' : 'unclear'
}

function isAhead(text: string, seen: Seen): boolean {
  const reading = readTime(text, seen)
  if (reading.kind !== 'ask') return reading.kind === 'start'
  if (reading.doubt === 'deadline') return false
  const { day, choices } = reading
  if (day !== null) return !isBefore(day, seen.now.toPlainDate())
  return choices.some((choice) => isAfter(choice, seen.now))
}

function namesMeeting(text: string, types: readonly MeetingType[]): boolean {
  return (
    HELD.test(text) || types.some(({ name, aliases }) => [name, ...aliases].some((one) => text.includes(one)))
  )
}

/** Whether a text is long enough to be asked about; while a report is being written, words that belong to it are short. */
export function isWorthAsking(text: string, isWriting: boolean): boolean {
  return [...text.trim()].length >= (isWriting ? 4 : 10)
}
