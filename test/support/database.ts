import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/tables.ts'
import { databaseAt, template } from './servers.ts'

/** A database of its own with all tables and no rows; `await using` drops it. */
export async function aDatabase(): Promise<Db & AsyncDisposable & { url: string }> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await command(`create database ${name} template ${template}`)
  const url = databaseAt(server(), name)
  const db = openDb(url)
  const drop = async () => {
    await db.destroy()
    await command(`drop database ${name} with (force)`)
  }
  return Object.assign(db, { url, [Symbol.asyncDispose]: drop })
}

async function command(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server() })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function server(): string {
  const url = inject('postgresUrl')
  if (url) return url
  throw new Error('no test servers: run `npm test -- PATH`, or vitest with --config config/vitest.config.ts')
}
