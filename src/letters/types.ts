import type { SettingKey } from '../../config/college.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { BranchId, ChatId, LetterId, MemberId, MessageId, OpenId, Sha256 } from '../ids.ts'
import type { Card, Toast } from '../cards/card.ts'
import type { Matter, Need } from '../cards/need.ts'

/** What can be said. Each kind belongs to the feature that its name begins with. */
export type LetterKind =
  | 'roster.list'
  | 'roster.faulty'
  | 'roster.waiting'
  | 'roster.loaded'
  | 'pages.link'
  | 'calendar.draft'
  | 'calendar.known'
  | 'calendar.uncovered'
  | 'meetings.notice'
  | 'meetings.month'
  | 'meetings.manage'
  | 'meetings.convene'
  | 'meetings.noneMeant'
  | 'meetings.copy'
  | 'meetings.withdrawn'
  | 'meetings.cadence'
  | 'meetings.overlap'
  | 'attendance.ask'
  | 'attendance.added'
  | 'attendance.checkin'
  | 'attendance.code'
  | 'attendance.confirm'
  | 'attendance.observe'
  | 'attendance.leaveForm'
  | 'attendance.leaveAsked'
  | 'attendance.leavesAsked'
  | 'attendance.leavesWait'
  | 'attendance.leaveDecided'
  | 'attendance.dropped'
  | 'attendance.noted'
  | 'attendance.overview'
  | 'attendance.list'
  | 'attendance.exemptions'
  | 'attendance.exemptAsked'
  | 'attendance.exemptDecided'
  | 'attendance.remind'
  | 'attendance.roll'
  | 'attendance.correctionAsked'
  | 'attendance.corrected'
  | 'attendance.rollDoubted'
  | 'attendance.attention'
  | 'attendance.makeup'
  | 'attendance.makeupDue'
  | 'attendance.makeupForm'
  | 'attendance.makeups'
  | 'attendance.votes'
  | 'attendance.training'
  | 'attendance.hours'
  | 'reports.request'
  | 'reports.after'
  | 'reports.chase'
  | 'reports.nudge'
  | 'reports.escalation'
  | 'reports.settling'
  | 'reports.explanation'
  | 'reports.toAnswer'
  | 'reports.answered'
  | 'reports.extension'
  | 'reports.extensionAsked'
  | 'reports.extensionDeclined'
  | 'reports.tasks'
  | 'reports.tasksDue'
  | 'reports.confirm'
  | 'reports.noted'
  | 'reports.file'
  | 'reports.archive'
  | 'reports.found'
  | 'reports.exportable'
  | 'reports.record'
  | 'inspections.overview'
  | 'inspections.preview'
  | 'inspections.visits'
  | 'inspections.assigned'
  | 'inspections.remind'
  | 'inspections.coming'
  | 'inspections.branch'
  | 'inspections.noted'
  | 'reports.review'
  | 'reports.toReview'
  | 'reports.returned'
  | 'inspections.sheet'
  | 'inspections.result'
  | 'inspections.resultDue'
  | 'inspections.objected'
  | `exports.${'reason' | 'approve' | 'decided'}`
  | `workbooks.${'ask' | 'progress' | 'unclear'}`
  | `collections.${'compose' | 'ask' | 'remind' | 'board' | 'names'}`
  | `ledger.${'compose' | 'due' | 'import' | 'overview' | 'programme' | 'row' | 'cell' | 'noted' | 'nudge' | 'nudged'}`
  | `ledger.${'draw' | 'nominate' | 'consent' | 'declined'}`
  | 'digest.college'
  | 'digest.branch'
  | 'digest.trouble'
  | 'digest.order'
  | 'ledger.behind'
  | `statistics.${'asked' | 'sheet' | 'rows' | 'heat'}`
  | 'digest.nudge'
  | `digest.${'numbers' | 'rows' | 'asked'}`
  | 'desk.failure'
  | 'desk.elsewhere'
  | 'desk.help'
  | 'desk.hint'
  | 'desk.todo'
  | 'desk.schedule'
  | 'desk.pointer'
  | 'desk.preview'
  | 'desk.question'
  | 'desk.summary'
  | 'desk.pause'
  | 'desk.quota'
  | 'desk.quotaNear'
  | 'desk.mine'
  | 'desk.observers'
  | 'desk.relay'
  | 'desk.relayed'

/** A person gets it in the direct chat, whatever their id on the platform is at that moment. */
export type Receiver = { person: MemberId } | { chat: ChatId }

export type NewLetter = {
  /** Unique for ever: the same key written twice is one letter. */
  key: string
  kind: LetterKind
  /** What it shows: the feature that owns the kind knows how to read it. */
  ref: string
  to: Receiver
  replyTo?: MessageId
  /** Wall time before which it is not handed over; default: now. */
  dueAt?: Temporal.Instant
  /** Wall time after which it is not sent any more. */
  uselessAfter?: Temporal.Instant
}

export type Letter = { id: LetterId; kind: LetterKind; ref: string; to: Receiver }

/** A file of the bot's own, by the name it is shown under and where its bytes are kept. */
export type KeptFile = { name: string; bytes: Sha256 }

/** What a letter looks like at this moment: a live card, or what never changes: a text, or a file and the text it stands for. */
export type Rendering = Card | { text: string; file?: KeptFile }

/**
 * How long a letter may wait, and what may hold it:
 * `answer`: what somebody did or must decide, and what is happening now: sent at once, always;
 * `change`: something announced was moved or cancelled: waits out silent times when it can, a pause does not hold it;
 * `notice`: an announcement: waits out silent times when it can, held by a pause;
 * `reminder`: a reminder or chase: never in silent times, held by a pause, counted by the daily cap.
 */
export type Urgency = 'answer' | 'change' | 'notice' | 'reminder'

/**
 * Why a letter is sent: what was the case (it follows 「因为」), what the college set about it, and what would have stopped
 * it (a sentence without its stop).
 */
export type Cause = { because: string; rule?: { says: string; key: SettingKey }; stops: string }

/** What the owning feature knows of its letters; it is asked in the transaction that notes the attempt. */
export type LetterHandler = {
  urgency: Urgency | ((letter: Letter) => Urgency)
  /** The day it concerns: on that day off it may be sent. Absent: none. */
  about?(ctx: Ctx, tx: Tx, letter: Letter): Promise<Temporal.PlainDate>
  /** The branch whose matter it is, null for the college's. Absent: that of its receiver. */
  branchOf?(tx: Tx, letter: Letter): Promise<BranchId | null>
  /** The matter in few words, without a name, for a list of letters. Absent: the kind says it all. */
  subject?(ctx: Ctx, tx: Tx, letter: Letter): Promise<string>
  /** Whether the desk lists its matter for the person anyway: then a summary does not repeat it. */
  atDesk?: true
  /** Whether a person gets one of its kind a day: it shows those that wait; a later one is added, or waits for tomorrow. */
  daily?: true
  /** By which rule it is sent, for whoever asks why. Holds no name and no reason of a leave. */
  why: Cause | ((ctx: Ctx, tx: Tx, letter: Letter) => Promise<Cause>)
  /** Whose it is on the day of sending, where an office brings it; null: nobody's any more. Absent: its receiver's. */
  holder?(ctx: Ctx, tx: Tx, letter: Letter): Promise<MemberId | null>
  /**
   * What it tells, each thing by a name that says how it stands. A reminder is not sent when its reader was told all of its
   * things that day, by a letter of another kind.
   */
  tells?(ctx: Ctx, tx: Tx, letter: Letter): Promise<readonly string[]>
  /** Whether it is still worth sending. Not asked again after the first attempt. */
  isRelevant(ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean>
  render(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering>
  /** Whether people may still act on it: then a fresh card follows on day 13. Absent: never. */
  open?(ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean>
  /** What it says from day 13 on while it is open, instead of a fresh card that follows. */
  closing?: string
  /** So long after it was sent its card follows what happens elsewhere; later it is only rendered anew when pressed. Absent: always. */
  follows?: Temporal.Duration
  /** How often a change from elsewhere is shown: `second` while people check in, otherwise `minute`. */
  pace?: 'second' | 'minute'
}

/** The bot's letters; a kind without a feature does not compile. */
export type LetterKinds = { [K in LetterKind]: LetterHandler }

/** A press on a button: by whom, in which letter, when, with what. */
export type Press = {
  who: MemberId
  letter: LetterId | null
  madeAt: Temporal.Instant
  data: unknown
  form: Record<string, unknown>
}

/**
 * What an action returns; the pressed card itself is rendered anew from state. `needs`: it was refused because somebody else
 * does it, before whom it may be put 转达: the matter alone where the press itself says which it is.
 */
export type ActionAnswer = { toast: Toast; needs?: Matter | Need }

export type ActionHandler = (ctx: Ctx, tx: Tx, press: Press) => Promise<ActionAnswer>

/** The bot's buttons by name. */
export type Actions = ReadonlyMap<string, ActionHandler>

/** How many letters of which kind go out after a pause, and how many have lapsed in it. */
export type Released = { [of in 'going' | 'lapsed']: { [K in LetterKind]?: number } }

/** A press or a message that came to nothing: by its event or message, and who tried, if that is known. */
export type FailedAttempt = { kind: 'click' | 'message'; ref: string; openId: OpenId | null; error: string }

/** What the letters need from the features above, handed down by the router. */
export type Correspondence = {
  kinds: LetterKinds
  actions: Actions
  openIdOf(tx: Tx, who: MemberId): Promise<OpenId | null>
  memberOf(tx: Tx, openId: OpenId): Promise<MemberId | null>
  /** The pause that holds what goes to this receiver, or is a matter of this branch (null: the college's); null: none. */
  heldBy(tx: Tx, what: { to: Receiver; branch?: BranchId | null }): Promise<string | null>
  /** Whether more than one person reads this chat. */
  isShared(ctx: Ctx, tx: Tx, chat: ChatId): Promise<boolean>
  /** Keeps what came to nothing, and returns the number under which it is told and found. */
  noteFailure(ctx: Ctx, tx: Tx, failed: FailedAttempt): Promise<string>
  /** Tells the person, where nobody could do so at once. */
  tellFailure(ctx: Ctx, tx: Tx, number: string): Promise<void>
  /** Hears of a press on a card that none of these letters became. */
  noteElsewhere(ctx: Ctx, tx: Tx, press: { messageId: MessageId }): Promise<void>
  /** Hears what became of a letter: the platform's code, or null when it has arrived. */
  onDelivery(ctx: Ctx, tx: Tx, what: { to: Receiver; code: string | null }): Promise<void>
}
