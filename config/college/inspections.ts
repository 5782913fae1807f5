import { z } from 'zod'
import { answerBy } from './ladder.ts'

/** The part `inspections` of college.yaml 督促检查. */
export const inspections = z.strictObject({
  remind: answerBy
    .prefault({ workdays: 1, at: '09:00' })
    .describe(
      '督查前多久提醒督查员并告知支部书记 / when inspector and secretary hear of a visit, before its day',
    ),
  confirm: z
    .int()
    .min(1)
    .max(30)
    .default(3)
    .describe('支部书记几个工作日内确认督查结果 / workdays in which the secretary confirms or objects'),
})
