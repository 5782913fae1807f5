import type { LetterKinds } from '../letters/types.ts'
import { overviewLetters } from './overview/letter.ts'
import { previewLetter } from './plan/letter.ts'

/** The letters of this feature. */
export const letters = {
  ...overviewLetters,
  'inspections.preview': previewLetter,
} satisfies Partial<LetterKinds>
