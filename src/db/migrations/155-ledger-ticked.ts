import { type Kysely, sql } from 'kysely'

/** What was done elsewhere is done, also where it was asked for here and is not asked for any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function ledger_state(waived timestamptz, ticked timestamptz, request text, read boolean)
      returns text language sql immutable as $$
      select case
        when waived is not null then 'waived'
        when ticked is not null or request = 'approved' then 'done'
        when request = 'waived' then 'waived'
        when request in ('submitted', 'notHeld') then case when read then 'handedIn' else 'done' end
        when request = 'returned' then 'returned'
        else 'open' end $$`.execute(db)
}
