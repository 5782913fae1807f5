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
