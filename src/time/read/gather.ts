import { isTime } from './scan.ts'
import { isGap, isUntil } from './settle.ts'
import type { ClockSaid, Limit, Period, Token } from './types.ts'

type Of<Is extends Token['is']> = Extract<Token, { is: Is }>

/** A time of day with the word beside it, such as 下午. */
export type Clock = { said: ClockSaid; period: Period | null; text: string }

/** What a text says about time, sorted; `doubt` is the first thing about it that nobody can be sure of. */
export type Gathered = {
  days: Of<'day'>[]
  clocks: Clock[]
  /** Whether the second time of day is the end of the first. */
  isRange: boolean
  lengths: number[]
  /** Minutes from now, as 半小时后 says. */
  waits: number[]
  limits: { limit: Limit; text: string; isTopic: boolean; isBeside: boolean }[]
  deadline: boolean
  doubt: { doubt: Of<'doubt'>['doubt']; text: string } | null
}

/** Sorts what was found in a text. */
export function gather(text: string, tokens: readonly Token[]): Gathered {
  const clocks = clocksIn(text, tokens)
  return {
    days: tokens.filter((token) => token.is === 'day'),
    clocks: clocks.map(({ token, period }) => ({
      said: token.said,
      period: period?.period ?? null,
      text: token.text,
    })),
    isRange: isRange(text, tokens, clocks),
    lengths: tokens.flatMap((token) => (token.is === 'length' ? [token.minutes] : [])),
    waits: tokens.flatMap((token) => (token.is === 'wait' ? [token.minutes] : [])),
    limits: tokens.flatMap((token, at) =>
      token.is === 'limit' ? [limitOf(text, token, { last: tokens[at - 1], next: tokens[at + 1] })] : [],
    ),
    deadline: tokens.some((token) => token.is === 'before'),
    doubt: worst(text, tokens, clocks),
  }
}

type Beside = { last: Token | undefined; next: Token | undefined }

// 10月支委会: the month of what is held, not of the day on which it is.
function limitOf(text: string, { limit, from, to, text: said }: Of<'limit'>, { last, next }: Beside) {
  const isBeside =
    (next !== undefined && isTime(next) && isGap(text, { to }, next)) ||
    (last !== undefined && isTime(last) && isGap(text, last, { from }) && !isWord(text, to))
  return { limit, text: said, isTopic: !isBeside && isWord(text, to), isBeside }
}

function isWord(text: string, at: number): boolean {
  return /[\u4e00-\u9fff]/.test(text.charAt(at))
}

type Attached = { token: Of<'clock'>; period: Of<'period'> | null; last: Token | undefined }

// 下午2点, 下午（11月25日）2点; a word further off counts only when it is the only one and so is the time.
function clocksIn(text: string, tokens: readonly Token[]): Attached[] {
  const clocks = tokens.flatMap((token, index): Attached[] => {
    if (token.is !== 'clock') return []
    const last = tokens[index - 1]
    const period = last?.is === 'period' && isGap(text, last, token) ? last : null
    return [{ token, period, last }]
  })
  const periods = tokens.filter((token) => token.is === 'period')
  const [first] = clocks
  const [only, another] = periods
  if (first === undefined || first.period !== null || only === undefined || another !== undefined)
    return clocks
  const isTaken = clocks.some(({ period }) => period === only)
  return isTaken || only.from > first.token.from ? clocks : [{ ...first, period: only }, ...clocks.slice(1)]
}

function isRange(text: string, tokens: readonly Token[], clocks: readonly Attached[]): boolean {
  const [start, end, another] = clocks
  if (start === undefined || end === undefined || another !== undefined) return false
  const between = tokens.some(
    ({ is, from }) => from > start.token.from && from < end.token.from && is !== 'period',
  )
  return !between && isUntil(text, start.token, end.period ?? end.token)
}

const WORST = ['impossible', 'series', 'twoDays', 'twoTimes', 'unclear'] as const

function worst(text: string, tokens: readonly Token[], clocks: readonly Attached[]): Gathered['doubt'] {
  const doubts = [
    ...tokens.filter((token) => token.is === 'doubt'),
    ...[...hinges(text, tokens), ...strayPeriods(tokens, clocks), ...strayClocks(text, clocks)].map(
      (token) => ({ doubt: 'unclear' as const, text: token.text }),
    ),
  ]
  for (const doubt of WORST) {
    const found = doubts.find((one) => one.doubt === doubt)
    if (found !== undefined) return { doubt, text: found.text.trim() }
  }
  return null
}

/** How near 或 and 不 must stand to a time to be about it. */
const NEAR = 2

function hinges(text: string, tokens: readonly Token[]): Token[] {
  return tokens.filter((token, index) => {
    if (token.is !== 'hinge') return false
    const [last, next] = [tokens[index - 1], tokens[index + 1]]
    const ahead = next !== undefined && isTime(next) && text.slice(token.to, next.from).trim().length <= NEAR
    const behind = last !== undefined && isTime(last) && text.slice(last.to, token.from).trim().length < NEAR
    return ahead || (behind && token.reach === 'both')
  })
}

// 上午 of nothing, while another time of day is said.
function strayPeriods(tokens: readonly Token[], clocks: readonly Attached[]): Token[] {
  if (clocks.length === 0) return []
  const taken = new Set<Token | null>(clocks.map(({ period }) => period))
  return tokens.filter((token) => token.is === 'period' && !taken.has(token))
}

// 三点 in the middle of words is a time only right behind a day, a 下午 or the beginning of a range.
function strayClocks(text: string, clocks: readonly Attached[]): Token[] {
  return clocks.flatMap(({ token, period, last }) => {
    if (token.said.how !== 'loose' || period !== null) return []
    const isBeside =
      last !== undefined && isTime(last) && (isGap(text, last, token) || isUntil(text, last, token))
    return isBeside ? [] : [token]
  })
}
