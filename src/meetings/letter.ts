import type { LetterKinds } from '../letters/types.ts'
import { withdrawnLetter } from './withdrawal/letter.ts'

/** The letters of this feature: when they are relevant, how they are rendered. */
export const letters = {
  'meetings.withdrawn': withdrawnLetter,
} satisfies Partial<LetterKinds>
