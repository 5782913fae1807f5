import { z } from 'zod'
import { say } from './file-words.ts'
import { duration, length, timeOfDay } from './scalars.ts'

const daysAfter = z
  .strictObject({
    days: z.int().min(0).max(60).optional(),
    workdays: z.int().min(0).max(60).optional(),
    at: timeOfDay,
  })
  .transform(({ days, workdays, at }, context) => {
    if (days !== undefined && workdays === undefined) return { kind: 'days' as const, days, at }
    if (workdays !== undefined && days === undefined) return { kind: 'workdays' as const, workdays, at }
    const { what, cure } = say().daysOrWorkdays()
    context.issues.push({ code: 'custom', input: days, message: what, params: { cure } })
    return z.NEVER
  })

/** The part `reports` of college.yaml. */
export const reports = z.strictObject({
  due: z
    .union([length.transform((after) => ({ kind: 'duration' as const, after })), daysAfter])
    .prefault({ days: 3, at: '18:00' })
    .describe('纪实截止 / when a report is due, after the end'),
  chase: z
    .array(duration)
    .prefault(['-PT8H', 'PT0S', 'P1D'])
    .describe('截止前后多久催办（负数为之前） / before and after the due moment'),
  escalate: length.prefault('P2D').describe('逾期多久转学院 / when an overdue report goes to the committee'),
  sample: z
    .int()
    .min(1)
    .max(100)
    .default(4)
    .describe('抽查：每几份纪实抽一份 / one in so many, for types with review: sample'),
})
