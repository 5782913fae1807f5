import { MemberId } from '../../ids.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { mineCard } from './card.ts'
import { mineOf } from './service.ts'
import { cause } from './words.ts'

/** 我的记录, for whoever asked. */
export const mineLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  render: async (ctx, tx, { ref }) => mineCard(await mineOf(ctx, tx, MemberId.parse(ref))),
}
