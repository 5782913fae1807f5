import type { Figures } from '../../measures/types.ts'
import { COLLEGE_PART, type Earlier, type Part, type Uncounted } from '../types.ts'

/** Which part of a digest: a branch's, or that of the college's own meetings. */
export type Place = Pick<Part, 'id' | 'name' | 'place' | 'closed'>

/** The part of a branch that could not be counted: it says nothing, and the others do not wait for it. */
export function uncountedPart(place: Place, uncounted: Uncounted): Part {
  return {
    ...place,
    uncounted,
    figures: null,
    gaps: [],
    duties: [],
    ...{ overdue: 0, returned: 0, toReview: 0, remedies: 0, tasks: 0, passed: 0 },
    next: { count: 0, first: [] },
    adjourned: [],
    late: { reports: 0 },
    earlier: [],
  }
}

/** What a later digest shows of a week. */
export function earlierOf(week: string, figures: Figures): Earlier {
  const { held, rate, present, due, leave, reportsDue, reportsOnTime } = figures
  return { week, held, rate, present, able: due - leave, reportsDue, reportsOnTime }
}

/** The branch of a part; null for the college's own meetings. */
export function isCollege({ id }: Pick<Part, 'id'>): boolean {
  return id === COLLEGE_PART
}
