import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { CollectionId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds, Rendering } from '../../letters/types.ts'
import { seenNow } from '../../time/read/reader.ts'
import { choicesFor } from '../recipients/service.ts'
import { composeCard } from './card.ts'
import { dialogueById, MAY_NOT, previewOf } from './service.ts'
import { cause, refusals } from './words.ts'

async function isOpen(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return ref !== MAY_NOT && 'draft' in (await dialogueById(tx, CollectionId.parse(ref))).stage
}

async function render(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<Rendering> {
  if (ref === MAY_NOT) return { text: refusals.mayNot }
  const dialogue = await dialogueById(tx, CollectionId.parse(ref))
  const choices = await choicesFor(ctx, tx, dialogue.by)
  const { stage } = dialogue
  return composeCard({
    dialogue,
    choices,
    seen: seenNow(ctx),
    zone: ctx.settings.timezone,
    preview: stage.at === 'preview' ? await previewOf(ctx, tx, { draft: stage.draft, choices }) : null,
  })
}

/** The card on which a person composes a collection; or why they cannot. A draft still open follows on a fresh card. */
const compose: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  render,
  open: isOpen,
}

export const composeLetters = { 'collections.compose': compose } satisfies Partial<LetterKinds>
