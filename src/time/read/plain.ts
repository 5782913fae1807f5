import type { Token } from './types.ts'

/** A text as it is compared: each sign in its plain form, and where it stood in what was written. */
export type Plain = { text: string; written: string; at: number[] }

/** More than anybody writes about one meeting; what stands behind it is not searched for a time. */
export const MOST_READ = 2_000

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/gu

type Sign = { sign: string; index: number }

/**
 * Full-width digits, brackets and colons become plain; invisible signs, second spaces, and the spaces that word processors
 * put into 12 月 2 日 are left out.
 */
export function plainOf(written: string): Plain {
  const signs = signsOf(written)
  const kept = signs.filter(({ sign }, at) => sign !== ' ' || !isSpare(signs, at))
  const text = kept.map(({ sign }) => sign).join('')
  const end = kept.length === 0 ? 0 : Math.min(written.length, MOST_READ)
  return { text, written, at: [...kept.map(({ index }) => index), end] }
}

function signsOf(written: string): Sign[] {
  const signs: Sign[] = []
  let index = 0
  for (const each of written.slice(0, MOST_READ)) {
    const plain = each.normalize('NFKC').replace('∶', ':').replace(INVISIBLE, '')
    // By code unit, as patterns count.
    for (const sign of plain.split('')) {
      const isSpace = /\s/.test(sign)
      if (!isSpace || signs.at(-1)?.sign !== ' ') signs.push({ sign: isSpace ? ' ' : sign, index })
    }
    index += each.length
  }
  return signs
}

/** How far ahead it matters what follows a space. */
const AHEAD = 5

/** What belongs to the number before it. */
const UNIT =
  /^(?:年 ?[\d一二三四五六七八九十]|[月日号点时刻节]|周(?=[ 的]?[周星礼])|分(?![享析组部会])|: ?\d\d)/

function isSpare(signs: readonly Sign[], at: number): boolean {
  const before = signs[at - 1]?.sign ?? ''
  const ahead = signs
    .slice(at + 1, at + 1 + AHEAD)
    .map(({ sign }) => sign)
    .join('')
  if (/\d/.test(before)) return UNIT.test(ahead)
  if (/[点时]/.test(before)) return /^\d\d? ?分(?!钟)/.test(ahead)
  return before === ':' && isColonOfClock(signs, at) && /^\d\d(?!\d)/.test(ahead)
}

function isColonOfClock(signs: readonly Sign[], at: number): boolean {
  const [first = '', second = ''] = [signs[at - 2]?.sign, signs[at - 3]?.sign]
  return /\d/.test(first === ' ' ? second : first)
}

/** Signs that part pieces and belong to none; an opening bracket at the start and a closing one at the end do. */
const LEADING = ' \t\n\r\f\v\u00a0\u3000,，、。;；:：)）】]'
const TRAILING = ' \t\n\r\f\v\u00a0\u3000,，、。;；:：(（【['

/** What was written apart from the tokens, in pieces. */
export function restOf({ written, at }: Plain, tokens: readonly Pick<Token, 'from' | 'to'>[]): string[] {
  const pieces: string[] = []
  let from = 0
  for (const token of tokens) {
    if ((at[token.from] ?? 0) > from) pieces.push(written.slice(from, at[token.from]))
    from = Math.max(from, at[token.to] ?? written.length)
  }
  return [...pieces, written.slice(from)].map(trimmed).filter((piece) => piece !== '')
}

function trimmed(piece: string): string {
  let [from, to] = [0, piece.length]
  while (from < to && LEADING.includes(piece.charAt(from))) from += 1
  while (to > from && TRAILING.includes(piece.charAt(to - 1))) to -= 1
  return piece.slice(from, to)
}
