import { clockPatterns } from './clock-patterns.ts'
import { dayPatterns } from './day-patterns.ts'
import { behindPatterns, doubtPatterns } from './doubt-patterns.ts'
import { lengthPatterns } from './length-patterns.ts'
import { limitPatterns, termPattern } from './limit-patterns.ts'
import type { Pattern, Token } from './types.ts'
import { wordPatterns } from './word-patterns.ts'

const every = [
  termPattern,
  ...behindPatterns,
  ...wordPatterns,
  ...lengthPatterns,
  ...doubtPatterns,
  ...clockPatterns,
  ...dayPatterns,
  ...limitPatterns,
]
const patterns = every.map((pattern) => ({
  ...pattern,
  form: new RegExp(pattern.form.source, `${pattern.form.flags}y`),
}))
/** A number that means nothing here is passed over whole, so that its tail cannot mean anything either. */
const NUMBER = /\d+|[〇零一二两三四五六七八九十百千]+/y

/** Everything in a plain text that says something about time, in order. */
export function scan(text: string): Token[] {
  const tokens: Token[] = []
  for (let from = 0; from < text.length; ) {
    const found = matchAt(text, from, tokens.at(-1))
    tokens.push(...found.tokens)
    from = found.to
  }
  return tokens
}

function matchAt(text: string, from: number, last: Token | undefined): { tokens: Token[]; to: number } {
  const isAfterTime = isBehindTime(text, from, last)
  for (const pattern of patterns) {
    if (pattern.after === 'time' && !isAfterTime) continue
    const match = matched(pattern, text, from)
    if (match === null) continue
    const [said, ...groups] = match
    const to = from + said.length
    const read = pattern.read(said, groups) ?? []
    const meanings = Array.isArray(read) ? read : [read]
    return { tokens: meanings.map((meaning) => ({ ...meaning, from, to, text: said })), to }
  }
  NUMBER.lastIndex = from
  return { tokens: [], to: from + (NUMBER.exec(text)?.[0].length ?? 1) }
}

function matched({ form }: Pattern, text: string, from: number): RegExpExecArray | null {
  form.lastIndex = from
  const match = form.exec(text)
  return match === null || match[0] === '' ? null : match
}

// No two spaces stand side by side in a plain text.
function isBehindTime(text: string, from: number, last: Token | undefined): boolean {
  if (last === undefined || !isTime(last) || from - last.to > 1) return false
  return text.slice(last.to, from).trim() === ''
}

/** Whether a token names a day or a time of day. */
export function isTime({ is }: Token): boolean {
  return is === 'day' || is === 'clock' || is === 'period'
}
