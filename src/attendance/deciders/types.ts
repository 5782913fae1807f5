import type { MemberId } from '../../ids.ts'

/** Who may decide on leaves from a meeting today; the leaders are null for a meeting of the college. */
export type Deciders = {
  secretary: MemberId | null
  deputy: MemberId | null
  /** Those of the two who have an account on the platform. */
  reached: readonly MemberId[]
  /** Whether the secretary has leave from this very meeting, or asks for it. */
  secretaryOnLeave: boolean
  /** Not looked for while two leaders have an account; nor is the host then. */
  admins: readonly MemberId[]
  host: MemberId | null
  ofCollege: boolean
}
