import type { MeetingId } from '../ids.ts'
import type { Button } from '../cards/card.ts'
import type { OpenReport, OpenTask } from '../reports/types.ts'

export type { Foreseen, Sending } from './preview/types.ts'

/** What is waiting 待办 for a person. The words of this feature are in its README.md. */
export type Waiting = {
  /** Meetings to which the person has not answered. */
  meetings: WaitingMeeting[]
  reports: OpenReport[]
  /** What the branches of a secretary are to do by decision of the college. */
  tasks: OpenTask[]
  /** Requests for leave that the person is to decide, with what they say: this card is for nobody else. */
  leaves: { name: string; title: string; startsAt: Temporal.Instant; reason: string; decide: Button[] }[]
  /** For an administrator: who or what is out of reach; 0 for everybody else. */
  troubles: number
  /** For an administrator: what came to nothing, to be ticked off. */
  failures: { says: string; done: Button }[]
  /** For an administrator: what the college's files say without being in force, with the buttons that decide; else null. */
  files: { faults: number; decide: Button[] } | null
  /** Pauses that run and that the person may end. */
  pauses: { of: string; since: Temporal.Instant; resume: Button }[]
}

type WaitingMeeting = {
  id: MeetingId
  title: string
  startsAt: Temporal.Instant
  /** What is missing: an answer, one more after a move, or the category of a leave. */
  waitsFor: 'answer' | 'again' | 'category'
  answer: Button[]
}

/** What a help card is: in a group the words are said with a mention. */
export type Where = 'group' | 'direct'
