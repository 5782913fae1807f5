import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterKinds } from '../../letters/types.ts'
import { faultyCard, loadedCard, waitingCard } from './card.ts'
import { changesOf, namesIn, proposalShown } from './service.ts'
import { causes } from './words.ts'

/** The letters of this part: when they are relevant, how they are rendered. */
export const proposalLetters = {
  'roster.faulty': {
    urgency: 'change',
    why: causes.faulty,
    isRelevant: isOpen,
    open: isOpen,
    async render(_ctx, tx, { ref }) {
      const { proposal, newer } = await proposalShown(tx, ref)
      const { content } = proposal
      if (content.kind !== 'faulty') throw new Error(`version ${ref} of the files has no faults`)
      return faultyCard({ proposal: { ...proposal, content }, newer })
    },
  },
  'roster.waiting': {
    urgency: 'answer',
    why: causes.waiting,
    isRelevant: isOpen,
    open: isOpen,
    async render(_ctx, tx, { ref }) {
      const { proposal, newer } = await proposalShown(tx, ref)
      const { content } = proposal
      if (content.kind !== 'waiting') throw new Error(`version ${ref} of the files takes nothing away`)
      return waitingCard({ proposal: { ...proposal, content }, newer }, await namesIn(tx))
    },
  },
  'roster.loaded': {
    urgency: 'notice',
    why: causes.loaded,
    isRelevant: async () => true,
    render: async (_ctx, tx, { ref }) => loadedCard(await changesOf(tx, ref), await namesIn(tx)),
  },
} satisfies Partial<LetterKinds>

async function isOpen(_ctx: Ctx, tx: Tx, { ref, kind }: Letter): Promise<boolean> {
  const { state } = (await proposalShown(tx, ref)).proposal
  return `roster.${state}` === kind
}
