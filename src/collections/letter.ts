import type { LetterKinds } from '../letters/types.ts'
import { askLetters } from './asking/letter.ts'
import { boardLetters } from './board/letter.ts'
import { composeLetters } from './composing/letter.ts'

/** What this feature says. */
export const letters = { ...composeLetters, ...askLetters, ...boardLetters } satisfies Partial<LetterKinds>
