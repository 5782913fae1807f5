import { z } from 'zod'

/**
 * What a question of a form asks for: a line or several lines of text, a number, one or several of the options, a day, a
 * person of the college, photos or files.
 */
export const QUESTION_TYPES = [
  'text',
  'long',
  'number',
  'choice',
  'choices',
  'date',
  'person',
  'photos',
  'files',
] as const

/** A question of a form. `content` 内容 and `decisions` 议定事项 are the ids of what every record holds. */
export const Question = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/),
  label: z.string().trim().min(1).max(60),
  /** What else it is called in a reply, such as 主讲 for 主讲人. */
  aliases: z.array(z.string().trim().min(1).max(30)).max(10).exactOptional(),
  type: z.enum(QUESTION_TYPES),
  help: z.string().trim().max(100).exactOptional(),
  required: z.boolean().default(false),
  /** What may be chosen. */
  options: z.array(z.string().trim().min(1).max(60)).min(2).max(50).exactOptional(),
  /** The least and the greatest number, or so many characters, options, photos or files. */
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
})
export type Question = z.infer<typeof Question>

/** An answer to a question: text, a number, the options chosen, a day as `yyyy-mm-dd`, or the id of a person. */
export const Answer = z.union([z.string(), z.number(), z.array(z.string())])
export type Answer = z.infer<typeof Answer>

/** Which records are read: each, one in so many (drawn when it comes in), or none. */
export const REVIEWS = ['all', 'sample', 'none'] as const
export type Review = (typeof REVIEWS)[number]
