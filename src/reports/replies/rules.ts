import { readNumber } from '../../time/read/numerals.ts'

/** What a reply holds; content and decisions together are the whole text. */
export type Reading = { present?: number; content: string; decisions?: string }

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
const DECISIONS = /(?:^|[\s。；;，,])(?:会议)?(?:议定事项|议定|决议|决定事项)[：:]/
const MOST_PEOPLE = 9_999

/** Reads a reply in everyday words. Nothing of the text is lost, whatever was understood. */
export function readReply(text: string): Reading {
  const whole = text.trim()
  const present = readPresent(whole)
  return { ...splitDecisions(whole), ...(present === undefined ? {} : { present }) }
}

/** Whether a text says how many were present. */
export function saysPresent(text: string): boolean {
  return readPresent(text) !== undefined
}

function readPresent(text: string): number | undefined {
  for (const pattern of [AFTER, AFTER_VERB, BEFORE]) {
    const found = readNumber(pattern.exec(text)?.[1] ?? '')
    if (found !== undefined && found <= MOST_PEOPLE) return found
  }
  return undefined
}

function splitDecisions(text: string): { content: string; decisions?: string } {
  const marker = DECISIONS.exec(text)
  if (marker === null) return { content: text }
  const content = text.slice(0, marker.index + (/^[。；]/.test(marker[0]) ? 1 : 0)).trim()
  const decisions = text.slice(marker.index + marker[0].length).trim()
  return content === '' || decisions === '' ? { content: text } : { content, decisions }
}
