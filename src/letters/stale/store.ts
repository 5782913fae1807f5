import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { LetterId, MessageId } from '../../ids.ts'
import type { LetterKind } from '../types.ts'

/** Cards of one kind that show one thing; `by` is when they are updated at the latest, null: at once. */
export type Stale = { ref: string; kind: LetterKind; by: Temporal.Instant | null }

/** A card on which somebody pressed. */
export type Pressed = { letter: LetterId; messageId: MessageId }

type Marked = {
  noted: { version: number; overlaps: boolean } | undefined
  ended: { ref: string; kind: string }[]
}

/**
 * Marks stale all cards that show one of these, or carry a letter that would, and notes the press, in one statement: the
 * cards are locked in one order. A letter on its way may have been rendered before: it is marked, so that whoever ends it sees
 * the mark. `ended`: what the letters show that ended while this waited, whose cards it does not see.
 */
export async function mark(tx: Tx, stale: readonly Stale[], pressed: Pressed | null): Promise<Marked> {
  const { letter = null, messageId = null } = pressed ?? {}
  const { rows } = await sql<{ wanted: number | null; overlaps: boolean; ended: Marked['ended'] }>`
    with stale as (
      select * from unnest(${stale.map(({ ref }) => ref)}::text[], ${stale.map(({ kind }) => kind)}::text[],
        ${stale.map(({ by }) => by?.toString() ?? null)}::timestamptz[]) as s (ref, kind, by)
    ), concerned as (${CONCERNED}
    ), marked as (
      update letters_letters set changed = true
      where ended is null and id in (select id from concerned) returning id
    ), shows as (
      select letter_id, bool_or(is_pressed) as is_pressed,
        case when bool_or(by is null) then null else min(by) end as by
      from (
        select c.letter_id, s.by, false as is_pressed from stale s
        join letters_cards c on c.ref = s.ref and c.kind = s.kind and not c.dead
        union all
        select id, by, false from concerned
        union all
        select pressed, null, true from (select ${letter}::uuid as pressed) p where pressed is not null
      ) one group by letter_id
    ), locked as (
      select s.*, c.clicked_at from shows s join letters_cards c on c.letter_id = s.letter_id
      where (select count(*) from marked) >= 0
      order by c.letter_id for update of c
    ), updated as (
      update letters_cards c set ${changes(messageId)}
      from locked l
      where c.letter_id = l.letter_id and case when l.is_pressed
        then coalesce(c.message_id, ${messageId}) = ${messageId} else not c.dead end
      returning l.is_pressed, c.wanted,
        coalesce(l.clicked_at > clock_timestamp() - interval '3 seconds', false) as overlaps
    )
    select o.wanted, o.overlaps, (
      select coalesce(jsonb_agg(jsonb_build_object('ref', k.ref, 'kind', k.kind)), '[]') from concerned k
      join letters_letters l on l.id = k.id
      where l.ended is null and k.id not in (select id from marked)
    ) as ended
    from (select true) always left join updated o on o.is_pressed`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('nothing was marked')
  const { wanted, overlaps, ended } = row
  return { noted: wanted === null ? undefined : { version: wanted, overlaps }, ended }
}

/** Letters that may still become such cards, and those that carry what some would have shown. */
const CONCERNED = sql`
      select l.id, s.* from stale s
      join letters_letters l on l.ref = s.ref and l.kind = s.kind and l.ended is null
      union all
      select carrier.id, s.* from stale s
      join letters_letters l on l.ref = s.ref and l.kind = s.kind and l.code like 'covered:%'
      join letters_letters carrier on carrier.kind = s.kind
        and carrier.id = case when l.code like 'covered:%' then substr(l.code, 9)::uuid end`

/** One update carries what was stale already, too, at the time of whichever waits less. */
function changes(messageId: MessageId | null) {
  return sql`wanted = c.wanted + 1,
    gathers_until = case
      when l.by is null then 'epoch'
      when c.wanted > c.shown then least(c.gathers_until, l.by)
      else l.by end,
    message_id = case when l.is_pressed then coalesce(c.message_id, ${messageId}) else c.message_id end,
    painted = case when l.is_pressed then null else c.painted end,
    clicked_at = case when l.is_pressed then clock_timestamp() else c.clicked_at end,
    look_at = case when l.is_pressed
      then greatest(c.look_at, clock_timestamp() + interval '4 seconds') else c.look_at end`
}
