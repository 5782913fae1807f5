import { z } from 'zod'
import type { MemberId } from '../../ids.ts'
import { kindNames, type ForeseenLetter } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'

/**
 * The part's glossary: preview 发送预览, what will be sent to whom and when if nothing changes; plan, its contents;
 * sending, one letter that will be sent; held 因暂停而等待.
 */
export type Sending = ForeseenLetter & { at: Temporal.Instant }

/** What was found by living ahead; `until` is how far that came. */
export type Foreseen = { until: Temporal.Instant; sendings: readonly Sending[] }

/** Lives ahead until that moment, on a copy of the records; handed down, for a feature does not see the whole bot. */
export type DryRun = (until: Temporal.Instant) => Promise<Foreseen>

const instant = z.string().transform((text) => Temporal.Instant.from(text))

/** A group by its name, or so many people and their branches; never a person's name. */
const To = z.union([
  z.object({ group: z.string() }),
  z.object({ people: z.int().positive(), branches: z.array(z.string()) }),
])
export type To = z.infer<typeof To>

/** The letters of one kind that are sent at one moment about one matter, to one group or to people. */
const Line = z.object({
  at: instant,
  kind: z.custom<LetterKind>((value) => typeof value === 'string' && value in kindNames),
  subject: z.string(),
  to: To,
  held: z.boolean(),
})
export type Line = z.infer<typeof Line>

/** What will be sent from `from` until `until`, in order of time; `wanted` is until when it was asked for. */
export const Plan = z.object({ from: instant, until: instant, wanted: instant, lines: z.array(Line) })
export type Plan = z.infer<typeof Plan>

/** Somebody asks for the next `days`; `id` is the message in which. */
export type Asked = { id: string; who: MemberId; days: number }

/** Why there is no preview to show. */
export type Refusal = 'mayNot' | 'whichDays' | 'failed'
