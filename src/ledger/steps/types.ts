import type { Seen } from '../../time/read/types.ts'
import type { Step } from '../types.ts'

/** From where steps are read: this moment, the year that the programme is of, and the steps that stand before. */
export type From = { seen: Seen; year: number | null; before: readonly Step[] }

/** Kinds of schedule that a form offers. */
export const WHENS = ['day', 'P1M', 'P3M', 'P6M', 'term', 'year', 'afterDays', 'afterWorkdays'] as const
export type When = (typeof WHENS)[number]

/** Why a step that was filled in is not taken. */
export type StepRefusal = 'noStepTitle' | 'noDay' | 'badMonthDay' | 'badWeek' | 'badCount' | 'noFollowed'
