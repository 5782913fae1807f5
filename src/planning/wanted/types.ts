import type { BranchId } from '../../ids.ts'

/** A meeting that somebody wants and may not call: whose it would be, null for the college's, and what was said of it. */
export type WantedCall = { branch: BranchId | null; what: string; open: boolean }
