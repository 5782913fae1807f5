import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId } from '../../ids.ts'
import type { Invitation } from '../types.ts'

/** Keeps the digits of a check-in that opens; what was mistyped at an earlier opening is forgotten. */
export async function saveCode(tx: Tx, meeting: MeetingId, digits: string): Promise<void> {
  await tx
    .insertInto('attendance_codes')
    .values({ meeting_id: meeting, digits })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet({ digits }))
    .execute()
  await tx.deleteFrom('attendance_code_tries').where('meeting_id', '=', meeting).execute()
}

/** The digits of a check-in; null when it asks for none. */
export async function digitsOf(tx: Tx, meeting: MeetingId): Promise<string | null> {
  const row = await tx
    .selectFrom('attendance_codes')
    .select('digits')
    .where('meeting_id', '=', meeting)
    .executeTakeFirst()
  return row?.digits ?? null
}

/** Counts that a person mistyped the digits. */
export async function countWrong(tx: Tx, { meeting, who }: Invitation): Promise<void> {
  await tx
    .insertInto('attendance_code_tries')
    .values({ meeting_id: meeting, member_id: who, wrong: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['meeting_id', 'member_id'])
        .doUpdateSet({ wrong: sql`attendance_code_tries.wrong + 1` }),
    )
    .execute()
}
