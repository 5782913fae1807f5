import type { Code, CodeRefusal } from './types.ts'

/** So often a person may mistype the digits of one check-in. */
const MOST_WRONG = 5

/** The four digits that somebody typed, wide or narrow, with or without spaces; null when they are not four. */
export function digitsIn(typed: string): string | null {
  const bare = typed.normalize('NFKC').replaceAll(/\s/g, '')
  return /^\d{4}$/.test(bare) ? bare : null
}

/** Whether what was typed is what was said aloud; null: it is. What are not four digits is not counted as a try. */
export function judgeCode({ digits, wrong }: Code, typed: string | null): CodeRefusal | null {
  if (wrong >= MOST_WRONG) return { ok: false, refusal: 'codeSpent' }
  if (typed === null) return { ok: false, refusal: 'noCode' }
  if (typed === digits) return null
  const left = MOST_WRONG - wrong - 1
  return left === 0 ? { ok: false, refusal: 'codeSpent' } : { ok: false, refusal: 'wrongCode', left }
}
