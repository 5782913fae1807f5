import { z } from 'zod'
import { Answer, type Question, type Review } from '../../config/college/questions.ts'
import { FileId, PictureId } from '../ids.ts'
import type { BranchId, FormId, GroupId, MeetingId, MemberId, MessageId, RequestId } from '../ids.ts'
import type { SECRETARY } from '../roster/types.ts'
import type { OpenTask } from './tasks/types.ts'

/**
 * Where a request 纪实任务 stands: nothing was handed in; handed in; it came back; it passed; nobody asks for it any more;
 * what it is about did not take place 未召开; or its sender took it back. The words of this feature are in its README.md.
 */
export const REQUEST_STATES = [
  'open',
  'submitted',
  'returned',
  'approved',
  'waived',
  'notHeld',
  'withdrawn',
] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** What happens to a request; `undo` takes back what its reader did, `undoNotHeld` where it had been said that nothing was held, `extend` 延期 moves the day alone, `reopen` asks again after the deadline. */
export const MOVES = [
  'submit',
  'sayNotHeld',
  'withdraw',
  'approve',
  'return',
  'undo',
  'undoNotHeld',
  'waive',
  'extend',
  'reopen',
] as const
export type Move = (typeof MOVES)[number]

/** What a request is about: a meeting, what each saw on a visit, a collection 收集, what an inspection found 整改, or the steps of a programme 台账. */
export const About = z.object({
  kind: z.enum(['meeting', 'visit', 'collection', 'remedy', 'step']),
  id: z.string().min(1),
})
export type About = z.infer<typeof About>

/** Something that somebody must hand in. A branch is absent for the college's own matters. */
export type Request = {
  id: RequestId
  about: About
  /** The meeting whose record it is. */
  meeting: MeetingId | null
  branch: BranchId | null
  group: GroupId | null
  title: string
  owner: MemberId
  /** The secretary of its branch owes it, whoever that is on the day; null: the owner. */
  office: typeof SECRETARY | null
  /** Its questions; null: content and decisions. */
  form: FormId | null
  /** Which of its kind are read; `drawn`: this one is. */
  review: Review
  drawn: boolean
  /** The person who reads it; null: the college's administrators. */
  reviewer: MemberId | null
  askedAt: Temporal.Instant
  dueAt: Temporal.Instant
  /** Whether its deadline was put off. */
  extended: boolean
  /** How often its deadline was set anew; what reminds of it belongs to a round. */
  round: number
  state: RequestState
  /** Whether the first version came after the due instant. */
  late: boolean
  returnReason: string | null
}

/** A request that another feature makes; with an office, `owner` is who holds it now. */
export type NewRequest = Pick<
  Request,
  'id' | 'about' | 'branch' | 'title' | 'owner' | 'office' | 'dueAt' | 'review' | 'reviewer'
> & {
  form: readonly Question[]
  /** Whether its owner is asked and reminded by this feature's own letters. */
  told: boolean
}

/** What a person wrote and sent; `stated` is the number of people present that the text names. */
export const Report = z.object({
  content: z.string(),
  decisions: z.string(),
  stated: z.int().nullable(),
  photos: z.array(PictureId).default([]),
  files: z.array(FileId).default([]),
  /** Answers to the questions of its form, by their ids. */
  answers: z.record(z.string(), Answer).default({}),
  /** Why it did not take place 未召开; null: it did. */
  notHeld: z.string().nullable().default(null),
})
export type Report = z.infer<typeof Report>

/** What a report holds by words. */
export const Wording = Report.omit({ photos: true, files: true, notHeld: true })
export type Wording = z.infer<typeof Wording>

/** How many were expected 应到, present 实到, on leave 请假, absent 缺席, and are still to be confirmed 待核实. */
export type Counts = { expected: number; present: number; leave: number; absent: number; unconfirmed: number }

/** A report as it was handed in, with the counts of the roll at that moment. */
export type Version = { n: number; report: Report; by: MemberId; at: Temporal.Instant; late: boolean }

/** The page of a form on which is said why nothing was held. */
export const NOT_HELD = 'notHeld'

/** Where its writer stands with a draft. */
export const Filling = z.object({
  /** The page that the card shows, counted from 0. */
  page: z.union([z.int().min(0), z.literal(NOT_HELD)]).default(0),
  /** Whether 提交 was pressed while something was to be mended. */
  checked: z.boolean().default(false),
  /** What was chosen about numbers of people in the text that are not the roll's; `stated` is how many came. */
  roll: z
    .object({
      stated: z.int().nullable(),
      others: z.object({ expected: z.int(), leave: z.int(), absent: z.int() }).partial().default({}),
      choice: z.enum(['stands', 'corrects']),
    })
    .nullable()
    .default(null),
  /** The report before and after last time's was taken over 沿用上次. */
  taken: z.object({ before: Report, after: Report }).nullable().default(null),
})
export type Filling = z.infer<typeof Filling>

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
  filling: Filling
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
  about: About['kind']
  title: string
  dueAt: Temporal.Instant
  returned: boolean
}

export type { Hindrance, Overdue } from './nudging/types.ts'
export type { OpenTask }
export type { HandedIn } from './about/types.ts'
export type { Answers, Pickable } from './forms/types.ts'

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
export type Note =
  | 'outOfReach'
  | 'which'
  | 'handedIn'
  | 'tooManyFiles'
  | 'unknownBranch'
  | 'severalBranches'
  | 'notExported'
  | 'scanKept'
  | 'scanLost'
  | 'scanRefused'
  | 'scanNotFiled'
  | 'tooManyScans'
  | Refusal
