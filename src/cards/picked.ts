import { z } from 'zod'

// The platform writes the chooser's offset behind it. What counts is what stood on the screen.
const Chosen = z
  .string()
  .regex(/^\S+(?: [+-]\d{4})?$/)
  .transform((text) => text.replace(/ .*/, ''))

/** The day chosen in a `date` field, which comes as `2025-06-10 +0800`; null when none was. */
export const PickedDate: z.ZodType<Temporal.PlainDate | null> = Chosen.pipe(z.iso.date())
  .transform((text) => Temporal.PlainDate.from(text))
  .nullable()
  .catch(null)

/** The time chosen in a `time` field, which comes as `05:05 +0800`; null when none was. */
export const PickedTime: z.ZodType<Temporal.PlainTime | null> = Chosen.pipe(z.iso.time({ precision: -1 }))
  .transform((text) => Temporal.PlainTime.from(text))
  .nullable()
  .catch(null)
