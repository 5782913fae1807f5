import { type MeetingType, typeName, typeNamed } from '../../../config/college.ts'
import { isBefore } from '../../time/order.ts'
import { readTime } from '../../time/read/reader.ts'
import type { Reading, Seen } from '../../time/read/types.ts'
import type { Meeting, Mention } from '../types.ts'

/** From where a text is read, and the meetings that it may name. */
export type Knows = {
  seen: Seen
  types: readonly MeetingType[]
  among: readonly Meeting[]
}

/** From this hour on until before that one, as people divide a day. */
const PARTS: readonly [RegExp, number, number][] = [
  [/[早晨]|上午/, 5, 12],
  [/中午/, 11, 14],
  [/下午|午后/, 12, 18],
  [/傍晚/, 17, 20],
  [/晚/, 17, 24],
]
/** Words that point at a meeting, without a name. */
const THIS = /^(?:这|本|此|那|该)(?:[次个场回]|天)?|^当天/
const BEFORE = /^(?:上一?[次回个场]|刚才|刚刚|之前|以前|前面)/
const MEETING = /^会?(?:会议?|活动)?$/

/**
 * Reads which meeting words name: its day, part of a day or start, its type or title. Null when they hold anything else, such
 * as a person's name, or a time that nobody can be sure of.
 */
export function readMention(text: string, { seen, types, among }: Knows): Mention | null {
  const reading = readTime(text, seen)
  const when = whenIn(text, reading, seen)
  const words = reading.rest
    .join('')
    .replace(/\s/g, '')
    .replace(/^[在的]+|的$/g, '')
  const isOver = when?.isOver === true || BEFORE.test(words)
  const rest = words.replace(THIS, '').replace(BEFORE, '').replace(/^的/, '')
  const name = MEETING.test(rest) ? '' : nameIn(rest, { types, among })
  return when === null || name === null ? null : { ...when, isOver, name }
}

/** Whether a meeting is the one that was named. */
export function isMentioned(mention: Mention, meeting: Meeting, types: readonly MeetingType[]): boolean {
  const start = meeting.startsAt.toZonedDateTimeISO(meeting.zone).toPlainDateTime()
  const { starts, day, hours, name } = mention
  if (starts.length > 0 && !starts.some((one) => one.equals(start))) return false
  if (day !== null && !day.equals(start.toPlainDate())) return false
  if (hours !== null && (start.hour < hours.from || start.hour >= hours.until)) return false
  return name === '' || isCalled(meeting, name, types)
}

type When = Omit<Mention, 'name'>

function whenIn(text: string, reading: Reading, { now }: Seen): When | null {
  const nothing = { starts: [], day: null, hours: null, isOver: false }
  if (reading.kind !== 'ask') {
    return {
      ...nothing,
      starts: [reading.start],
      isOver: reading.kind === 'past',
    }
  }
  const { doubt, choices, day } = reading
  if (choices.length > 0 && (doubt === 'hour' || doubt === 'noDay')) return { ...nothing, starts: choices }
  if (doubt !== 'noClock' && doubt !== 'noDay') return null
  const today = now.toPlainDate()
  const hours = partIn(text)
  // 下午的会 is today's.
  const said = day ?? (hours === null ? null : today)
  return {
    ...nothing,
    day: said,
    hours,
    isOver: said !== null && isBefore(said, today),
  }
}

function partIn(text: string): When['hours'] {
  const [, from, until] = PARTS.find(([form]) => form.test(text)) ?? []
  return from === undefined || until === undefined ? null : { from, until }
}

// 支委会会参加: a 会 before the verb is none of the name.
function nameIn(text: string, { types, among }: Pick<Knows, 'types' | 'among'>): string | null {
  const isKnown = (name: string) =>
    typeNamed(types, name) !== undefined || among.some((meeting) => isCalled(meeting, name, types))
  return [text, text.replace(/(?:会议?|活动)$/, '')].find(isKnown) ?? null
}

function isCalled(
  { title, shownAs, types: own }: Meeting,
  name: string,
  types: readonly MeetingType[],
): boolean {
  const names = [title, shownAs, ...own, ...own.map((type) => typeName(types, type))]
  return names.map(bare).includes(bare(typeName(types, name)))
}

function bare(name: string): string {
  return name.normalize('NFKC').replace(/[\s“”"《》]|支部/g, '')
}
