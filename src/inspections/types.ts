import type { BranchId, MemberId, VisitId } from '../ids.ts'

/**
 * Where an inspection stands: `submitted` the secretary is to confirm the sheet or to object, `objected` the inspector is
 * to answer, `kept` the inspector kept the sheet with a word, `tacit` nobody said anything in time.
 */
export const STAGES = ['planned', 'submitted', 'objected', 'kept', 'confirmed', 'tacit'] as const
export type Stage = (typeof STAGES)[number]

/**
 * What moves it on: `submit` the inspector hands in a sheet, `confirm` and `object` by the secretary, `keep` the inspector
 * keeps the sheet against an objection, `lapse` the last day has passed.
 */
export const MOVES = ['submit', 'confirm', 'object', 'keep', 'lapse'] as const
export type Move = (typeof MOVES)[number]

/** An inspection 督查 of a branch in a term. The words of this feature are in its README.md. */
export type Visit = {
  id: VisitId
  term: string
  branch: BranchId
  inspector: MemberId
  day: Temporal.PlainDate
  /** Counts the changes of inspector and day, from 1. */
  revision: number
  stage: Stage
  /** The last day on which the sheet is confirmed or objected to; null: nobody is asked. */
  answerBy: Temporal.PlainDate | null
  /** Counts how often the branch was asked to confirm. */
  asked: number
}

/** Somebody who may be drawn: `branches` null: for any but the own; `load`: the visits that stay theirs this term. */
export type Candidate = { who: MemberId; own: BranchId; branches: readonly BranchId[] | null; load: number }

/** The items of a sheet that the bot counts, and all of them, in their order. (domain §2.7) */
export const COUNTED = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const
export type CountedItem = (typeof COUNTED)[number]
export const ITEMS = [...COUNTED, 'I11', 'I12', 'I13', 'I14'] as const
export type Item = (typeof ITEMS)[number]

/** 达标, 基本达标, 未达标, 不适用. */
export const VERDICTS = ['met', 'partly', 'unmet', 'none'] as const
export type Verdict = (typeof VERDICTS)[number]
