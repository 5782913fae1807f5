import type { LetterKinds } from '../letters/types.ts'
import { changeLetter, copyLetter } from './changes/letter.ts'
import { mergingLetter } from './merging/letter.ts'
import { newMeetingLetter } from './new-meeting/letter.ts'
import { noneMeantLetter } from './sentences/letter.ts'

/** How this feature answers for its letters; they bear the names under which they were first written. */
export const letters = {
  'meetings.convene': newMeetingLetter,
  'meetings.manage': changeLetter,
  'meetings.copy': copyLetter,
  'meetings.noneMeant': noneMeantLetter,
  'meetings.overlap': mergingLetter,
} satisfies Partial<LetterKinds>
