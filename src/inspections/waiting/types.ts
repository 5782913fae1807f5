import type { VisitId } from '../../ids.ts'

/**
 * What waits for a person: a visit that is near, a sheet to confirm, an objection to answer; `day`: of the visit, or the last
 * day. For administrators: an objection whose inspector let that day pass, and a term of which nothing is planned.
 */
export type ToDo =
  | { waits: 'visit' | 'confirm' | 'answer'; visit: VisitId; branch: string; day: Temporal.PlainDate }
  | { waits: 'unanswered'; branch: string; day: Temporal.PlainDate }
  | { waits: 'unplanned'; term: string }
