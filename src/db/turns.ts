import { AsyncLocalStorage } from 'node:async_hooks'

const urgent = new AsyncLocalStorage<true>()

/** Connections beside those that are lent in turn. */
export const RESERVE = 2

/** Lets what `fn` asks of the records pass whoever waits for a connection: for one short statement. */
export function urgently<T>(fn: () => Promise<T>): Promise<T> {
  return urgent.run(true, fn)
}

/**
 * Gives so many turns at a time. Whoever comes later waits in order of coming, for as long as it takes: who has a turn is
 * held to the limits of the records, and to wait behind a crowd is no failure.
 */
export class Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  /** Resolves when it is one's turn, with what gives it back. */
  async take(): Promise<() => void> {
    if (urgent.getStore() === true) return passed
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return () => this.#give()
  }

  #give(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free += 1
    else next()
  }
}

function passed(): void {
  // An urgent statement took nobody's turn.
}
