import { z } from 'zod'
import { ref, respelt } from '../cards/ref.ts'
import type { LetterKinds } from '../letters/types.ts'
import { detailsButtons } from '../pages/service.ts'
import { branchLetter } from './branch/letter.ts'
import { whileAdmin } from '../roster/service.ts'
import { collegeDigest } from './card.ts'
import { snapshotBy } from './snapshots/service.ts'
import { isTrouble, troubleText } from './troubles/service.ts'
import { cause as troubleCause } from './troubles/words.ts'
import { Refusal } from './types.ts'
import { cause, OF_OLDER, refusals } from './words.ts'

/** What a letter of this feature shows when there is no digest to show. */
export const refusalRef = ref('refused:{refusal}', {
  refusal: z.string().transform(respelt).pipe(Refusal),
})

/** Where the pages begin for the committee. */
const OVERVIEW = '/overview'

/** The digest matters whenever it was written: what it says was counted once, and stays. */
export const letters = {
  'digest.college': {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref: shows }) {
      const refused = refusalRef.find(shows)
      if (refused !== null) return { text: refusals[refused.refusal] }
      const snapshot = await snapshotBy(tx, shows)
      return snapshot === null
        ? { text: OF_OLDER }
        : collegeDigest(snapshot, ctx.settings, detailsButtons(ctx, OVERVIEW))
    },
  },
  'digest.branch': branchLetter,
  'digest.trouble': {
    urgency: 'notice',
    why: troubleCause,
    holder: whileAdmin,
    isRelevant: (_ctx, tx, { ref: about }) => isTrouble(tx, about),
    render: async (ctx, tx, { ref: about }) => ({ text: await troubleText(ctx, tx, about) }),
  },
} satisfies Partial<LetterKinds>
