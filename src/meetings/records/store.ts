import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { ChatId, type MeetingId } from '../../ids.ts'
import type { Listing } from '../month/types.ts'
import { meetingOf } from '../store.ts'
import type { Meeting } from '../types.ts'

const Listings = z.array(
  z.object({
    chat: ChatId,
    month: z.string().transform((text) => Temporal.PlainYearMonth.from(text)),
    version: z.number(),
  }),
)

/** The meeting, and the months' cards that listed it. */
export async function byId(
  tx: Tx,
  id: MeetingId,
): Promise<{ meeting: Meeting; listings: Listing[] } | undefined> {
  const row = await tx
    .selectFrom('meetings_meetings as m')
    .selectAll('m')
    .select((eb) =>
      eb
        .selectFrom('meetings_month_rows as r')
        .select(
          sql<unknown>`jsonb_agg(jsonb_build_object('chat', r.chat, 'month', r.month, 'version', r.version))`.as(
            'all',
          ),
        )
        .whereRef('r.meeting_id', '=', 'm.id')
        .as('listings'),
    )
    .where('m.id', '=', id)
    .executeTakeFirst()
  return row && { meeting: meetingOf(row), listings: Listings.parse(row.listings ?? []) }
}

/** The months' cards that listed the meeting. */
export async function listingsOf(tx: Tx, id: MeetingId): Promise<Listing[]> {
  const rows = await tx
    .selectFrom('meetings_month_rows')
    .select(['chat', 'month', 'version'])
    .where('meeting_id', '=', id)
    .execute()
  return Listings.parse(rows)
}
