import type { PageRefusal } from '../pages/types.ts'

/** Why it is not taken that nothing was held 未召开. */
export type UnheldRefusal = PageRefusal | 'noReason'
