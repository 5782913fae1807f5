import { type Kysely, sql } from 'kysely'

/** Changes while a letter is on its way; what people send as pictures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...letters]) await sql.raw(statement).execute(db)
}

const letters = [
  `alter table letters_letters add changed boolean not null default false`,
  `create index letters_open_ref on letters_letters (ref) where ended is null`,
]
