import { z } from 'zod'
import { onOff, weekly } from './scalars.ts'

/** The part `digest` of college.yaml: when the week is summed up, and for whom. */
export const digest = z.strictObject({
  at: weekly.prefault('MON 08:30'),
  dayOff: z.enum(['next-workday', 'same-day']).default('next-workday'),
  deputy: onOff
    .default(false)
    .describe('支部周报是否也发给副书记 / whether a branch’s digest goes to its deputy too'),
})
