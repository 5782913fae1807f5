import { z } from 'zod'
import type { ProgrammeId } from '../../src/ids.ts'
import { unknown } from './check.ts'
import { idOf, rowsOf } from './check-programmes.ts'
import { day, ids } from './scalars.ts'
import type { FileFault, Sheet } from './sheet.ts'
import type { College } from './types.ts'

/** An entry of `steps` in history.json: which rows of a programme had done a step, and on which day. */
export const pastStep = z.strictObject({
  programme: ids.programme,
  step: ids.plain,
  on: day,
  rows: z.array(ids.plain).min(1),
})

/** Steps of a programme 台账 that rows had done before the bot came. */
export type PastSteps = {
  programme: ProgrammeId
  step: string
  on: Temporal.PlainDate
  rows: readonly string[]
}

/** Programmes, steps and rows that the college does not have. */
export function pastStepFaults(sheet: Sheet, steps: readonly PastSteps[], college: College): FileFault[] {
  const known = new Map(college.programmes.map((one) => [one.id, one]))
  return steps.flatMap(({ programme, step, rows }, index) => {
    const at = (key: string) => ({ sheet, path: ['steps', index, key] })
    const found = known.get(programme)
    if (found === undefined) return unknown(at('programme'), programme, new Set(known.keys()))
    const listed = rowsOf(found).map(({ row }) => idOf(row))
    const all = new Set<string>(listed.length > 0 ? listed : college.branches.map(({ id }) => id))
    return [
      ...unknown(at('step'), step, new Set(found.steps.map(({ id }) => id))),
      ...rows.flatMap((row) => unknown(at('rows'), row, all)),
    ]
  })
}
