import type { LetterKinds } from '../letters/types.ts'
import { overviewLetters } from './overview/letter.ts'
import { previewLetter } from './plan/letter.ts'
import { replyLetters } from './replies/letter.ts'
import { sheetLetter } from './sheet/letter.ts'

/** The letters of this feature. */
export const letters = {
  ...overviewLetters,
  'inspections.preview': previewLetter,
  'inspections.sheet': sheetLetter,
  ...replyLetters,
} satisfies Partial<LetterKinds>
