import { type Kysely, sql } from 'kysely'

/** Files that the bot makes: what is asked for, and what came of it; scans that come back to a record. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table files_files drop constraint files_files_kind_check`,
  `alter table files_files add constraint files_files_kind_check check (kind in ('picture', 'file', 'made'))`,
  `alter table files_files drop constraint files_files_check`,
  `alter table files_files add check ((kind <> 'picture') = (name is not null))`,
  `alter table files_files drop constraint files_files_check3`,
  `alter table files_files add check (ended is distinct from 'here' or (kind = 'picture' and image_key is not null)
    or (kind <> 'picture' and sha256 is not null and type is not null and size is not null))`,
  `alter table files_files alter message_id drop not null, alter source_key drop not null`,
  `alter table files_files add check (kind = 'made' or (message_id is not null and source_key is not null))`,
  `create table reports_exports (
    id uuid primary key default gen_random_uuid(),
    request_id text references reports_requests,
    batch text,
    branch_id text references roster_branches,
    term text,
    member_id text not null references roster_members,
    asked_at timestamptz not null,
    attempts int not null default 0,
    look_at timestamptz not null default 'epoch',
    ended text check (ended in ('done', 'failed')),
    ended_at timestamptz,
    filed int,
    missing int,
    check ((ended is null) = (ended_at is null)),
    check ((request_id is not null) = (batch is null)),
    check ((batch is null) = (term is null)))`,
  `create unique index reports_exports_batch on reports_exports (batch, branch_id) nulls not distinct
    where batch is not null`,
  `create index reports_exports_open on reports_exports (look_at) where ended is null`,
  `create index reports_exports_request on reports_exports (request_id, member_id)`,
  `create table reports_scans (
    request_id text not null references reports_requests,
    file_id uuid not null,
    by_id text not null references roster_members,
    at timestamptz not null,
    primary key (request_id, file_id))`,
]
