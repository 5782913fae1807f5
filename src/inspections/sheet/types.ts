import { z } from 'zod'
import { type Item, ITEMS, VERDICTS, type Verdict } from '../types.ts'

const Day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))

/** What is to be put right 整改, and by which day. */
export const Remedy = z.object({ what: z.string(), dueOn: Day })
export type Remedy = z.output<typeof Remedy>

/** What was entered of a sheet 督查表: marks that differ from the counts, and a remedy that is being written. */
export const Draft = z.object({
  marks: z.partialRecord(z.enum(ITEMS), z.enum(VERDICTS)).default({}),
  /** What items without a mark get. */
  rest: z.enum(VERDICTS).nullable().default(null),
  /** The two comments: on content 内容, on procedure design 流程. (domain §1D, row 33) */
  content: z.string().default(''),
  procedure: z.string().default(''),
  remark: z.string().default(''),
  remedies: z.array(Remedy).default([]),
  remedy: z.string().default(''),
  remedyDay: Day.nullable().default(null),
})
export type Draft = z.output<typeof Draft>

/** An item as it was handed in; `counted`: what the bot had counted, in words, and what followed from it. */
const Mark = z.object({
  verdict: z.enum(VERDICTS),
  counted: z.object({ verdict: z.enum(VERDICTS).nullable(), said: z.string() }).nullable(),
})
export type Mark = z.output<typeof Mark>

/** A sheet as it was handed in. */
export const Sheet = z.object({
  marks: z.record(z.enum(ITEMS), Mark),
  content: z.string(),
  procedure: z.string(),
  remark: z.string(),
  remedies: z.array(Remedy),
})
export type Sheet = z.output<typeof Sheet>

/** A version of a sheet, `n` from 1. */
export type Version = Sheet & { n: number; at: Temporal.Instant }

/** What stands on the form for an item: the mark, what was counted in words, and whether anything follows from it. */
export type Entry = { item: Item; chosen: Verdict | null; said: string | null; isEnough: boolean }

/** What a press brings: what was filled in; a field that did not come stays as it is. */
export type Filled = Partial<Omit<Draft, 'remedies'>>

/** Why a sheet is not written, shown or handed in. */
export type Refusal =
  | 'notInspector'
  | 'notYourBranch'
  | 'ownBranch'
  | 'moved'
  | 'unmarked'
  | 'noComments'
  | 'noRemedy'
  | 'noRemedyDay'
  | 'tooSoon'
  | 'tooManyRemedies'
  | 'noSuchRemedy'
