import { z } from 'zod'
import { say } from './file-words.ts'

/** Why somebody does not count in 应到: the handbook's six classes and two of colleges. (domain §2.3) */
export const EXEMPTION_CLASSES = [
  '因病无法表达意志',
  '因私出国（境）半年以上',
  '服刑或留党察看',
  '长期卧床或生活不能自理',
  '应转未转组织关系，离开半年以上',
  '离退休后异地定居',
  '离退休',
  '因公外派',
] as const

const goal = z.number().min(1).max(1_000)

/** A training that is attached to a meeting. */
export const training = z
  .strictObject({
    topic: z.string().trim().min(1).max(60),
    speaker: z.string().trim().max(40).default(''),
    hours: z
      .number()
      .min(0.5)
      .max(24)
      .superRefine((hours, context) => {
        if (Number.isInteger(hours * 2)) return
        const { what, cure } = say().halfHours()
        context.addIssue({ code: 'custom', message: what, params: { cure } })
      }),
  })
  .describe('会训结合：题目、主讲、学时（0.5 的倍数） / a training at the meeting, and its hours')

/** The part `attendance` of college.yaml. */
export const attendance = z.strictObject({
  exemptions: z
    .array(z.string().trim().min(1).max(40))
    .default([...EXEMPTION_CLASSES])
    .describe('申请不计入应到时可选的理由；[] 表示不受理 / classes of reasons not to be counted; []: none'),
  makeup: z
    .strictObject({
      days: z.int().min(1).max(90).default(14).describe('补学期限（天） / days in which a make-up is due'),
    })
    .prefault({}),
  hours: z
    .strictObject({ member: goal.default(32), secretary: goal.default(56) })
    .prefault({})
    .describe('每年学时目标：党员、支部书记 / hours of training a year: members, secretaries'),
})
