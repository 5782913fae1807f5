import type { MeetingRecord, Span } from '../types.ts'

/** What is looked at for clashes: a meeting as it is booked, or as it would be. */
export type Sitting = Pick<
  MeetingRecord,
  'id' | 'branch' | 'types' | 'audience' | 'startsAt' | 'endsAt' | 'zone' | 'place' | 'host' | 'observers'
>

/** A booked meeting that cannot take place beside the sitting. */
export type Clash = Span & {
  /** The title; of another branch's meeting only whose it is. */
  called: string
  /** How many people would have to be in both; never who. */
  people: number
  /** Whether the reader is one of them. */
  withReader: boolean
  samePlace: boolean
}

/**
 * What stands against a sitting, in order of time, and up to three times at which nothing would; `together`: the titles of
 * what would be one sitting with it; `again`: against a record of the past, what is written down of that day that may be
 * the same.
 */
export type Clashes = {
  found: readonly Clash[]
  free: readonly Span[]
  together: readonly string[]
  again: readonly Written[]
}

/** A meeting that is written down already, by its title. */
export type Written = Span & Pick<Clash, 'called'>
