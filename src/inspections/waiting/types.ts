import type { VisitId } from '../../ids.ts'

/** What waits for a person: a visit that is near, a sheet to confirm, an objection to answer; `day`: of the visit, or the last day. */
export type ToDo = {
  waits: 'visit' | 'confirm' | 'answer'
  visit: VisitId
  branch: string
  day: Temporal.PlainDate
}
