import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/tables.ts'
import { databaseAt, TEMPLATE } from './servers.ts'

/** What a database holds from the start; `parts` are all that it depends on, beside the code of this run. */
export type Content = { parts: unknown[]; fill(db: Db): Promise<void> }

/**
 * A database of its own with all tables; `await using` drops it. Without content it has no rows; with content it is
 * filled for the first test that asks, and copied for every other test of the run that asks for the same parts.
 */
export async function aDatabase(content?: Content): Promise<Db & AsyncDisposable & { url: string }> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const source = content === undefined ? TEMPLATE : await filled(content)
  await withServer((client) => copy(client, { source, name }))
  const url = databaseAt(server(), name)
  const db = openDb(url)
  const drop = async () => {
    await db.destroy()
    await withServer((client) => client.query(`drop database ${name} with (force)`))
  }
  return Object.assign(db, { url, [Symbol.asyncDispose]: drop })
}

/** The template with this content. Whoever comes while it is made waits; one whose making failed is made anew. */
async function filled({ parts, fill }: Content): Promise<string> {
  const name = `zhibu_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`
  await withServer(async (client) => {
    // The lock goes with the session.
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 1) return
    const draft = `${name}_${randomBytes(3).toString('hex')}`
    await copy(client, { source: TEMPLATE, name: draft })
    {
      // Nobody may be connected to what is renamed and copied.
      await using db = openDb(databaseAt(server(), draft))
      await fill(db)
    }
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

async function copy(client: pg.Client, { source, name }: { source: string; name: string }): Promise<void> {
  await client.query(`create database ${name} template ${source} strategy file_copy`)
}

async function withServer(talk: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server() })
  await client.connect()
  try {
    await talk(client)
  } finally {
    await client.end()
  }
}

function server(): string {
  const url = inject('postgresUrl')
  if (url) return url
  throw new Error('no test servers: run `npm test -- PATH`, or vitest with --config config/vitest.config.ts')
}
