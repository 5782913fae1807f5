import { z } from 'zod'

/** Why there is nothing to show. */
export const Noted = z.enum(['mayNot', 'noTerm'])
export type Noted = z.infer<typeof Noted>
