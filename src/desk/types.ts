import type { Running } from '../collections/types.ts'
import type { makeupToDo } from '../attendance/service.ts'
import type { MeetingId, MemberId } from '../ids.ts'
import type { explanationToDo, extensionToDo } from '../reports/service.ts'
import type { inspectionToDo } from '../inspections/service.ts'
import type { OpenStep } from '../ledger/types.ts'
import type { OpenReport, OpenTask } from '../reports/types.ts'
import type { Trouble } from './failures/types.ts'
import type { Running as Pause } from './pauses/types.ts'

export type { Foreseen, Sending } from './preview/types.ts'

/** What is waiting 待办 for a person. The words of this feature are in its README.md. */
export type Waiting = {
  /** Meetings to which the person has not answered. */
  meetings: WaitingMeeting[]
  reports: OpenReport[]
  /** How many records wait for the person to read. */
  reviews: number
  /** Collections 收集 that run and are in the person's hands. */
  collections: Running[]
  /** What the branches of a secretary are to do by decision of the college. */
  tasks: OpenTask[]
  /** Steps of programmes 台账 that are done without a request. */
  steps: OpenStep[]
  /** Meetings that the person missed and is asked to make up 补学. */
  makeups: WaitingMakeup[]
  /** Visits that are near, sheets to confirm and objections to answer 督查. */
  inspections: WaitingInspection[]
  /** Requests for leave that the person is to decide, with what they say: this card is for nobody else. */
  leaves: WaitingLeave[]
  /** Applications for another deadline that the person is to decide on. */
  extensions: Parameters<typeof extensionToDo>[0][]
  /** What people explained about something overdue, for whoever answers. */
  explanations: Parameters<typeof explanationToDo>[0][]
  /** For an administrator: who or what is out of reach; 0 for everybody else. */
  troubles: number
  /** For an administrator: what came to nothing, to be ticked off. */
  failures: Trouble[]
  /** For an administrator: what the college's files say without being in force, and the version to be decided on; else null. */
  files: { faults: number; toDecide: string | null } | null
  /** Pauses that run and that the person may end. */
  pauses: Pause[]
}

type WaitingMeeting = {
  id: MeetingId
  title: string
  startsAt: Temporal.Instant
  /** What is missing: an answer, one more after a move, or the category of a leave. */
  waitsFor: 'answer' | 'again' | 'category'
}

type WaitingMakeup = Parameters<typeof makeupToDo>[0]

type WaitingInspection = Parameters<typeof inspectionToDo>[0]

type WaitingLeave = {
  meeting: MeetingId
  member: MemberId
  /** Which request of that person. */
  n: number
  name: string
  title: string
  startsAt: Temporal.Instant
  reason: string
}

/** What a help card is: in a group the words are said with a mention. */
export type Where = 'group' | 'direct'
