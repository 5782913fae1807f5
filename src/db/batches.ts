type Asked<T> = { one: T; done: PromiseWithResolvers<void> }

/**
 * Does at once what is asked for one by one: whoever asks while a batch is under way is in the next. One that fails takes no
 * other with it.
 */
export class Batches<T> {
  readonly #work: (all: readonly T[]) => Promise<void>
  readonly #most: number
  readonly #waiting: Asked<T>[] = []
  #free: number

  /** `most` are in a batch; `atOnce` batches are under way at a time. */
  constructor(
    work: (all: readonly T[]) => Promise<void>,
    { most, atOnce }: { most: number; atOnce: number },
  ) {
    this.#work = work
    this.#most = most
    this.#free = atOnce
  }

  /** Resolves, or throws, when it is done. */
  add(one: T): Promise<void> {
    const done = Promise.withResolvers<void>()
    this.#waiting.push({ one, done })
    // Whoever asks in the same breath comes along.
    setImmediate(() => void this.#run())
    return done.promise
  }

  async #run(): Promise<void> {
    if (this.#free === 0) return
    this.#free -= 1
    while (this.#waiting.length > 0) await this.#doAll(this.#waiting.splice(0, this.#most))
    this.#free += 1
  }

  async #doAll(all: readonly Asked<T>[]): Promise<void> {
    try {
      await this.#work(all.map(({ one }) => one))
      for (const { done } of all) done.resolve()
    } catch (thrown) {
      if (all.length === 1) all[0]?.done.reject(thrown)
      else for (const one of all) await this.#doAll([one])
    }
  }
}
