import type { Answer } from '../../../config/college/questions.ts'
import type { BranchId, FileId, MemberId, PictureId, RequestId } from '../../ids.ts'
import type { RequestState } from '../types.ts'

/** One of many who were asked the same: where it stands, and what was answered last. */
export type HandedIn = {
  id: RequestId
  owner: MemberId
  branch: BranchId | null
  /** Whether its branch owes it, and not the person. */
  ofOffice: boolean
  state: RequestState
  late: boolean
  answers: Record<string, Answer> | null
  photos: readonly PictureId[]
  files: readonly FileId[]
  at: Temporal.Instant | null
}
