import { isAfter, isBefore } from '../order.ts'
import { type At, minutesUntil, timesMeant } from './clocks.ts'
import { agreedDay, daysOf, inTermsOf, limitBroken } from './agree.ts'
import { startOn } from './days.ts'
import { type Gathered, gather } from './gather.ts'
import { plainOf, restOf } from './plain.ts'
import { isTime, scan } from './scan.ts'
import { settle } from './settle.ts'
import type { Asking, Doubt, Found, Reading, Seen, Token } from './types.ts'

/**
 * Reads when a meeting begins from what people write. Whatever looks like a time and is not understood leads to a
 * question, never to a start: a confident wrong time is the worst outcome. (domain §4.4)
 */
export function readTime(text: string, seen: Seen): Reading {
  const read = readAs(text, seen, () => true)
  return { ...read.found, rest: restOf(read.plain, timesIn(read.tokens, read.said)) }
}

/** Reads by when something is due, such as 「周五17:00前」, with the same care. Of the rest only that is left out. */
export function readDue(text: string, seen: Seen): Reading {
  const read = readAs(text, seen, ({ is }) => is !== 'before')
  const tokens = read.tokens.filter((token) => isTime(token) || token.is === 'before')
  return { ...read.found, rest: restOf(read.plain, tokens) }
}

function readAs(text: string, seen: Seen, counts: (token: Token) => boolean) {
  const plain = plainOf(text)
  const tokens = settle(plain.text, scan(plain.text))
  const said = gather(plain.text, tokens.filter(counts))
  return { plain, tokens, said, found: doubtIn(said) ?? startIn(said, inTermsOf(said, seen)) }
}

/** From where a text is read at this moment. */
export function seenNow(clocked: Clocked): Seen {
  return seenAt(clocked, clocked.now())
}

/** From where a text is read that was written at that moment. */
export function seenAt({ settings }: Pick<Clocked, 'settings'>, at: Temporal.Instant): Seen {
  return { now: wallAt(settings, at), terms: settings.terms }
}

function wallAt({ timezone }: Clocked['settings'], at: Temporal.Instant): Temporal.PlainDateTime {
  return at.toZonedDateTimeISO(timezone).toPlainDateTime()
}

/** Later than this a message that comes in was kept up on its way. */
const FRESH = Temporal.Duration.from({ minutes: 30 })

/**
 * When a text was written, on the college's wall, if it took so long to come, or so near to midnight, that its 明天 may not
 * be today's; else null.
 */
export function oldSince(clocked: Clocked, at: Temporal.Instant): Temporal.PlainDateTime | null {
  const now = clocked.now()
  const [then, today] = [at, now].map((one) => wallAt(clocked.settings, one))
  const isOld = isBefore(at.add(FRESH), now) || !today?.toPlainDate().equals(then ?? today)
  return then !== undefined && isOld ? then : null
}

type Clocked = { settings: { timezone: string; terms: Seen['terms'] }; now(): Temporal.Instant }

/** The one day that a text names, and the text without it. */
export type DayNamed = { day: Temporal.PlainDate; rest: string }

/**
 * Reads the day by which something is due, such as 「12月4日前」, read from there. Null when no day is named, or several, or
 * none that exists, or one whose weekday contradicts it: better none than a wrong one. (domain §4.4)
 */
export function readDay(text: string, seen: Seen): DayNamed | null {
  const plain = plainOf(text)
  const tokens = settle(plain.text, scan(plain.text))
  const said = gather(plain.text, tokens)
  const dayed = agreedDay(said, inTermsOf(said, seen), null)
  if (!dayed.ok || tokens.some((token) => isDoubtBeside(plain.text, token, tokens))) return null
  const taken = tokens.filter(({ is }) => is === 'day' || is === 'before')
  return { day: dayed.day, rest: restOf(plain, taken).join('') }
}

// What a task is about may be vague, as 两周 in it; its day may not.
function isDoubtBeside(text: string, token: Token, tokens: readonly Token[]): boolean {
  if (token.is !== 'doubt') return false
  if (token.doubt === 'series' || token.doubt === 'twoDays' || token.doubt === 'impossible') return true
  return tokens.some(({ is, from, to }) => {
    const gap = from >= token.to ? text.slice(token.to, from) : text.slice(to, token.from)
    return is === 'day' && gap.trim() === ''
  })
}

/** What is no word of the rest either. */
const TAKEN: readonly Token['is'][] = ['length', 'wait', 'before', 'doubt', 'aside']

// Between the two ends of a range stands 至, which is no rest either.
function timesIn(tokens: readonly Token[], { isRange }: Gathered): Pick<Token, 'from' | 'to'>[] {
  const times = tokens.filter(
    (token, index) =>
      isTime(token) ||
      TAKEN.includes(token.is) ||
      isWeekOf(tokens[index - 1], token) ||
      isTermOf(tokens[index + 1], token),
  )
  const clocks = times.filter(({ is }) => is === 'clock')
  const [first, last] = [clocks[0], clocks.at(-1)]
  const range = isRange && first && last ? [{ from: first.from, to: last.to }] : []
  return [...times, ...range].toSorted((one, other) => one.from - other.from)
}

// 12月2日（周三，第13周）: the week says the day once more.
function isWeekOf(last: Token | undefined, token: Token): boolean {
  const isWeek = token.is === 'limit' && token.limit.of === 'teaching'
  return isWeek && last?.is === 'day' && token.from - last.to <= 1
}

function isTermOf(next: Token | undefined, token: Token): boolean {
  const isTerm = token.is === 'limit' && token.limit.of === 'term'
  return isTerm && next?.is === 'day' && next.from - token.to <= 1
}

/** Nobody wants to read more of it again. */
const MOST_SAID = 40

function ask(doubt: Doubt, of: Partial<Asking> = {}): Asking {
  const asking = { said: '', choices: [], day: null, time: null, minutes: null, ...of }
  return { kind: 'ask', doubt, ...asking, said: cut(asking.said) }
}

function cut(said: string): string {
  const signs = [...said]
  return signs.length > MOST_SAID ? `${signs.slice(0, MOST_SAID).join('')}…` : said
}

function doubtIn({ doubt, deadline, clocks, days, isRange, lengths, waits }: Gathered): Asking | null {
  if (doubt !== null) return ask(doubt.doubt, { said: doubt.text })
  if (deadline) return ask('deadline')
  if (clocks.length > (isRange ? 2 : 1)) return ask('twoTimes', { said: clocksSaid(clocks) })
  const isBoth = waits.length > 1 || (waits.length === 1 && clocks.length + days.length > 0)
  return lengths.length > 1 || isBoth ? ask('unclear') : null
}

function clocksSaid(clocks: Gathered['clocks']): string {
  return clocks.map(({ text }) => text).join('、')
}

function startIn(said: Gathered, seen: Seen): Found {
  const [wait] = said.waits
  if (wait !== undefined) {
    const start = seen.now.add({ minutes: wait }).round({ smallestUnit: 'minute', roundingMode: 'ceil' })
    return { kind: 'start', start, minutes: said.lengths[0] ?? null }
  }
  if (said.clocks.length === 0) return withoutClock(said, seen)
  const starts = startsIn(said)
  if (starts.length === 0) return ask('twoTimes', { said: clocksSaid(said.clocks) })
  return said.days.length === 0 ? withoutDay(starts, seen) : onDays(starts, { said, seen })
}

/** A time of day that may be meant, with how long from then when that is said. */
type Start = { at: At; minutes: number | null }

function startsIn({ clocks: [start, end], lengths: [length] }: Gathered): Start[] {
  if (start === undefined) return []
  const times = timesMeant(start.said, start.period)
  if (end === undefined) return times.map((at) => ({ at, minutes: length ?? null }))
  const starts = times.flatMap((at) => {
    const minutes = minutesUntil(at, end.said, end.period)
    return minutes === null || (length !== undefined && length !== minutes) ? [] : [{ at, minutes }]
  })
  const early = starts.filter((one) => !isTooLate(one))
  return start.period === null && isForenoonHour(start.said.hour) && early.length > 0 ? early : starts
}

// 9:30-11:30 is of the morning: nobody sits from 21:30 to 23:30. 6:30-11:30 may be either.
function isForenoonHour(hour: number): boolean {
  return hour >= 7 && hour < 12
}

const BEDTIME = 22.5 * 60

function isTooLate({ at: { time, shift }, minutes }: Start): boolean {
  return shift === 1 || time.hour * 60 + time.minute + (minutes ?? 0) > BEDTIME
}

function withoutClock(said: Gathered, seen: Seen): Found {
  if (said.days.length === 0) return ask('noDay')
  const dayed = agreedDay(said, seen, null)
  if (!dayed.ok) return ask(dayed.doubt, { said: daysSaid(said) })
  const { day } = dayed
  const broken = limitBroken(said, seen, day)
  if (broken !== null) return ask('unclear', { said: broken })
  return ask('noClock', { day, minutes: said.lengths[0] ?? null })
}

function withoutDay(starts: readonly Start[], { now }: Seen): Found {
  const today = now.toPlainDate()
  const { time, minutes } = certainOf(starts)
  const days = time === null ? [] : [today, today.add({ days: 1 })]
  const choices = starts.flatMap(({ at }) => days.map((day) => startOn(day, at)))
  return ask('noDay', { time, minutes, choices: choices.filter((one) => isAfter(one, now)) })
}

function certainOf(starts: readonly Start[]): Pick<Asking, 'time' | 'minutes'> {
  const [first, another] = starts
  const time = first !== undefined && another === undefined && first.at.shift === 0 ? first.at.time : null
  return { time, minutes: first?.minutes ?? null }
}

type Looking = { said: Gathered; seen: Seen }

function onDays(starts: readonly Start[], { said, seen }: Looking): Found {
  const found = starts.map(({ at }) => ({ at, dayed: agreedDay(said, seen, at) }))
  const choices = inOrder(found.flatMap(({ at, dayed }) => daysOf(dayed).map((day) => startOn(day, at))))
  const certain = certainOf(starts)
  const unsure = found.map(({ dayed }) => dayed).find(({ ok }) => !ok)
  if (unsure?.ok === false) return ask(unsure.doubt, { said: daysSaid(said), choices, ...certain })
  const days = found.flatMap(({ dayed }) => daysOf(dayed))
  const broken = days.map((day) => limitBroken(said, seen, day)).find((one) => one !== null)
  const [start, another] = choices
  if (typeof broken === 'string' || start === undefined) return ask('unclear', { said: broken ?? '' })
  const { minutes } = certain
  if (another === undefined && starts.length === 1)
    return { kind: isAfter(start, seen.now) ? 'start' : 'past', start, minutes }
  const ahead = choices.filter((one) => isAfter(one, seen.now))
  const day = days.every((one) => days[0]?.equals(one)) ? (days[0] ?? null) : null
  return ask('hour', {
    said: clocksSaid(said.clocks),
    choices: ahead.length > 0 ? ahead : choices,
    day,
    minutes,
  })
}

function inOrder(starts: readonly Temporal.PlainDateTime[]): Temporal.PlainDateTime[] {
  const sorted = starts.toSorted(Temporal.PlainDateTime.compare)
  return sorted.filter((one, index) => sorted[index - 1]?.equals(one) !== true)
}

function daysSaid({ days }: Gathered): string {
  return days.map(({ text }) => text).join('、')
}
