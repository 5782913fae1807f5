import { z } from 'zod'
import type { Training } from '../../../config/college.ts'

/** A training as a row holds it. */
export const StoredTraining: z.ZodType<Training | null> = z
  .object({ topic: z.string(), speaker: z.string(), hours: z.number() })
  .nullable()
