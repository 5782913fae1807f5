import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { thisEvening } from '../../letters/service.ts'
import type { Cause, Letter, LetterKinds, LetterRoom, Urgency } from '../../letters/types.ts'
import { dayOf, dueOf, isWithdrawn, ladderOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branch, nameOf, person, today } from '../../roster/service.ts'
import { shortDay } from '../../time/format.ts'
import { leaveCard, noLeaveCard } from '../card.ts'
import { standingOf } from '../list/service.ts'
import { deciderOf, isToDecide } from '../leaves/service.ts'
import { readSeatRef } from '../invitations/service.ts'
import type { Seat } from '../types.ts'
import { causes, words } from '../words.ts'
import { seatCard } from './card.ts'
import { isAnswer, phaseAt } from './rules.ts'
import { answerOf, repliesOf } from './service.ts'

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
  if (isWithdrawn(meeting) || phaseOf(ctx, meeting) !== 'open') return false
  if ((await standingOf(tx, seat)) !== 'due') return false
  return !isAnswer((await answerOf(tx, seat)).stage)
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
  const { stage, again } = await answerOf(tx, { meeting: id, who })
  const replies = await repliesOf(tx, id)
  return seatCard({
    meeting,
    phase: phaseOf(ctx, meeting),
    stage,
    again,
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
  async holder(ctx, tx, { ref }) {
    const { meeting, who } = readSeatRef(ref)
    return deciderOf(ctx, tx, { meeting: await meetingById(tx, meeting), who })
  },
  matters: isWaiting,
  async draw(_ctx, tx, letter) {
    const { version: n, ...seat } = readSeatRef(letter.ref)
    const { leave, stage } = await answerOf(tx, seat)
    const meeting = await meetingById(tx, seat.meeting)
    const name = await nameOf(tx, seat.who, meeting.branch)
    // Who is no longer due has no leave to decide on either.
    if (leave === null) return noLeaveCard()
    const replaced = n !== null && n < leave.n
    return leaveCard({
      ...{ meeting, member: seat.who, name, leave, replaced },
      // From what was read above: a decision in between must not mix two states on one card.
      toDecide: !replaced && stage === 'asked' && meeting.state !== 'cancelled',
    })
  },
  open: isWaiting,
}

/** Whether the request is the person's newest, and waits. */
async function isWaiting(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  const { version: n, ...seat } = readSeatRef(ref)
  const { leave } = await answerOf(tx, seat)
  return (n === null || n === leave?.n) && (await isToDecide(tx, seat))
}

/** 「11月26日第四季度党员大会」 */
export function saidOf(meeting: Meeting): string {
  return `${shortDay(dayOf(meeting))}${meeting.shownAs}`
}

async function seatSubject(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<string> {
  return saidOf(await meetingById(tx, readSeatRef(ref).meeting))
}

/** How a meeting stands now. */
export function phaseOf(ctx: Ctx, meeting: Meeting) {
  return phaseAt(meeting, ctx.now())
}

/** What is said to or about one person and one meeting. */
export const seatLetters = {
  'attendance.ask': ask,
  'attendance.leaveForm': seat({ urgency: 'answer', matters: asking, cause: causes.leaveForm, asks: true }),
  'attendance.leaveDecided': seat({
    urgency: 'answer',
    matters: decided,
    cause: causes.leaveDecided,
    asks: false,
  }),
  'attendance.leaveAsked': leaveAsked,
} satisfies Partial<LetterKinds>
