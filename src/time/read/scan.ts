import { clockPatterns } from './clock-patterns.ts'
import { dayPatterns } from './day-patterns.ts'
import { doubtPatterns, limitPatterns } from './doubt-patterns.ts'
import type { Pattern, Token } from './types.ts'

/** A text as it is compared: each sign in its plain form, and where it stood in what was written. */
export type Plain = { text: string; written: string; at: number[] }

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/gu

/** Full-width digits, brackets and colons become plain; invisible signs are left out. */
export function plainOf(written: string): Plain {
  let text = ''
  const at: number[] = []
  let index = 0
  for (const sign of written) {
    const plain = sign.normalize('NFKC').replace('∶', ':').replace(INVISIBLE, '')
    text += plain
    for (let unit = 0; unit < plain.length; unit++) at.push(index)
    index += sign.length
  }
  return { text, written, at: [...at, index] }
}

const patterns = [...doubtPatterns, ...clockPatterns, ...dayPatterns, ...limitPatterns].map((pattern) => ({
  ...pattern,
  form: new RegExp(pattern.form.source, `${pattern.form.flags}y`),
}))
/** A number that means nothing here is passed over whole, so that its tail cannot mean anything either. */
const NUMBER = /\d+|[〇零一二两三四五六七八九十百千]+/y

/** Everything in a plain text that says something about time, in order. */
export function scan(text: string): Token[] {
  const tokens: Token[] = []
  for (let from = 0; from < text.length; ) {
    const found = matchAt(text, from, tokens)
    tokens.push(...found.tokens)
    from = found.to
  }
  return tokens
}

function matchAt(text: string, from: number, before: readonly Token[]): { tokens: Token[]; to: number } {
  const isAfterTime = isBehindTime(text, from, before.at(-1))
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

function isBehindTime(text: string, from: number, last: Token | undefined): boolean {
  return last !== undefined && isTime(last) && text.slice(last.to, from).trim() === ''
}

/** Whether a token names a day or a time of day. */
export function isTime({ is }: Token): boolean {
  return is === 'day' || is === 'clock' || is === 'period'
}

const EDGE = /^[\s,，、。;；:：)）】\]]+|[\s,，、。;；:：(（【[]+$/g

/** What was written apart from the tokens, in pieces. */
export function restOf({ written, at }: Plain, tokens: readonly Pick<Token, 'from' | 'to'>[]): string[] {
  const pieces: string[] = []
  let from = 0
  for (const token of tokens) {
    if ((at[token.from] ?? 0) > from) pieces.push(written.slice(from, at[token.from]))
    from = Math.max(from, at[token.to] ?? written.length)
  }
  return [...pieces, written.slice(from)]
    .map((piece) => piece.replace(EDGE, ''))
    .filter((piece) => piece !== '')
}
