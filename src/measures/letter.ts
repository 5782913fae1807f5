import type { LetterKinds } from '../letters/types.ts'
import { cadenceLetter } from './cadence/letter.ts'

/** The letters of this feature: when they are relevant, how they are rendered. */
export const letters = {
  'meetings.cadence': cadenceLetter,
} satisfies Partial<LetterKinds>
