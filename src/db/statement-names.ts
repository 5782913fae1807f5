/** So many statements are kept prepared on a connection; each costs the server memory there. */
const MOST = 300
/** A list of values of another length is another statement: what comes once is not worth a name. */
const USES = 3

/**
 * Names the statements that come again and again, so that each connection parses and plans them once. The same text has the
 * same name on all connections.
 */
export class StatementNames {
  #turn = 0
  #uses = new Map<string, number>()
  #names = new Map<string, string>()

  /** The name of a statement; undefined while it has none. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= MOST) return known
    const uses = (this.#uses.get(text) ?? 0) + 1
    if (uses < USES) {
      if (this.#uses.size >= MOST) this.#uses.clear()
      this.#uses.set(text, uses)
      return undefined
    }
    this.#uses.delete(text)
    const name = `z${this.#turn}_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }

  /** Gives other names from here on: what is prepared under those until now fits the tables no more. */
  renew(): void {
    this.#turn += 1
    this.#names.clear()
  }
}
