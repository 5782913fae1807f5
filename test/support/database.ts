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
  await copy({ source, name })
  const url = databaseAt(server(), name)
  const db = openDb(url)
  const drop = async () => {
    await db.destroy()
    await onServer(`drop database ${name} with (force)`)
  }
  return Object.assign(db, { url, [Symbol.asyncDispose]: drop })
}

const templates = new Map<string, Promise<string>>()

/** The template with this content; one whose making failed is made anew. */
function filled({ parts, fill }: Content): Promise<string> {
  const name = `zhibu_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`
  const made = templates.get(name) ?? makeTemplate(name, fill)
  templates.set(name, made)
  made.catch(() => templates.delete(name))
  return made
}

/** Whoever comes while another worker makes it waits. */
async function makeTemplate(name: string, fill: Content['fill']): Promise<string> {
  const client = new pg.Client({ connectionString: server() })
  await client.connect()
  try {
    // The lock goes with the session.
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 1) return name
    const draft = `${name}_${randomBytes(3).toString('hex')}`
    await copy({ source: TEMPLATE, name: draft })
    {
      // Nobody may be connected to what is renamed and copied.
      await using db = openDb(databaseAt(server(), draft))
      await fill(db)
    }
    await client.query(`alter database ${draft} rename to ${name}`)
    return name
  } finally {
    await client.end()
  }
}

/** Copied as files: block by block through the log it costs three times as much. */
async function copy({ source, name }: { source: string; name: string }): Promise<void> {
  await onServer(`create database ${name} template ${source} strategy file_copy`)
}

let sessions: pg.Pool | undefined

/** One session makes and drops the databases of all tests of a worker: to open one costs as much as a copy. */
async function onServer(statement: string): Promise<void> {
  sessions ??= openSessions()
  await sessions.query(statement)
}

function openSessions(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: server(),
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  })
  // The server may be stopped before its workers end.
  return pool.on('error', () => undefined)
}

function server(): string {
  const url = inject('postgresUrl')
  if (url) return url
  throw new Error('no test servers: run `npm test -- PATH`, or vitest with --config config/vitest.config.ts')
}
