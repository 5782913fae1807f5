import type { LeaveCategory } from '../../../config/college.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import type { Refusal as Common } from '../types.ts'

/** Somebody does something for somebody else; null: nobody was chosen. */
type Behalf = { meeting: MeetingId; by: MemberId; who: MemberId | null; madeAt: Temporal.Instant }

/** 代答: what a person told whoever answers for them. */
export type AnswerFor = Behalf & { reply: 'join' | 'leave' | null; category: LeaveCategory | null }

/** 代签: a person who is there and cannot press. */
export type CheckInFor = Behalf & { reason: string }

/** Why nothing was done for the other person. */
export type Refusal = Common | 'mayNotAct' | 'nobodyChosen' | 'noReply' | 'noReason'

/** A person who can be chosen. */
export type Choice = { who: MemberId; name: string }
