import type { LetterKinds } from '../letters/types.ts'
import { cadenceLetter } from './cadence/letter.ts'
import { withdrawnLetter } from './withdrawal/letter.ts'

/** How this feature answers for its letters. */
export const letters = {
  'meetings.cadence': cadenceLetter,
  'meetings.withdrawn': withdrawnLetter,
} satisfies Partial<LetterKinds>
