import { respelt } from '../cards/ref.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Letter, LetterKinds } from '../letters/types.ts'
import { whileAdmin } from '../roster/service.ts'
import { draftCard, faultsCard, uncoveredCard } from './card.ts'
import { coveredYears, draftShown, uncoveredLetter } from './service.ts'
import type { Refusal } from './types.ts'
import { causes, refusals, words } from './words.ts'

const MAY_NOT = 'mayNot' satisfies Refusal

/** The letters of this feature: when they are relevant, how they are rendered. */
export const letters = {
  'calendar.draft': {
    urgency: 'answer',
    why: causes.draft,
    isRelevant: async () => true,
    open: isOpen,
    render: renderDraft,
  },
  'calendar.known': {
    urgency: 'answer',
    why: causes.known,
    isRelevant: async () => true,
    render: renderKnown,
  },
  'calendar.uncovered': {
    urgency: 'notice',
    why: async (_ctx, _tx, { ref }) => causes.uncovered(yearIn(ref)),
    holder: whileAdmin,
    isRelevant: isUncovered,
    open: isUncovered,
    render: renderUncovered,
  },
} satisfies Partial<LetterKinds>

async function isOpen(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  const { state, preview } = await draftShown(ctx, tx, ref)
  return state === 'open' && preview !== null
}

async function renderDraft(ctx: Ctx, tx: Tx, { ref: draft }: Letter) {
  const { state, reading, preview } = await draftShown(ctx, tx, draft)
  if (!reading.ok) return faultsCard(reading.faults)
  if (preview === null) throw new Error(`draft ${draft} reads well and has no preview`)
  return draftCard({ draft, state, preview })
}

async function renderKnown(ctx: Ctx, tx: Tx, { ref }: Letter) {
  if (respelt(ref) === MAY_NOT) return { text: refusals.mayNot }
  return { text: [words.known(await coveredYears(ctx, tx)), words.uncoveredCure].join('\n') }
}

function yearIn(ref: string): number {
  return uncoveredLetter.ref.parse(ref).year
}

async function isUncovered(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return !(await coveredYears(ctx, tx)).includes(yearIn(ref))
}

async function renderUncovered(ctx: Ctx, tx: Tx, letter: Letter) {
  return uncoveredCard({ year: yearIn(letter.ref), covered: !(await isUncovered(ctx, tx, letter)) })
}
