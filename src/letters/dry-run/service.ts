import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../ctx.ts'
import { transact } from '../../db/transact.ts'
import { FileKey, type LetterId, MessageId } from '../../ids.ts'
import { deliverLetter, type Outbox } from '../delivery/service.ts'
import * as claims from '../claims/store.ts'
import * as lookups from '../lookups/store.ts'
import type { Correspondence, Letter } from '../types.ts'

/** A letter that would go out at this moment, and what it is about; `held`: a pause would keep it. */
export type ForeseenLetter = Pick<Letter, 'kind' | 'to'> & { subject: string; held: boolean }

/** Lets every open letter be taken at once: no real time passes in a dry run. */
export async function resetLetterWaits(ctx: Pick<Ctx, 'db'>): Promise<void> {
  await claims.resetWaits(ctx.db)
}

/** Gives a letter its turn, on a copy of the records: everything but the sending. Null when it would not go now. */
export async function dryRunLetter(
  ctx: Ctx,
  letters: Correspondence,
  id: LetterId,
): Promise<ForeseenLetter | null> {
  const turn = await deliverLetter(ctx, { letters, feishu: nobody }, id)
  return transact(ctx, async (tx) => {
    const account = await lookups.accountOf(tx, id)
    const held = account !== undefined && account.heldBy !== null
    if (account === undefined || (turn !== 'sent' && !held)) return null
    const { letter } = account
    const subject = (await letters.kinds[letter.kind].subject?.(ctx, tx, letter)) ?? ''
    return { kind: letter.kind, to: letter.to, subject, held }
  })
}

/** A platform that takes everything and tells nobody. */
const nobody: Outbox['feishu'] = {
  budget: { take: async () => 0 },
  send: taken,
  reply: taken,
  uploadFile: async () => FileKey.parse('file_foreseen'),
}

async function taken(): Promise<{ messageId: MessageId }> {
  return { messageId: MessageId.parse(`om_foreseen_${randomUUID()}`) }
}
