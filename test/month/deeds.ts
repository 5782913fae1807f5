/** Something that somebody does at that moment. */
export type Deed = { at: Temporal.Instant; act(): Promise<void> }

/** What people have in mind, in order of time. */
export type Deeds = {
  add(deeds: readonly Deed[]): void
  next(): Temporal.Instant | null
  /** Does what is due, in order. */
  doUntil(now: Temporal.Instant): Promise<void>
}

export function openDeeds(): Deeds {
  let planned: Deed[] = []
  return {
    add(deeds) {
      planned = [...planned, ...deeds].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    },
    next: () => planned[0]?.at ?? null,
    async doUntil(now) {
      const due = planned.filter(({ at }) => Temporal.Instant.compare(at, now) <= 0)
      planned = planned.slice(due.length)
      for (const { act } of due) await act()
    },
  }
}
