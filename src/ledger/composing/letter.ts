import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { LedgerDraftId, ProgrammeId } from '../../ids.ts'
import type { Cause, Letter, LetterHandler, LetterKinds, Rendering } from '../../letters/types.ts'
import { today } from '../../time/dates.ts'
import { previewOf } from '../preview/service.ts'
import { composeCard } from './card.ts'
import { dialogueById, knownNow, MAY_NOT } from './service.ts'
import { definitionOf } from './rules.ts'
import type { Complete, Dialogue } from './types.ts'
import { causes, refusals } from './words.ts'

/** The card of a draft as it is now. */
export async function renderDraft(ctx: Ctx, tx: Tx, dialogue: Dialogue): Promise<Rendering> {
  const { stage } = dialogue
  return composeCard({
    dialogue,
    knows: await knownNow(ctx, tx),
    today: today(ctx),
    preview: stage.at === 'preview' ? await previewOf(ctx, tx, foreseen(stage.draft)) : null,
  })
}

function foreseen(draft: Complete) {
  return { definition: definitionOf(draft, ProgrammeId.parse('draft')), done: draft.done }
}

async function render(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<Rendering> {
  if (ref === MAY_NOT) return { text: refusals.mayNot }
  return renderDraft(ctx, tx, await dialogueById(tx, LedgerDraftId.parse(ref)))
}

/** Whether something can still be done on the card of a draft. */
export async function isOpen(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  if (ref === MAY_NOT) return false
  const { stage } = await dialogueById(tx, LedgerDraftId.parse(ref))
  return stage.at !== 'made' && stage.at !== 'dropped'
}

/** The card on which a programme is made, in words or from a workbook; or why somebody cannot. */
function madeOn(why: Cause): LetterHandler {
  // A draft still open follows on a fresh card.
  return { urgency: 'answer', why, isRelevant: async () => true, render, open: isOpen }
}

export const composeLetters = {
  'ledger.compose': madeOn(causes.compose),
  'ledger.import': madeOn(causes.import),
} satisfies Partial<LetterKinds>
