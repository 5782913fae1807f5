import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { type ChatId, MeetingId } from '../../ids.ts'
import { byIds } from '../store.ts'
import type { Meeting } from '../types.ts'

/** Every meeting that is planned and not over, locked until the transaction ends. */
export async function scheduled(tx: Tx): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .select('id')
    .where('state', '=', 'scheduled')
    .orderBy('id')
    .forUpdate()
    .execute()
  return byIds(
    tx,
    rows.map(({ id }) => MeetingId.parse(id)),
  )
}

export async function setChat(
  tx: Tx,
  id: MeetingId,
  { chat, prefix }: { chat: ChatId | null; prefix: string | null },
): Promise<void> {
  await writing(tx).updateTable('meetings_meetings').set({ chat, prefix }).where('id', '=', id).execute()
}
