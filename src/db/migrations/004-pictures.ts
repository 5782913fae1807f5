import { type Kysely, sql } from 'kysely'

/** Changes while a letter is on its way; what people send as pictures, and the messages that a draft came from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...letters, ...pictures, ...reports]) await sql.raw(statement).execute(db)
}

const letters = [
  `alter table letters_letters add changed boolean not null default false`,
  `create index letters_open_ref on letters_letters (ref) where ended is null`,
]

const pictures = [
  `create table pictures_pictures (
    id uuid primary key default gen_random_uuid(),
    message_id text not null,
    source_key text not null,
    ref text not null,
    image_key text,
    attempts int not null default 0,
    look_at timestamptz not null default 'epoch',
    ended text check (ended in ('here', 'failed', 'dropped')),
    ended_at timestamptz,
    code text,
    unique (message_id, source_key),
    check ((ended is null) = (ended_at is null)),
    check ((ended is not distinct from 'here') = (image_key is not null)))`,
  `create index pictures_open on pictures_pictures (look_at) where ended is null`,
]

const reports = [
  `alter table reports_drafts add sources text[] not null default '{}'`,
  `update reports_drafts set sources = array[source] where source is not null`,
  `alter table reports_drafts drop column source`,
  `alter table reports_drafts drop constraint reports_drafts_state_check`,
  `alter table reports_drafts add constraint reports_drafts_state_check
    check (state in ('open', 'submitted', 'dropped', 'withdrawn'))`,
]
