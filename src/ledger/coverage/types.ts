import type { CYCLES } from '../../../config/college/programmes.ts'
import type { ProgrammeId } from '../../ids.ts'

/** What is counted of a programme's rows and cells as of a day. */
export type Counts = {
  rows: number
  /** Rows of which each cell is done or waived; in what follows, both are done. */
  complete: number
  /** Rows of which each cell is done that need not wait for another: a project has begun. */
  covered: number
  /** Rows of which something is late. */
  late: number
  /** All cells. */
  all: Share
  /** Cells of steps that are done once and need not wait for another. */
  first: Share
  /** Cells of steps that are done once and whose day is over. */
  over: Share
  /** Cells of steps that come again. */
  again: Share
  /** Those of them whose day is over. */
  againOver: number
}

/** So many cells, and so many of them done. */
export type Share = { cells: number; done: number }

/** The round in which a step that comes again is on a day. */
export type RoundCounts = {
  step: string
  from: Temporal.PlainDate
  until: Temporal.PlainDate
  cells: number
  done: number
}

export type Cycle = (typeof CYCLES)[number]

/** Shares of the time, in per cent, at which an administrator hears that a programme is behind. */
export const MARKS = [50, 75, 90] as const
export type Mark = (typeof MARKS)[number]

/** How far a programme is, against its time. */
export type Coverage = {
  programme: ProgrammeId
  /** As it is called for short. */
  title: string
  counts: Counts
  /** Of its first step that comes again; null: none is on. */
  round: (RoundCounts & { every: Cycle }) | null
  /** Rows that are done, or of a programme that runs over a time of its own, that have begun. */
  far: number
  /** The share of its cells that is done, and of its days that is over, in per cent, rounded down. */
  share: number
  time: number
  behind: boolean
}

/** A programme in one line. */
export type Line = {
  programme: ProgrammeId
  title: string
  text: string
  tone: 'behind' | 'fine'
  /** Rows of which something is late. */
  late: number
}
