import type { CYCLES } from '../../../config/college/programmes.ts'
import type { ProgrammeId } from '../../ids.ts'

/** What is counted of a programme's rows and cells as of a day. */
export type Counts = {
  rows: number
  /** Rows of which each cell is done or waived. */
  complete: number
  /** Rows of which something is late. */
  late: number
  cells: number
  /** Cells that are done or waived. */
  done: number
  /** Cells of steps that are done once: their days may not be known yet. */
  once: number
  /** Cells of rounds whose day is over. */
  roundsOver: number
  /** Whether something is left that its owner was asked for, or may do at any time. */
  asked: boolean
}

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
  /** The share of its days that is over, in per cent, rounded down. */
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
