import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { LetterId, type MessageId } from '../../ids.ts'
import type { LetterKind } from '../types.ts'

/**
 * Remembers a sent card. `painted` is null when it is not known which drawing the platform shows; `stale` says that the
 * drawing may be older than the state.
 */
export async function remember(
  tx: Tx,
  card: {
    letter: LetterId
    kind: LetterKind
    ref: string
    messageId: string | null
    painted: string | null
    stale: boolean
    /** Whether the letter was taken back while it was on its way. */
    withdrawn: boolean
    at: Temporal.Instant
  },
): Promise<void> {
  await tx
    .insertInto('letters_cards')
    .values({
      letter_id: card.letter,
      kind: card.kind,
      ref: card.ref,
      message_id: card.messageId,
      sent_at: card.at,
      painted: card.painted,
      wanted: card.stale || card.painted === null ? 1 : 0,
      recall: card.withdrawn ? 'owed' : null,
    })
    .onConflict((conflict) => conflict.column('letter_id').doNothing())
    .execute()
}

/** Which cards show something that has changed; with `by` the paint may wait until then for more of its kind. */
export type Change = { refs: readonly string[]; kinds: readonly LetterKind[]; by?: Temporal.Instant }

/**
 * Says that these cards show something that has changed. A letter on its way may have been drawn before: it is marked
 * first, so that whoever ends it at this moment either sees the mark or has a card here already.
 */
export async function want(tx: Tx, { refs, kinds, by }: Change): Promise<void> {
  if (refs.length === 0) return
  const carriers = await carriersOf(tx, { refs, kinds })
  await tx
    .updateTable('letters_letters')
    .set({ changed: true })
    .where((eb) => eb.or([eb('ref', 'in', [...refs]), eb('id', '=', eb.fn.any(eb.val(carriers)))]))
    .where('kind', 'in', [...kinds])
    .where('ended', 'is', null)
    .execute()
  await tx
    .updateTable('letters_cards')
    .set((eb) => ({ wanted: eb('wanted', '+', 1), gathers_until: by === undefined ? AT_ONCE : gathered(by) }))
    .where((eb) => eb.or([eb('ref', 'in', [...refs]), eb('letter_id', '=', eb.fn.any(eb.val(carriers)))]))
    .where('kind', 'in', [...kinds])
    .where('dead', '=', false)
    .execute()
}

/** The letters that carry what these would have shown. */
async function carriersOf(tx: Tx, { refs, kinds }: Pick<Change, 'refs' | 'kinds'>): Promise<string[]> {
  const rows = await tx
    .selectFrom('letters_letters')
    .select('code')
    .distinct()
    .where('ref', 'in', [...refs])
    .where('kind', 'in', [...kinds])
    .where(sql<boolean>`code like 'covered:%'`)
    .execute()
  return rows.map(({ code }) => String(code).slice('covered:'.length))
}

const AT_ONCE = sql<Temporal.Instant>`'epoch'::timestamptz`

/** One paint carries what is owed already too, at the time of whichever waits less. */
function gathered(by: Temporal.Instant) {
  return sql<Temporal.Instant>`case when wanted > shown then least(gathers_until, ${by}) else ${by} end`
}

/** Takes cards whose paint is owed and may be made now; `look_at` moves ahead so that nobody else paints them. */
export async function takeOwed(db: Db, now: Temporal.Instant, most: number): Promise<LetterId[]> {
  const { rows } = await sql<{ letter_id: string }>`
    update letters_cards set look_at = clock_timestamp() + interval '30 seconds'
    where letter_id in (
      select letter_id from letters_cards
      where wanted > shown and not dead and message_id is not null and look_at <= clock_timestamp()
        and gathers_until <= ${now}
      order by look_at limit ${most} for update skip locked
    ) returning letter_id`.execute(db)
  return rows.map((row) => LetterId.parse(row.letter_id))
}

/** Lets an owed paint rest; a failed one counts, and the card is dead when there is no next try. */
export async function rest(
  db: Db,
  letter: LetterId,
  how: { ms: number; failed: boolean; dead: boolean },
): Promise<void> {
  await db
    .updateTable('letters_cards')
    .set((eb) => ({
      attempts: how.failed ? eb('attempts', '+', 1) : eb.ref('attempts'),
      // What is dead stays so: its recall may have landed meanwhile.
      dead: how.dead ? true : eb.ref('dead'),
      look_at: notBefore(how.ms),
    }))
    .where('letter_id', '=', letter)
    .execute()
}

/** Feishu reverts a card that is patched before, or together with, the answer to a click on it. */
export function notBefore(ms: number) {
  return sql<Temporal.Instant>`greatest(
    clock_timestamp() + ${ms} * interval '1 millisecond', clicked_at + interval '1 second')`
}

/**
 * Notes a click on a card, which nobody else changes until the transaction ends. Until `answered` says that the answer was handed over, a
 * paint is owed, so that a crash in between cannot leave an old card behind. True when clicks overlap.
 */
export async function clicked(
  tx: Tx,
  letter: LetterId,
  messageId: MessageId,
): Promise<{ wanted: number; overlaps: boolean } | undefined> {
  const { rows } = await sql<{ wanted: number; overlaps: boolean }>`
    with before as (select letter_id, clicked_at from letters_cards where letter_id = ${letter} for update)
    update letters_cards c
    set message_id = coalesce(c.message_id, ${messageId}),
        wanted = c.wanted + 1,
        painted = null,
        clicked_at = clock_timestamp(),
        gathers_until = 'epoch',
        look_at = greatest(c.look_at, clock_timestamp() + interval '4 seconds')
    from before
    where c.letter_id = before.letter_id and coalesce(c.message_id, ${messageId}) = ${messageId}
    returning c.wanted, coalesce(before.clicked_at > clock_timestamp() - interval '3 seconds', false) as overlaps`.execute(
    tx,
  )
  return rows[0]
}

/**
 * The answer to a click was handed over: the card shows it, unless something newer is wanted by now, or a PATCH may land
 * after it.
 */
export async function answered(
  db: Db,
  letter: LetterId,
  shown: { wanted: number; hash: string },
): Promise<void> {
  await db
    .updateTable('letters_cards')
    .set({
      shown: shown.wanted,
      painted: shown.hash,
      look_at: sql<Temporal.Instant>`clock_timestamp() + interval '1 second'`,
    })
    .where('letter_id', '=', letter)
    .where('shown', '<', shown.wanted)
    .where('patch_at', 'is', null)
    .where('unsure_until', '<=', sql<Temporal.Instant>`clock_timestamp()`)
    .execute()
}

/**
 * Owes a paint to whatever was pressed within so many milliseconds before this moment or, with `lastPress`, before the
 * last press of all: its answer may have been lost with the connection. Locked in one order, as whoever does the same.
 */
export async function doubt(tx: Tx, within: { ms: number; before: 'now' | 'lastPress' }): Promise<void> {
  const until =
    within.before === 'now' ? sql`clock_timestamp()` : sql`(select max(clicked_at) from letters_cards)`
  await sql`
    update letters_cards set wanted = wanted + 1, painted = null, gathers_until = ${AT_ONCE}
    where letter_id in (
      select letter_id from letters_cards
      where not dead and clicked_at > ${until} - ${within.ms} * interval '1 millisecond'
      order by letter_id for update
    )`.execute(tx)
}

/** Whether the paint of any card is owed, be it resting or not. */
export async function anyOwed(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('letters_cards')
    .select('letter_id')
    .whereRef('wanted', '>', 'shown')
    .where('dead', '=', false)
    .where('message_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
