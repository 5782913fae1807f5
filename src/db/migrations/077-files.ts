import { type Kysely, sql } from 'kysely'

/** What people send is kept as bytes in the data folder, files as well as pictures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table pictures_pictures rename to files_files`,
  `alter index pictures_open rename to files_open`,
  `alter table files_files drop constraint pictures_pictures_check1`,
  `alter table files_files
    add kind text not null default 'picture' check (kind in ('picture', 'file')),
    add name text,
    add type text,
    add size int,
    add sha256 text,
    add source_sha256 text,
    add check ((kind = 'file') = (name is not null)),
    add check (image_key is null or (kind = 'picture' and ended = 'here')),
    add check (sha256 is null or ended = 'here'),
    add check (ended is distinct from 'here' or (kind = 'picture' and image_key is not null)
      or (kind = 'file' and sha256 is not null and type is not null and size is not null))`,
  `alter table files_files alter kind drop default`,
  `create index files_bytes on files_files (sha256) where sha256 is not null`,
  `create index files_message on files_files (message_id)`,
]
