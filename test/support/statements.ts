import pg from 'pg'
import { expect, vi } from 'vitest'

/** What is sent to PostgreSQL while `work` is done and until `enough` was sent, statement by statement. */
export async function statementsOf<T>(
  work: () => Promise<T>,
  enough: (sent: readonly string[]) => boolean,
): Promise<{ answer: T; sent: string[] }> {
  const sent: string[] = []
  const query = pg.Client.prototype.query
  const heard = vi.spyOn(pg.Client.prototype, 'query')
  heard.mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    sent.push(textIn(args[0]))
    return Reflect.apply(query, this, args)
  })
  try {
    const answer = await work()
    await expect.poll(() => enough(sent)).toBe(true)
    return { answer, sent }
  } finally {
    heard.mockRestore()
  }
}

function textIn(statement: unknown): string {
  const given = typeof statement === 'object' && statement !== null && 'text' in statement
  return String(given ? statement.text : statement)
}

/** A statement as it is sent, with what it is sent with. */
export type Call = { text: string; values: unknown[] }

/** What is asked of PostgreSQL while `work` is done, each with its values. */
export async function callsOf(work: () => Promise<void>): Promise<{ calls: Call[] }> {
  const calls: Call[] = []
  const query = pg.Client.prototype.query
  const heard = vi.spyOn(pg.Client.prototype, 'query')
  heard.mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    calls.push({ text: textIn(args[0]), values: valuesIn(args) })
    return Reflect.apply(query, this, args)
  })
  try {
    await work()
    return { calls }
  } finally {
    heard.mockRestore()
  }
}

function valuesIn([statement, values]: unknown[]): unknown[] {
  const own =
    typeof statement === 'object' && statement !== null && 'values' in statement ? statement.values : values
  return Array.isArray(own) ? own : []
}
