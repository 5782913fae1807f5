import type { LetterKinds } from '../letters/types.ts'
import { actingFor, branch } from '../roster/service.ts'
import { cadenceCard } from './cadence/card.ts'
import { branchIn, missingBy } from './cadence/service.ts'
import { cause } from './cadence/words.ts'
import { changeLetter, copyLetter, withdrawnLetter } from '../planning/changes/letter.ts'
import type { Above } from '../planning/changes/types.ts'
import { newMeetingLetter } from '../planning/new-meeting/letter.ts'
import { mergingLetter } from '../planning/merging/letter.ts'
import { aspectIn } from '../planning/sentences/service.ts'
import { examples, noneMeantCause, words as sentences } from '../planning/sentences/words.ts'

/** How this feature answers for its letters. */
export const letters = {
  'meetings.cadence': {
    urgency: 'reminder',
    why: cause,
    branchOf: async (_tx, { ref }) => branchIn(ref),
    holder: (ctx, tx, { ref }) => actingFor(ctx, tx, branchIn(ref)),
    isRelevant: async (ctx, tx, { ref }) => (await missingBy(ctx, tx, ref)).missing.length > 0,
    render: async (ctx, tx, { ref }) =>
      cadenceCard({ ...(await missingBy(ctx, tx, ref)), branch: (await branch(tx, branchIn(ref))).short }),
  },
  'meetings.noneMeant': {
    urgency: 'answer',
    why: noneMeantCause,
    isRelevant: async () => true,
    render: async (_ctx, _tx, { ref }) => ({ text: sentences.noneMeant(examples[aspectIn(ref)]) }),
  },
  'meetings.copy': copyLetter,
  'meetings.withdrawn': withdrawnLetter,
  'meetings.convene': newMeetingLetter,
} satisfies Partial<LetterKinds>

/** And for those that show what the features above know. */
export function lettersOf(above: Above) {
  return {
    'meetings.manage': changeLetter(above),
    'meetings.overlap': mergingLetter(above),
  } satisfies Partial<LetterKinds>
}
