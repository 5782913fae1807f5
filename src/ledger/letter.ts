import type { LetterKinds } from '../letters/types.ts'
import { boardLetters } from './board/letter.ts'
import { behindLetters } from './coverage/letter.ts'
import { composeLetters } from './composing/letter.ts'
import { detailLetters } from './details/letter.ts'
import { drawLetters } from './lots/letter.ts'
import { nominateLetters } from './nominating/letter.ts'
import { nudgeLetters } from './nudging/letter.ts'
import { dueHandler } from './reminding/letter.ts'

/** The letters of this feature: when they are relevant, how they are rendered. */
export const letters = {
  ...boardLetters,
  ...behindLetters,
  ...composeLetters,
  ...detailLetters,
  ...nudgeLetters,
  'ledger.due': dueHandler,
  ...drawLetters,
  ...nominateLetters,
} satisfies Partial<LetterKinds>
