import type { Entry, TableFault } from '../types.ts'

/** A day as the notice writes it: mostly without its year, and the end of a span without its month. */
export type DaySaid = {
  year: number | null
  month: number
  day: number
  weekday: number | null
  text: string
}

/**
 * Days of which a sentence says one thing: `off` 放假, `work` 上班, `moved` the weekend days whose rest is moved, `target`
 * those to which it is moved.
 */
export type Part = {
  line: number
  kind: Entry['kind'] | 'moved' | 'target'
  /** Of the holiday whose paragraph it is; empty outside every one. */
  name: string
  spans: { from: DaySaid; to: DaySaid }[]
}

/** 「共3天」, in the paragraph of that holiday. */
export type Count = { line: number; name: string; days: number }

/** What a notice says, before its year is known. */
export type Said = { year: number | null; parts: Part[]; counts: Count[]; faults: TableFault[] }
