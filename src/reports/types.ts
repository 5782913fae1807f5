import { z } from 'zod'
import { PictureId } from '../ids.ts'
import type { BranchId, GroupId, MeetingId, MemberId, MessageId, RequestId } from '../ids.ts'
import type { OpenTask } from './tasks/types.ts'

/** Where a request for a report 纪实任务 stands. The words of this feature are in its README.md. */
export type RequestState = 'open' | 'submitted' | 'returned' | 'approved' | 'waived'

/** What a meeting still owes: its report. A branch is absent for the college's own meetings. */
export type Request = {
  id: RequestId
  meeting: MeetingId | null
  branch: BranchId | null
  group: GroupId | null
  title: string
  owner: MemberId
  askedAt: Temporal.Instant
  dueAt: Temporal.Instant
  state: RequestState
  /** Whether the first version came after the due instant. */
  late: boolean
  returnReason: string | null
}

/** What a person wrote and sent; `stated` is the number of people present that the text names. */
export const Report = z.object({
  content: z.string(),
  decisions: z.string(),
  stated: z.int().nullable(),
  photos: z.array(PictureId).default([]),
})
export type Report = z.infer<typeof Report>

/** What a report holds by words. */
export const Wording = Report.omit({ photos: true })
export type Wording = z.infer<typeof Wording>

/** How many were expected 应到, present 实到, on leave 请假, absent 缺席, and are still to be confirmed 待核实. */
export type Counts = { expected: number; present: number; leave: number; absent: number; unconfirmed: number }

/** A report as it was handed in, with the counts of the roll at that moment. */
export type Version = { n: number; report: Report; by: MemberId; at: Temporal.Instant; late: boolean }

/** What one person has written but not yet handed in. */
export type Draft = {
  request: RequestId
  by: MemberId
  n: number
  report: Report
  /** The messages that its words came from, and which words came from each that is known. */
  sources: MessageId[]
  said: Record<string, Wording>
  /** `dropped` by 取消, `withdrawn` when a message that its words came from was taken back. */
  state: 'open' | 'submitted' | 'dropped' | 'withdrawn'
  /** The newest version that its writer has been shown. */
  seen: number
  updatedAt: Temporal.Instant
}

/** A report of the past, brought in from elsewhere. */
export type PastReport = {
  meetingId: MeetingId
  dueAt: Temporal.Instant
  state: 'pending' | 'missing' | 'submitted' | 'returned' | 'approved'
  submittedAt: Temporal.Instant | null
  late: boolean
  returnReason?: string | null
  /** Sends the card after the meeting when it is open and still due. */
  announce?: boolean
}

/** A report that a person still owes, and the button that opens its form. */
export type OpenReport = {
  id: RequestId
  title: string
  dueAt: Temporal.Instant
  returned: boolean
}

export type { OpenTask }

/** Why a report, or a part of it, is not taken. */
export type Refusal =
  | 'mayNot'
  | 'settled'
  | 'closed'
  | 'superseded'
  | 'rewritten'
  | 'already'
  | 'dropped'
  | 'empty'
  | 'tooMany'

/** What the bot answers in the chat to what somebody wrote or sent. */
export type Note = 'outOfReach' | 'which' | 'handedIn' | Refusal
