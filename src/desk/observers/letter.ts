import { MemberId } from '../../ids.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { sittingsCard } from './card.ts'
import { sittingsFor } from './service.ts'
import { cause } from './words.ts'

/** 列席, for whoever asked. */
export const sittingsLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  render: async (ctx, tx, { ref }) => sittingsCard(await sittingsFor(ctx, tx, MemberId.parse(ref))),
}
