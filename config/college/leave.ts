import { z } from 'zod'

/** The kinds of leave that people choose from. */
export const LEAVE_CATEGORIES = ['公务', '教学', '事假', '健康', '其他'] as const
export type LeaveCategory = (typeof LEAVE_CATEGORIES)[number]

/** The part `leave` of college.yaml. */
export const leave = z.strictObject({
  granted: z
    .array(z.enum(LEAVE_CATEGORIES))
    .default(['公务', '教学'])
    .describe('哪些类别无需审批，点选即准；[] 表示都要审批 / granted at once; []: every leave is decided'),
  deputy: z
    .enum(['away', 'always'])
    .default('away')
    .describe('副书记何时可批：away 书记不在时，always 随时 / when the deputy may decide'),
})
