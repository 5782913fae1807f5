/** An expected failure of set-up or use: says what is wrong and, in `cure`, what to do about it. */
export class Fault extends Error {
  override name = 'Fault'
  readonly cure: string

  constructor(message: string, more: { cure: string; cause?: unknown }) {
    super(message, more.cause === undefined ? {} : { cause: more.cause })
    this.cure = more.cure
  }
}

/**
 * Thrown when what is asked for speaks of something that does not exist (any more), such as a button of an earlier
 * version: to try again would not help.
 */
export class Unfit extends Error {
  override name = 'Unfit'
}

/** Says that the records cannot be reached, and what to look at. */
export function recordsAway(cause: unknown): Fault {
  return new Fault(`连接不上 PostgreSQL：${messageOf(cause)}`, {
    cure: '请确认 PostgreSQL 正在运行，且 DATABASE_URL 的地址、端口、用户名、口令和库名无误，然后再启动。',
    cause,
  })
}

/** Says that a pooler stands before the records, and what to write instead. */
export function poolerBetween(cause: unknown): Fault {
  return new Fault(`DATABASE_URL 指向连接池（如 PgBouncer），不能使用：${messageOf(cause)}`, {
    cure: '请把 DATABASE_URL 改为 PostgreSQL 本身的地址和端口（通常是 5432），再启动；程序自带连接池。',
    cause,
  })
}

/** The message of anything thrown, for a log line or an `error` column. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** The code of a failed call of the system, such as ENOENT; else the kind of error. */
export function codeOf(thrown: unknown): string {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  if (typeof code === 'string') return code
  return thrown instanceof Error ? thrown.name : 'unknown'
}
