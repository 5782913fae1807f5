import { readNumber } from '../../time/read/numerals.ts'

// Bounded, so that no text however odd keeps the loop busy.
const NUMBER = '([0-9０-９]{1,6}|[〇零一二两三四五六七八九十百]{1,8})'
/** 「实到21人」「实到人数：21」; a rate such as 「实到率92%」 is none. */
const AFTER = new RegExp(
  `实到(?:人数)?(?:共|为|是|[：:\\s])*${NUMBER}(?![0-9０-９〇零一二两三四五六七八九十百.．%％分成])`,
)
/** 「到会21人」「参会人员共二十一名」 */
const AFTER_VERB = new RegExp(
  `(?:到会|参会|与会|出席|参加)(?:人数|人员|党员|同志)?(?:共|为|是|[：:\\s])*${NUMBER}\\s*[人名位]`,
)
/** 「21人到会」「二十一名党员参加」 */
const BEFORE = new RegExp(`${NUMBER}\\s*[人名位](?:党员|同志)?(?:实到|到会|参会|与会|出席|参加)`)
const MOST_PEOPLE = 9_999

type Stated = { number: number; from: number; to: number }

/** How many people were present, as a text says; undefined when it does not. */
export function presentIn(text: string): number | undefined {
  return statedIn(text)?.number
}

/** The text with that number instead of the one that it states, and as it was where it states none. */
export function withPresent(text: string, present: number): string {
  const stated = statedIn(text)
  return stated === undefined ? text : `${text.slice(0, stated.from)}${present}${text.slice(stated.to)}`
}

function statedIn(text: string): Stated | undefined {
  for (const pattern of [AFTER, AFTER_VERB, BEFORE]) {
    const found = pattern.exec(text)
    const digits = found?.[1] ?? ''
    const number = readNumber(digits)
    if (found === null || number === undefined || number > MOST_PEOPLE) continue
    const from = found.index + found[0].indexOf(digits)
    return { number, from, to: from + digits.length }
  }
  return undefined
}
