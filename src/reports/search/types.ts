import type { BranchId, RequestId } from '../../ids.ts'

/** Days from the first until before the second. */
export type Days = { from: Temporal.PlainDate; until: Temporal.PlainDate }

/** What is looked for: each of the words, any of the types, any of the branches, within the days; empty or null: all. */
export type Query = { words: string[]; types: string[]; branches: BranchId[]; days: Days | null }

/** A record that was found. */
export type Found = { id: RequestId; title: string; branch: string; on: Temporal.PlainDate }
