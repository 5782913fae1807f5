import { z } from 'zod'

const Names = z.array(z.string())
const Differs = z.object({
  kind: z.enum(['expectedDiffers', 'presentDiffers']),
  said: z.int(),
  counted: z.int(),
})
const Named = z.object({ kind: z.enum(['unknownNames', 'sameNames', 'twice']), names: Names })
const Refused = z.object({ kind: z.enum(['nothing', 'noReason', 'tooLate', 'already', 'nobodyLeft']) })

/** Why a line was not taken. */
export const Fault = z.union([Named, Differs, Refused])
export type Fault = z.infer<typeof Fault>

/** A line that could not be taken, as it was written. */
export type RefusedLine = { line: string; reason: string | null; fault: Fault }
