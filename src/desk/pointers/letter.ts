import { checkInBlock, openCheckIns } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Rendering, LetterKinds } from '../../letters/types.ts'
import { text } from '../../cards/blocks.ts'
import type { Block } from '../../cards/card.ts'
import { lengthOf } from '../../time/format.ts'
import { checkInRef } from './service.ts'
import type { Pointer } from './types.ts'
import { cause, pointers, words } from './words.ts'

/** The letter of this part: when it is relevant, how it is rendered. */
export const pointerLetters = {
  'desk.pointer': {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const checkIn = checkInRef.find(ref)
      if (checkIn !== null) return renderCheckIns(ctx, tx, checkIn.who)
      // Only `point` writes the ref, and it takes a pointer.
      return { text: pointers[ref as Exclude<Pointer, 'checkIn'>] }
    },
  },
} satisfies Partial<LetterKinds>

async function renderCheckIns(ctx: Ctx, tx: Tx, who: MemberId): Promise<Rendering> {
  const open = await openCheckIns(tx, who)
  if (open.length === 0) return { text: words.none(lengthOf(ctx.settings.checkin.opens)) }
  const blocks = open.flatMap((meeting, n): Block[] => [
    text(words.open(meeting.shownAs)),
    checkInBlock(meeting, n),
  ])
  return { title: words.title, summary: words.title, tone: 'green', blocks }
}
