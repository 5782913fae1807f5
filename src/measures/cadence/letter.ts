import type { LetterHandler } from '../../letters/types.ts'
import { actingFor, branch } from '../../roster/service.ts'
import { cadenceCard } from './card.ts'
import { branchIn, missingBy } from './service.ts'
import { cause } from './words.ts'

/** Tells a secretary what a window still misses. */
export const cadenceLetter: LetterHandler = {
  urgency: 'reminder',
  why: cause,
  branchOf: async (_tx, { ref }) => branchIn(ref),
  holder: (ctx, tx, { ref }) => actingFor(ctx, tx, branchIn(ref)),
  isRelevant: async (ctx, tx, { ref }) => (await missingBy(ctx, tx, ref)).missing.length > 0,
  render: async (ctx, tx, { ref }) =>
    cadenceCard({ ...(await missingBy(ctx, tx, ref)), branch: (await branch(tx, branchIn(ref))).short }),
}
