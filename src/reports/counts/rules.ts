import { STATED, type Stated } from '../../attendance/types.ts'
import { readNumber } from '../../time/read/numerals.ts'

// Bounded, so that no text however odd keeps the loop busy.
const NUMBER = '([0-9０-９]{1,6}|[〇零一二两三四五六七八九十百]{1,8})'
/** A rate such as 「实到率92%」 is no number of people. */
const WHOLE = '(?![0-9０-９〇零一二两三四五六七八九十百.．%％分成])'
const IS = '(?:共|为|是|[：:\\s])*'
const CAME = '(?:到会|参会|与会|出席|参加)'
/** A bare number ends its clause: 「请假2天」 are days. */
const UNIT = '\\s*(?:[人名位]|(?=[，,、。；;）)\\n]|$))'
/** 「请假和缺席3人」 says neither. */
const ALONE = '(?<![和或及与])'

function missing(verb: string): RegExp[] {
  return [
    new RegExp(`${ALONE}${verb}(?:人数|人员|党员|同志)?${IS}${NUMBER}${WHOLE}${UNIT}`),
    new RegExp(`(?<!另)${NUMBER}\\s*[人名位](?:党员|同志)?${verb}`),
  ]
}

/** How each number is written, the surest way first. */
const PATTERNS: Readonly<Record<Stated['of'], readonly RegExp[]>> = {
  /** 「应到22人」「应参加人数：22」 */
  expected: [new RegExp(`应(?:到会|到|参会|参加|出席)(?:人数|人员|党员|同志)?${IS}${NUMBER}${WHOLE}`)],
  present: [
    /** 「实到21人」「实到人数：21」 */
    new RegExp(`实到(?:人数)?${IS}${NUMBER}${WHOLE}`),
    /** 「到会21人」「参会人员共二十一名」 */
    new RegExp(`(?<!应)${CAME}(?:人数|人员|党员|同志)?${IS}${NUMBER}\\s*[人名位]`),
    /** 「21人到会」「二十一名党员参加」 */
    new RegExp(`${NUMBER}\\s*[人名位](?:党员|同志)?(?:实到|到会|参会|与会|出席|参加)`),
  ],
  leave: missing('请假'),
  absent: missing('(?:无故)?缺席'),
}
const MOST_PEOPLE = 9_999

/** Some of the four numbers of people. */
export type Numbers = { [N in Stated['of']]?: number }

type Found = { number: number; from: number; to: number }

/** How many people were present, as a text says; undefined when it does not. */
export function presentIn(text: string): number | undefined {
  return foundIn(text, 'present')?.number
}

/** The numbers of people that a text names. */
export function numbersIn(text: string): Numbers {
  const said = STATED.map((of) => [of, foundIn(text, of)?.number] as const)
  return Object.fromEntries(said.filter(([, number]) => number !== undefined))
}

/** The text with these numbers instead of those that it names, and as it was where it names none. */
export function withNumbers(text: string, numbers: Numbers): string {
  return STATED.reduce((said, of) => {
    const [found, number] = [foundIn(said, of), numbers[of]]
    if (found === undefined || number === undefined) return said
    return `${said.slice(0, found.from)}${number}${said.slice(found.to)}`
  }, text)
}

function foundIn(text: string, of: Stated['of']): Found | undefined {
  for (const pattern of PATTERNS[of]) {
    const found = pattern.exec(text)
    const digits = found?.[1] ?? ''
    const number = readNumber(digits)
    if (found === null || number === undefined || number > MOST_PEOPLE) continue
    const from = found.index + found[0].indexOf(digits)
    return { number, from, to: from + digits.length }
  }
  return undefined
}
