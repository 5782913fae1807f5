import type { LetterKinds } from '../letters/types.ts'

/** The letters of this feature: when they are relevant, how they are rendered. */
export const letters = {} satisfies Partial<LetterKinds>
