import type { Definition, Step } from '../types.ts'
import type { BranchId, LedgerDraftId, MemberId, ProgrammeId } from '../../ids.ts'
import type { Branch } from '../../roster/types.ts'
import type { Seen } from '../../time/read/types.ts'
import type { StepRefusal } from '../steps/types.ts'

/** What a workbook said that is done already; `on` is the day that stands there. */
export type Done = { row: string; step: string; on: Temporal.PlainDate | null }

/** What was understood of a workbook, and what was not. */
export type Found = {
  of: 'branches' | 'people' | 'projects'
  rows: number
  missing: BranchId[]
  /** Lines without a row, and what stands in them. */
  unknown: { line: number; said: string }[]
  attributes: string[]
  /** Cells of steps that are neither a mark nor a day. */
  unread: { line: number; said: string }[]
}

/** A programme as far as it is made. */
export type Draft = {
  title: string
  rows: Definition['rows'] | null
  digest: Definition['digest']
  steps: Step[]
  found: Found | null
  done: Done[]
}

/** A draft from which a programme can be made. */
export type Complete = Draft & { rows: Definition['rows'] }

/** What was typed and chosen in a form, kept while it cannot be understood. */
export type Filled = Record<string, string>

/** What the card of a draft has open: title and rows; a step; several at once; days that are missing; their order. */
export const PANELS = ['facts', 'step', 'paste', 'days', 'arrange'] as const
export type Panel = (typeof PANELS)[number]

/** Why nothing was made of what was sent as a workbook, or that something is awaited. */
export const READ_REFUSALS = [
  'notFetched',
  'notXlsx',
  'broken',
  'tooMany',
  'noHeadings',
  'noRows',
  'noColumns',
] as const
export type ReadRefusal = (typeof READ_REFUSALS)[number]

/**
 * How far it has come: what its card shows. `said` is what is still wrong with what was filled in; `editing` the step whose
 * form is open, if it is no new one.
 */
export type Stage =
  | { at: 'awaiting'; refusal: ReadRefusal | null }
  | { at: 'reading'; file: string; name: string; isHere: boolean }
  | { at: 'edit'; draft: Draft; panel: Panel; editing: string | null; filled: Filled; said: string | null }
  | { at: 'preview'; draft: Complete }
  | { at: 'made'; programme: ProgrammeId; title: string }
  | { at: 'dropped' }

/** A person who makes a programme: one card. */
export type Dialogue = { id: LedgerDraftId; by: MemberId; stage: Stage }

/** Why a programme is not made, or a change of its draft is not taken. */
export type Refusal =
  | StepRefusal
  | 'mayNot'
  | 'already'
  | 'noTitle'
  | 'noRows'
  | 'noBranches'
  | 'unknownBranch'
  | 'noSteps'
  | 'tooManySteps'
  | 'unread'
  | 'undated'
  | 'noPerson'
  | 'afterGone'
  | 'faulty'

/** The draft with what was filled in, as far as it makes sense, and what is wrong with the rest. */
export type Taken = { draft: Draft; refusal: Refusal | null; said?: string; left: Filled }

/** What is known where a draft is read. */
export type Knows = { seen: Seen; branches: readonly Branch[]; templates: readonly string[] }

/** What the preview shows of what will be asked. */
export type Preview = {
  rows: number
  cells: number
  done: number
  /** The first days on which something is due, and how many cells are. */
  dues: { day: Temporal.PlainDate; cells: number }[]
  /** Cells whose day is over. */
  late: number
  /** How many people are asked within thirty days. */
  people: number
  /** Rows for which nobody can be asked. */
  ownerless: number
}

/** Everything that the card of a draft shows at this moment. */
export type DialogueView = {
  dialogue: Dialogue
  knows: Knows
  today: Temporal.PlainDate
  /** What the preview shows; null at every other stage. */
  preview: Preview | null
}
