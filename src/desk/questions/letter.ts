import { MessageId } from '../../ids.ts'
import type { LetterKinds } from '../../letters/types.ts'
import { reportTitles } from '../../reports/service.ts'
import { questionCard } from './card.ts'
import { byId, isKept } from './store.ts'
import { cause } from './words.ts'

/** The letter of this part: when it is relevant, how it is rendered. */
export const questionLetters = {
  'desk.question': {
    urgency: 'answer',
    why: cause,
    isRelevant: (_ctx, tx, { ref }) => isKept(tx, MessageId.parse(ref)),
    async render(_ctx, tx, { ref }) {
      const question = await byId(tx, MessageId.parse(ref))
      return questionCard(question, await reportTitles(tx, question.requests))
    },
  },
} satisfies Partial<LetterKinds>
