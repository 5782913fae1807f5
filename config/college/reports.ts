import { z } from 'zod'
import { say } from './file-words.ts'
import { duration, length, timeOfDay, words } from './scalars.ts'

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

/** What a reader often misses. (domain §2.4, §9) */
const POINTS = [
  '缺少现场照片',
  '未注明请假、缺席同志的情况',
  '未写明主持人、记录人',
  '议定事项未写明责任人和时限',
  '讨论要点过于笼统',
  '表决情况不完整',
  '内容与主题不符',
]

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
  extension: z
    .strictObject({ days: z.int().min(0).max(60).default(14) })
    .prefault({})
    .describe('延期最多几天；0 表示不受理延期 / the most days by which a deadline is put off; 0: by none'),
  sample: z
    .int()
    .min(1)
    .max(100)
    .default(4)
    .describe('抽查：每几份纪实抽一份 / one in so many, for types with review: sample'),
  points: z
    .array(words)
    .max(20)
    .default(POINTS)
    .describe('退回时可选的要点 / what a reader may pick when a record is sent back'),
})
