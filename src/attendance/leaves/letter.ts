import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds } from '../../letters/types.ts'
import { dayOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { nameOf, namesOf } from '../../roster/service.ts'
import { isBefore } from '../../time/order.ts'
import { answerOf } from '../answers/service.ts'
import { deciderAmong, deciderOf, decidersOf, rightsOver } from '../deciders/service.ts'
import { invitationRef, leavesAskedLetter, saidOf } from '../invitations/service.ts'
import { leaveCard, type LeaveLine, leavesCard, noLeaveCard } from './card.ts'
import { isToDecide, requestsOn } from './service.ts'
import type { LeaveRequest } from './types.ts'
import { causes } from './words.ts'

const leavesRef = leavesAskedLetter.ref

/** All requests of a meeting before one who decides. */
const leavesCards = {
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingById(tx, leavesRef.parse(ref).meeting)),
  async holder(ctx, tx, letter) {
    const { meeting, waiting } = await waitingOn(tx, letter)
    const deciders = await decidersOf(ctx, tx, meeting)
    const all = waiting.map(({ who }) => deciderAmong(who, deciders)).filter((one) => one !== null)
    const [first = null] = all
    return all.find((one) => one === receiverOf(letter)) ?? first
  },
  isRelevant: (_ctx, tx, letter) => isAnyWaiting(tx, letter),
  async render(ctx, tx, letter) {
    const { meeting, all } = await waitingOn(tx, letter)
    const lines = await linesFor(ctx, tx, { meeting, all, by: receiverOf(letter) })
    const mayChange = meeting.state === 'scheduled' && isBefore(ctx.now(), meeting.startsAt)
    return leavesCard({ meeting, lines, mayChange })
  },
} satisfies Partial<LetterHandler>

const leavesAsked: LetterHandler = {
  ...leavesCards,
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) => causes.asked(saidOf(await meetingById(tx, leavesRef.parse(ref).meeting))),
  open: (_ctx, tx, letter) => isAnyWaiting(tx, letter),
}

/** The same once more, before the meeting: what nobody decides counts as leave and holds nothing up. */
const leavesWait: LetterHandler = {
  ...leavesCards,
  urgency: 'reminder',
  why: async (_ctx, tx, { ref }) => causes.waits(saidOf(await meetingById(tx, leavesRef.parse(ref).meeting))),
  about: async (_ctx, tx, { ref }) => dayOf(await meetingById(tx, leavesRef.parse(ref).meeting)),
  branchOf: async (tx, { ref }) => (await meetingById(tx, leavesRef.parse(ref).meeting)).branch,
  atDesk: true,
}

async function isAnyWaiting(tx: Tx, letter: Letter): Promise<boolean> {
  return (await waitingOn(tx, letter)).waiting.length > 0
}

async function waitingOn(tx: Tx, { ref }: Letter) {
  const { meeting: id, round } = leavesRef.parse(ref)
  const meeting = await meetingById(tx, id)
  const all = (await requestsOn(tx, id)).filter(({ leave }) => leave.round === round)
  const open = all.filter(({ leave, isExpected }) => leave.state === 'asked' && isExpected)
  const waiting = meeting.state === 'cancelled' ? [] : open
  return { meeting, all, waiting }
}

function receiverOf({ to }: Letter): MemberId {
  if ('chat' in to) throw new Error('a leave was put before a chat')
  return to.person
}

type Reading = { meeting: Meeting; all: readonly LeaveRequest[]; by: MemberId }

/** The requests that this reader may decide on, or decided; whoever may not read why does not. */
async function linesFor(ctx: Ctx, tx: Tx, { meeting, all, by }: Reading): Promise<LeaveLine[]> {
  const people = all.map(({ who }) => who)
  const of = { by, people, meeting, deciders: await decidersOf(ctx, tx, meeting) }
  const reads = await rightsOver(ctx, tx, { act: 'readReason', ...of })
  const decides = await rightsOver(ctx, tx, { act: 'decideLeave', ...of })
  const seen = all.filter(({ who, decidedBy }) => reads.has(who) || decidedBy === by)
  const names = await namesOf(
    tx,
    seen.map(({ who }) => who),
    meeting.branch,
  )
  return seen.map(({ who, leave, decidedBy, isExpected }) => ({
    who,
    name: names.get(who) ?? who,
    leave,
    reads: reads.has(who),
    decides: decides.has(who),
    isExpected,
    isDecided: decidedBy !== null,
  }))
}

/** One request, on a card of its own: as they were sent before one card held them all. */
const leaveAsked: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) =>
    causes.asked(saidOf(await meetingById(tx, invitationRef.parse(ref).meeting))),
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingById(tx, invitationRef.parse(ref).meeting)),
  async holder(ctx, tx, { ref }) {
    const { meeting, who } = invitationRef.parse(ref)
    return deciderOf(ctx, tx, { meeting: await meetingById(tx, meeting), who })
  },
  isRelevant: isWaiting,
  async render(ctx, tx, letter) {
    const { version: n, ...invitation } = invitationRef.parse(letter.ref)
    const { leave, stage } = await answerOf(tx, invitation)
    const meeting = await meetingById(tx, invitation.meeting)
    // The leave of a person who is no longer expected needs no decision.
    if (leave === null) return noLeaveCard()
    const deciders = await decidersOf(ctx, tx, meeting)
    const [by, people] = [receiverOf(letter), [invitation.who]]
    const may = await rightsOver(ctx, tx, { act: 'readReason', by, people, meeting, deciders })
    const replaced = n !== null && n < leave.n
    return leaveCard({
      meeting,
      member: invitation.who,
      name: await nameOf(tx, invitation.who, meeting.branch),
      leave,
      replaced,
      // From what was read above: a decision in between must not mix two states on one card.
      toDecide: !replaced && stage === 'asked' && meeting.state !== 'cancelled' && may.has(invitation.who),
    })
  },
  open: isWaiting,
}

/** Whether the request is the person's newest, and waits. */
async function isWaiting(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  const { version: n, ...invitation } = invitationRef.parse(ref)
  const { leave } = await answerOf(tx, invitation)
  return (n === null || n === leave?.n) && (await isToDecide(tx, invitation))
}

/** What is put before whoever decides on leaves. */
export const leaveLetters = {
  'attendance.leavesAsked': leavesAsked,
  'attendance.leavesWait': leavesWait,
  'attendance.leaveAsked': leaveAsked,
} satisfies Partial<LetterKinds>
