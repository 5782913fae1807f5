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
