import type { MemberId } from '../../ids.ts'
import type { Duty, Facts, Figures, Gap, Part, Progress } from '../../measures/types.ts'

/** What a branch amounts to, or what the college itself held, as the sheets tell it. */
export type Counted = {
  name: string
  facts: Facts
  figures: Figures
  gaps: readonly Gap[]
  cadence: readonly { duty: Duty; windows: readonly Progress[] }[]
  /** What the groups are called. */
  groups: ReadonlyMap<string, string>
  /** Null: numbers alone. */
  people: readonly Somebody[] | null
}

/** A person in the sittings of a branch. */
export type Somebody = {
  member: MemberId
  name: string
  group: string
  type: string
  figures: Figures
  parts: readonly Part[]
}

/** What is said of the file itself. */
export type About = {
  title: string
  days: { from: Temporal.PlainDate; to: Temporal.PlainDate }
  asOf: Temporal.Instant
  by: string
  at: Temporal.Instant
  zone: string
  named: boolean
}

/** A file that was made. */
export type Made = { name: string; type: 'xlsx' | 'zip'; bytes: Buffer }
