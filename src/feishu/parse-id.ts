import type { z } from 'zod'
import { impossible } from './errors.ts'

/** Parses an id before it enters a path, which the SDK does not encode. */
export function idOf<T>(api: string, schema: z.ZodType<T>, id: string): T {
  const parsed = schema.safeParse(id)
  if (!parsed.success) throw impossible(api, 'the id of the receiver or message is none')
  return parsed.data
}
