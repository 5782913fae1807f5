import { z } from 'zod'
import { answerBy } from './ladder.ts'

/** The part `inspections` of college.yaml 督促检查. */
export const inspections = z.strictObject({
  remind: answerBy
    .prefault({ workdays: 1, at: '09:00' })
    .describe(
      '督查前多久提醒督查员并告知支部书记 / when inspector and secretary hear of a visit, before its day',
    ),
})
