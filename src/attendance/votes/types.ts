import { z } from 'zod'
import type { QuorumKind } from '../../../config/college.ts'
import type { MemberId } from '../../ids.ts'
import type { Voters } from '../quorum/types.ts'

/** What was counted: `written` opinions 书面意见 are among the others, and only an admission takes them. (domain §2.3) */
export type Ballots = { written: number; yes: number; no: number; abstain: number }

/** What was put to the vote: candidates are counted one by one, each by a number and never by name; null: no candidate. */
export type Matter = { kind: QuorumKind; topic: string; candidate: number | null }

/** The `n`th vote 表决 of a meeting as it was entered, with those who could vote at that moment; `version` 1 is no correction. */
export type Vote = Matter &
  Ballots &
  Voters & { n: number; version: number; by: MemberId; at: Temporal.Instant }

/** A vote as it was before it was corrected, with the name of whoever had entered it. */
export type Earlier = Omit<Vote, 'by'> & { by: string }

/** What was typed into the form of a vote. */
export const Filled = z.record(z.string(), z.string())
export type Filled = z.infer<typeof Filled>

/** Why what was typed is not entered: it contradicts itself, the roll, or what somebody else entered meanwhile. */
export const Fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tooManyBallots'), ballots: z.int(), present: z.int(), written: z.int() }),
  z.object({ kind: z.literal('tooManyWritten'), written: z.int(), present: z.int(), due: z.int() }),
  z.object({ kind: z.literal('fewerThanWritten'), ballots: z.int(), written: z.int() }),
  z.object({ kind: z.enum(['notNumbers', 'noBallots', 'noTopic', 'named', 'noQuorum', 'overtaken']) }),
])
export type Fault = z.infer<typeof Fault>

/** The form that a person has open: of the `n`th vote, as it was filled in, and why it was not taken. */
export type OpenForm = { n: number; filled: Filled; fault: Fault | null }

/** Why a press has no effect. */
export type Refusal =
  | 'mayNot'
  | 'cancelled'
  | 'adjourned'
  | 'notOpen'
  | 'noVote'
  | 'gone'
  | 'already'
  | 'nothingToDrop'
