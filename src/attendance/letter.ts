import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MeetingId } from '../ids.ts'
import { thisEvening } from '../letters/service.ts'
import type { Cause, Letter, LetterKinds, LetterRoom, Urgency } from '../letters/types.ts'
import {
  cancelledBeside,
  dayOf,
  dueOf,
  isWithdrawn,
  ladderOf,
  meetingById,
  meetingFacts,
  monthStanding,
  readNoticeRef,
  wasTold,
} from '../meetings/service.ts'
import type { Meeting, NoticeRef } from '../meetings/types.ts'
import { branch, person, today } from '../roster/service.ts'
import { lengthOf, shortDay } from '../time/format.ts'
import { seatCard } from './answers/card.ts'
import { needsAsking, phaseAt } from './answers/rules.ts'
import { answerOf, isToDecide, repliesOf, silentOnes } from './answers/service.ts'
import { leaveCard, noLeaveCard, noticeCard } from './card.ts'
import { monthLetter } from './month/letter.ts'
import { checkInCard } from './checkin/card.ts'
import { rollOf, rollState } from './checkin/service.ts'
import { observerLetter } from './observers/letter.ts'
import { droppedCard } from './dropped/card.ts'
import { standingOf } from './due/service.ts'
import { notedLetter } from './replies/letter.ts'
import { readSeatRef } from './seats/service.ts'
import type { Phase, Seat } from './types.ts'
import { causes, words } from './words.ts'

const notice: LetterRoom = {
  async why(ctx, tx, { ref }) {
    const { meeting: id, of } = readNoticeRef(ref)
    const meeting = await meetingById(tx, id)
    const said = saidOf(meeting)
    return of === 1 ? causes.notice(said, ladderOf(meeting.types, ctx.college)) : causes.change(said)
  },
  about: async (_ctx, tx, { ref }) => dayOf(await meetingById(tx, readNoticeRef(ref).meeting)),
  branchOf: async (tx, { ref }) => (await meetingById(tx, readNoticeRef(ref).meeting)).branch,
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingById(tx, readNoticeRef(ref).meeting)),
  urgency: ({ ref }) => (readNoticeRef(ref).of === 1 ? 'notice' : 'change'),
  async matters(ctx, tx, letter) {
    const { meeting: id, of } = readNoticeRef(letter.ref)
    const tells = await notice.open?.(ctx, tx, letter)
    return tells === true && (of === 'cancelled' || (await saysMore(ctx, tx, await meetingById(tx, id))))
  },
  async draw(ctx, tx, { ref }) {
    const { meeting: id, of } = readNoticeRef(ref)
    const meeting = await meetingById(tx, id)
    const roll = await rollState(tx, id)
    return noticeCard({
      meeting,
      phase: noticePhase(ctx, meeting, of),
      of: meeting.branch === null ? ctx.college.name : (await branch(tx, meeting.branch)).short,
      facts: meetingFacts(ctx, meeting),
      answerBy: roll?.answerBy ?? null,
      replies: await repliesOf(tx, id),
      beside: of === 'cancelled' ? await cancelledBeside(tx, meeting) : [],
      inMonth: of === meeting.version && (await monthStanding(ctx, tx, meeting)) !== 'none',
    })
  },
  async open(ctx, tx, { ref }) {
    const { meeting: id, of } = readNoticeRef(ref)
    const meeting = await meetingById(tx, id)
    if (of === 'cancelled') return meeting.state === 'cancelled' && (await wasTold(tx, meeting))
    return of === meeting.version && !isWithdrawn(meeting) && phaseAt(meeting, ctx.now()) === 'open'
  },
}

/** After the month's card a notice is for those who have not answered; on the card's own day it would be the second. */
async function saysMore(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  const standing = await monthStanding(ctx, tx, meeting)
  if (standing !== 'ahead') return standing === 'none'
  const { due } = await repliesOf(tx, meeting.id)
  return due === 0 || (await silentOnes(tx, meeting.id)).length > 0
}

function noticePhase(ctx: Ctx, meeting: Meeting, of: NoticeRef['of']): Phase {
  if (of !== 'cancelled' && meeting.withdrawn !== null && of <= meeting.withdrawn) return 'withdrawn'
  return meeting.state === 'cancelled' || of === meeting.version ? phaseAt(meeting, ctx.now()) : 'outdated'
}

type SeatLetter = Pick<LetterRoom, 'matters'> & {
  urgency: Urgency
  cause: (meeting: string) => Cause
  /** Whether it still asks something; one that only tells is not told again. */
  asks: boolean
}

/** Three letters, one card: what the person sees of the meeting at this moment. */
function seat({ urgency, matters, cause, asks }: SeatLetter): LetterRoom {
  return {
    urgency,
    why: async (_ctx, tx, { ref }) => cause(saidOf(await meetingById(tx, readSeatRef(ref).meeting))),
    subject: seatSubject,
    matters,
    draw: (ctx, tx, { ref }) => drawSeat(ctx, tx, { ...readSeatRef(ref), evening: null }),
    ...(asks ? { open: matters } : {}),
  }
}

const asking: LetterRoom['matters'] = async (ctx, tx, { ref }) => {
  const seat = readSeatRef(ref)
  const meeting = await meetingById(tx, seat.meeting)
  if (isWithdrawn(meeting) || phaseAt(meeting, ctx.now()) !== 'open') return false
  if ((await standingOf(tx, seat)) !== 'due') return false
  return needsAsking((await answerOf(tx, seat)).stage)
}

async function askingNow(ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  const { meeting: id, who, version } = readSeatRef(letter.ref)
  const meeting = await meetingById(tx, id)
  // Nobody is asked about a plan that was replaced, or whose notice was taken back.
  if (version !== meeting.version || isWithdrawn(meeting)) return false
  if (!(await asking(ctx, tx, letter))) return false
  // The list was frozen: whoever has left the branch since is not asked.
  return (await dueOf(ctx, tx, meeting)).due.includes(who)
}

const ask: LetterRoom = {
  ...seat({ urgency: 'reminder', matters: askingNow, cause: causes.leaveForm, asks: true }),
  why: async (ctx, tx, { ref }) => {
    const meeting = await meetingById(tx, readSeatRef(ref).meeting)
    return causes.ask(saidOf(meeting), ladderOf(meeting.types, ctx.college))
  },
  about: async (_ctx, tx, { ref }) => dayOf(await meetingById(tx, readSeatRef(ref).meeting)),
  branchOf: async (tx, { ref }) => (await meetingById(tx, readSeatRef(ref).meeting)).branch,
  draw: (ctx, tx, { ref }) => drawSeat(ctx, tx, { ...readSeatRef(ref), evening: thisEvening(ctx) }),
  atDesk: true,
}

const decided: LetterRoom['matters'] = async (_ctx, tx, { ref }) => {
  const { stage } = await answerOf(tx, readSeatRef(ref))
  return stage === 'approved' || stage === 'refused'
}

type Evening = Seat & { evening: Temporal.Instant | null }

async function drawSeat(ctx: Ctx, tx: Tx, { meeting: id, who, evening }: Evening) {
  const meeting = await meetingById(tx, id)
  const { stage } = await answerOf(tx, { meeting: id, who })
  const replies = await repliesOf(tx, id)
  return seatCard({
    meeting,
    phase: phaseAt(meeting, ctx.now()),
    stage,
    called: await calledOf(tx, who),
    today: today(ctx),
    answered: replies.join + replies.leave,
    snooze: evening !== null && Temporal.Instant.compare(evening, meeting.startsAt) < 0,
  })
}

async function calledOf(tx: Tx, who: Seat['who']): Promise<string> {
  const { name, branch: of } = await person(tx, who)
  return words.called(name, (await branch(tx, of)).kind)
}

const leaveAsked: LetterRoom = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) =>
    causes.leaveAsked(saidOf(await meetingById(tx, readSeatRef(ref).meeting))),
  subject: seatSubject,
  matters: (_ctx, tx, { ref }) => isToDecide(tx, readSeatRef(ref)),
  async draw(_ctx, tx, { ref }) {
    const seat = readSeatRef(ref)
    const { leave } = await answerOf(tx, seat)
    const meeting = await meetingById(tx, seat.meeting)
    const { name } = await person(tx, seat.who)
    // Who is no longer due has no leave to decide on either.
    if (leave === null) return noLeaveCard()
    return leaveCard({ meeting, member: seat.who, name, leave, toDecide: await isToDecide(tx, seat) })
  },
  open: (_ctx, tx, { ref }) => isToDecide(tx, readSeatRef(ref)),
}

const checkIn: LetterRoom = {
  urgency: 'answer',
  async why(ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    return causes.checkIn(saidOf(meeting), lengthOf(ctx.college.checkin.opens))
  },
  subject: meetingSubject,
  async matters(_ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    return meeting.state === 'scheduled' && (await rollState(tx, meeting.id))?.state === 'open'
  },
  async draw(_ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    return checkInCard({
      meeting,
      roll: await rollState(tx, meeting.id),
      counts: await rollOf(tx, meeting.id),
    })
  },
  pace: 'second',
}

/** 「11月26日第四季度党员大会」 */
function saidOf(meeting: Meeting): string {
  return `${shortDay(dayOf(meeting))}${meeting.shownAs}`
}

async function seatSubject(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<string> {
  return saidOf(await meetingById(tx, readSeatRef(ref).meeting))
}

async function meetingSubject(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<string> {
  return saidOf(await meetingById(tx, MeetingId.parse(ref)))
}

const dropped: LetterRoom = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) => causes.dropped(saidOf(await meetingById(tx, MeetingId.parse(ref)))),
  subject: meetingSubject,
  matters: async (_ctx, tx, { ref }) => (await meetingById(tx, MeetingId.parse(ref))).state === 'scheduled',
  async draw(ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    const { join, leave } = await repliesOf(tx, meeting.id)
    return droppedCard({ meeting, facts: meetingFacts(ctx, meeting), answered: join + leave })
  },
  open: (ctx, tx, letter) => dropped.matters(ctx, tx, letter),
}

/** The letters that this room draws; the notice is the meetings' letter, but shows answers. */
export const letters = {
  'meetings.notice': notice,
  'meetings.month': monthLetter,
  'attendance.ask': ask,
  'attendance.observe': observerLetter,
  'attendance.leaveForm': seat({ urgency: 'answer', matters: asking, cause: causes.leaveForm, asks: true }),
  'attendance.leaveDecided': seat({
    urgency: 'answer',
    matters: decided,
    cause: causes.leaveDecided,
    asks: false,
  }),
  'attendance.leaveAsked': leaveAsked,
  'attendance.checkin': checkIn,
  'attendance.dropped': dropped,
  'attendance.noted': notedLetter,
} satisfies Partial<LetterKinds>
