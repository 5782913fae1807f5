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
