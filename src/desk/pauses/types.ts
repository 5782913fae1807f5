import type { BranchId, MemberId } from '../../ids.ts'
import type { Released } from '../../letters/types.ts'

/** The part's glossary: pause 暂停, resume 恢复, scope 范围 (a branch, or the whole college 全院), lapsed 已过时. */
export type Scope = BranchId | 'college'

/** A pause; `id` is the message that asked for it, `released` is what became of the letters when it ended. */
export type Pause = { id: string; scope: Scope; begunAt: Temporal.Instant; released: Released | null }

/** A pause that runs; `of` is what its scope is called. */
export type Running = { scope: Scope; of: string; since: Temporal.Instant }

/** An order to pause or resume: who gave it, in which message, and for what. */
export type Order = { who: MemberId; id: string; scope: Scope }

/** What was asked for. */
export type Verb = 'pause' | 'resume'

/** Why nothing is paused or resumed. */
export type Refusal = 'mayNot' | 'which' | 'unknown' | 'several'
