import { z } from 'zod'
import { length, lengthOrOff, timeOfDay } from './scalars.ts'

const workdaysBefore = z
  .strictObject({ workdays: z.int().min(0).max(30), at: timeOfDay })
  .transform((rule) => ({ kind: 'workdays' as const, ...rule }))

/** Until when people answer. */
export const answerBy = z
  .union([length.transform((before) => ({ kind: 'duration' as const, before })), workdaysBefore])
  .describe('反馈截止：开始前第几个工作日几点，或开始前多久 / until when people answer')

/** When a meeting is announced. */
export const notice = length.describe('最迟提前多久发通知 / notice before the start, at the latest')
/** When whoever has not answered is asked. */
export const ask = length.describe('反馈截止前多久私聊提醒未反馈者 / one direct message before answerBy')
/** When whoever joins gets a word. */
export const confirm = lengthOrOff.describe(
  '开始前多久私聊提醒已反馈参加者；off 不提醒 / one word to those who join, before the start',
)
