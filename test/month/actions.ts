/** Something that somebody does at that moment. */
export type Action = { at: Temporal.Instant; act(): Promise<void> }

/** What people have in mind, in order of time. */
export type Actions = {
  add(actions: readonly Action[]): void
  next(): Temporal.Instant | null
  /** Does what is due, in order. */
  doUntil(now: Temporal.Instant): Promise<void>
}

export function openDeeds(): Actions {
  let planned: Action[] = []
  return {
    add(actions) {
      planned = [...planned, ...actions].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    },
    next: () => planned[0]?.at ?? null,
    async doUntil(now) {
      const due = planned.filter(({ at }) => Temporal.Instant.compare(at, now) <= 0)
      planned = planned.slice(due.length)
      for (const { act } of due) await act()
    },
  }
}
