import { z } from 'zod'
import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, type SeriesId } from '../../ids.ts'
import type { Kept } from './types.ts'

const State = z.enum(['scheduled', 'ended', 'cancelled', 'adjourned', 'unheld'])

/** What a series planned that is named by one of these days or still to come. */
export async function keptOf(
  tx: Tx,
  series: SeriesId,
  since: { date: Temporal.PlainDate; at: Temporal.Instant },
): Promise<Kept[]> {
  const rows = await occurrences(tx)
    .where('series', '=', series)
    .where((eb) => eb.or([eb('series_date', '>=', since.date.toString()), eb('starts_at', '>', since.at)]))
    .execute()
  return rows.map(keptFrom)
}

/** What was planned of this id, locked until the transaction ends. */
export async function lock(tx: Tx, id: MeetingId): Promise<Kept | undefined> {
  const row = await occurrences(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && keptFrom(row)
}

function occurrences(tx: Tx) {
  return tx
    .selectFrom('meetings_meetings')
    .select(['id', 'starts_at', 'state', 'edited', 'series_date', 'proposed'])
    .where('series_date', 'is not', null)
}

function keptFrom(row: {
  id: string
  starts_at: Temporal.Instant
  state: string
  edited: boolean
  series_date: string | null
  proposed: string | null
}): Kept {
  return {
    id: MeetingId.parse(row.id),
    startsAt: row.starts_at,
    state: State.parse(row.state),
    edited: row.edited,
    date: Temporal.PlainDate.from(row.series_date ?? ''),
    proposed: row.proposed,
  }
}

/** Notes of which series a meeting is, by which day, and what was proposed for it. */
export async function note(
  tx: Tx,
  id: MeetingId,
  { series, date, proposed }: { series: SeriesId; date: Temporal.PlainDate; proposed: string },
): Promise<void> {
  await writing(tx)
    .updateTable('meetings_meetings')
    .set({ series, series_date: date.toString(), proposed })
    .where('id', '=', id)
    .execute()
}

/** Planned meetings of any other series, still to come. */
export async function ofOthers(
  tx: Tx,
  series: readonly SeriesId[],
  after: Temporal.Instant,
): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('meetings_meetings')
    .select('id')
    .where('series', 'is not', null)
    .where('state', '=', 'scheduled')
    .where('starts_at', '>', after)
    .$if(series.length > 0, (query) => query.where('series', 'not in', series))
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => MeetingId.parse(id))
}
