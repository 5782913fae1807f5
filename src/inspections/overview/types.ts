import { z } from 'zod'

/** Why there is nothing to show. */
export const Noted = z.enum([
  'mayNot',
  'noTerm',
  'unknown',
  'several',
  'unplanned',
  'notInspector',
  'notYourBranch',
  'ownBranch',
])
export type Noted = z.infer<typeof Noted>
