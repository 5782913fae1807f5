import { type Kysely, sql } from 'kysely'

/** What a meeting is called by itself, and what each is called that it took in, are kept apart. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table meetings_meetings add column titles text[]`.execute(db)
  await sql`update meetings_meetings set titles = array[title]`.execute(db)
  // What was taken in by one that was then taken in itself belongs to both.
  const { rows } = await sql<{ id: string; title: string; absorbed: string[] }>`
    select kept.id, kept.title, array_agg(taken.title) as absorbed
    from meetings_meetings kept
    join meetings_meetings taken on taken.id <> kept.id and (
      taken.merged_into = kept.id or exists (
        select from meetings_mergings m where m.kept_id = kept.id and taken.id in (m.one_id, m.other_id)))
    group by kept.id`.execute(db)
  for (const { id, title, absorbed } of rows)
    await sql`update meetings_meetings set titles = ${partsOf(title, absorbed)} where id = ${id}`.execute(db)
  await sql`alter table meetings_meetings alter column titles set not null`.execute(db)
}

/** A title is cut only where one that was taken in begins or ends: 暨 may be a word of its own. */
function partsOf(title: string, absorbed: readonly string[]): string[] {
  const cuts = absorbed.flatMap((one) => {
    const begins = title.search(new RegExp(`暨${RegExp.escape(one)}(?=暨|$)`))
    return begins === -1 ? [] : [begins, begins + 1 + one.length]
  })
  const bounds = [...new Set([0, ...cuts, title.length])].toSorted((a, b) => a - b)
  return bounds.slice(0, -1).map((from, n) => title.slice(n === 0 ? from : from + 1, bounds[n + 1]))
}
