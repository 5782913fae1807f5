import { z } from 'zod'
import { STEP_OWNERS } from '../../../config/college/programmes.ts'
import { kind } from '../../cards/ref.ts'
import { BranchId, MemberId } from '../../ids.ts'
import type { Calendar } from '../../time/calendar.ts'
import { reminderDays } from '../schedule/service.ts'
import type { Cell, Definition, Row, Whose } from '../types.ts'
import type { Scope } from './types.ts'

const FORM = '{day}/{by}[/{of}]'
const parts = {
  day: z.iso.date().transform((day) => Temporal.PlainDate.from(day)),
  by: z.enum(STEP_OWNERS),
  of: z.string(),
}

/** What is spoken of on a day to whoever leads a branch, to a person, or to the administrator in charge: `2026-12-11/lead/B03`. */
export const dueLetter = kind('ledger.due', { key: FORM, ref: FORM }, parts)

/** Whose a step is; null: nobody's. */
export function scopeOf(
  { by }: Pick<Cell, 'by'>,
  { branch, member }: Pick<Row, 'branch' | 'member'>,
): Scope | null {
  if (by === 'committee') return { by, of: branch }
  if (by === 'lead' && branch !== null) return { by, of: branch }
  return member === null ? null : { by: 'person', of: member }
}

/** Which cells are a scope's. */
export function whoseOf({ by, of }: Scope): Whose {
  const none: Whose = { leads: [], member: null, committee: [] }
  if (by === 'committee') return { ...none, committee: [of === null ? null : BranchId.parse(of)] }
  return by === 'lead' ? { ...none, leads: [BranchId.parse(of)] } : { ...none, member: MemberId.parse(of) }
}

/** The longest that people rest, with the days around it. */
const REST = 15

/** Between which days lies what a programme may speak of on a day. */
export function dueAround({ steps }: Definition, day: Temporal.PlainDate) {
  const all = [0, ...steps.flatMap(({ remind }) => remind)]
  return {
    from: day.add({ days: Math.min(...all) - REST }),
    until: day.add({ days: Math.max(...all) + REST }),
  }
}

type Asked = { definition: Definition; day: Temporal.PlainDate; calendar: Calendar }

/** Whether a step that is due then is spoken of on a day. */
export function isSpokenOf(
  { step, due }: Pick<Cell, 'step' | 'due'>,
  { definition, day, calendar }: Asked,
): boolean {
  const remind = definition.steps.find(({ id }) => id === step)?.remind
  if (remind === undefined || due === null) return false
  return reminderDays({ remind, due }, calendar).some((one) => one.equals(day))
}
