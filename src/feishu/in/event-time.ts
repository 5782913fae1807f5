import { z } from 'zod'

/**
 * When an event was made. The platform's documents disagree about the unit (seconds, milli- or microseconds),
 * so the number of digits decides.
 */
export const EventTime = z
  .string()
  .regex(/^(\d{10}|\d{13}|\d{16})$/)
  .transform((digits) => Temporal.Instant.fromEpochNanoseconds(BigInt(digits.padEnd(19, '0'))))
