import { type Kysely, sql } from 'kysely'

/** For which office a meeting's host leads it; null: as the person who is named. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table meetings_meetings add column host_office text
    check (host_office in ('leader', 'secretary', 'admin'))`.execute(db)
  await sql`
    update meetings_meetings m set host_office = case office.office when '支部书记' then 'secretary' else 'leader' end
    from roster_offices office where office.member_id = m.host_id
      and ((office.office = '党小组组长' and office.scope = m.group_id)
        or (office.office = '支部书记' and office.scope = m.branch_id))`.execute(db)
}
