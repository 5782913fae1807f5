/** An expected failure of set-up or use: says what is wrong and, in `cure`, what to do about it. */
export class Fault extends Error {
  override name = 'Fault'
  readonly cure: string

  constructor(message: string, more: { cure: string; cause?: unknown }) {
    super(message, more.cause === undefined ? {} : { cause: more.cause })
    this.cure = more.cure
  }
}

/** The message of anything thrown, for a log line or an `error` column. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
