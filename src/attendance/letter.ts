import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MeetingId } from '../ids.ts'
import type { Letter, LetterKinds, LetterHandler } from '../letters/types.ts'
import {
  cancelledBeside,
  dayOf,
  isToldPrivately,
  isWithdrawn,
  ladderOf,
  meetingById,
  factsBlock,
  noticeEffectOf,
  noticeRef,
  wasTold,
} from '../meetings/service.ts'
import type { Meeting, NoticeRef } from '../meetings/types.ts'
import { branch, whileAdmin } from '../roster/service.ts'
import { lengthOf } from '../time/format.ts'
import type { Card } from '../cards/card.ts'
import { uninvitedCard } from './answers/card.ts'
import { phaseOf, invitationLetters } from './answers/letter.ts'
import { repliesOf, repliesUntil, silentOnes } from './answers/service.ts'
import { noticeCard } from './card.ts'
import { saidOf } from './invitations/service.ts'
import { leaveLetters } from './leaves/letter.ts'
import { monthLetter } from './month/letter.ts'
import { checkInCard } from './checkin/card.ts'
import { countedRoll, rollState } from './checkin/service.ts'
import { exemptionLetters } from './exemptions/letter.ts'
import { listLetter } from './expected/letter.ts'
import { roleOf } from './list/service.ts'
import { attentionLetter } from './attention/letter.ts'
import { correctedLetter, correctionAskedLetter, rollDoubtedLetter } from './corrections/letter.ts'
import { hoursLetter } from './hours/letter.ts'
import { makeupLetters } from './makeup/letter.ts'
import { observerLetter } from './observers/letter.ts'
import { codeLetter } from './code/letter.ts'
import { asksForCode } from './code/service.ts'
import { droppedCard } from './dropped/card.ts'
import { overviewLetter } from './overview/letter.ts'
import { notedLetter } from './replies/letter.ts'
import { rollLetter } from './roll/letter.ts'
import { trainingLetter } from './training/letter.ts'
import type { Phase } from './types.ts'
import { votesLetter } from './votes/letter.ts'
import { causes } from './words.ts'

const notice: LetterHandler = {
  async why(ctx, tx, { ref }) {
    const { meeting: id, of } = noticeRef.parse(ref)
    const meeting = await meetingById(tx, id)
    const said = saidOf(meeting)
    return of === 1 ? causes.notice(said, ladderOf(meeting.types, ctx.settings)) : causes.change(said)
  },
  about: async (_ctx, tx, { ref }) => dayOf(await meetingById(tx, noticeRef.parse(ref).meeting)),
  branchOf: async (tx, { ref }) => (await meetingById(tx, noticeRef.parse(ref).meeting)).branch,
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingById(tx, noticeRef.parse(ref).meeting)),
  urgency: ({ ref }) => (noticeRef.parse(ref).of === 1 ? 'notice' : 'change'),
  async isRelevant(ctx, tx, letter) {
    const { meeting: id, of } = noticeRef.parse(letter.ref)
    if ((await uninvited(ctx, tx, letter)) !== null) return false
    const tells = await notice.open?.(ctx, tx, letter)
    return tells === true && (of === 'cancelled' || (await saysMore(ctx, tx, await meetingById(tx, id))))
  },
  async render(ctx, tx, letter) {
    const { meeting: id, of } = noticeRef.parse(letter.ref)
    const other = await uninvited(ctx, tx, letter)
    if (other !== null) return other
    const meeting = await meetingById(tx, id)
    return noticeCard({
      meeting,
      phase: noticePhase(ctx, meeting, of),
      of: meeting.branch === null ? ctx.settings.name : (await branch(tx, meeting.branch)).short,
      facts: factsBlock(meeting, ctx.settings.terms),
      ...(await privateCheckIn(ctx, tx, meeting)),
      ...(await repliesUntil(tx, id)),
      beside: of === 'cancelled' ? await cancelledBeside(tx, meeting) : [],
      inMonth: of === meeting.version && (await noticeEffectOf(ctx, tx, meeting)) !== 'none',
    })
  },
  async open(ctx, tx, { ref }) {
    const { meeting: id, of } = noticeRef.parse(ref)
    const meeting = await meetingById(tx, id)
    if (of === 'cancelled') return meeting.state === 'cancelled' && (await wasTold(tx, meeting))
    return of === meeting.version && !isWithdrawn(meeting) && phaseOf(ctx, meeting) === 'open'
  },
}

/** What a private notice shows to whoever is not expected any more; null to all others, and when it says the end. */
async function uninvited(ctx: Ctx, tx: Tx, { ref, to }: Letter): Promise<Card | null> {
  const { meeting: id, of } = noticeRef.parse(ref)
  const meeting = await meetingById(tx, id)
  const isTold = isToldPrivately(meeting, ctx.settings.types) && of !== 'cancelled'
  if (!isTold || 'chat' in to || meeting.state !== 'scheduled') return null
  const role = await roleOf(tx, { meeting: id, who: to.person })
  return role === 'due' ? null : uninvitedCard({ meeting, role })
}

/** From when people check in on this very card, while they may, and whether with digits. */
async function privateCheckIn(ctx: Ctx, tx: Tx, meeting: Meeting) {
  const none = { checkInFrom: null, coded: false }
  if (!isToldPrivately(meeting, ctx.settings.types)) return none
  const roll = await rollState(tx, meeting.id)
  if (roll === null || roll.state === 'closed') return none
  const isPlanned = roll.state === 'planned'
  return { checkInFrom: roll.opensAt, coded: await asksForCode(ctx, tx, { meeting: meeting.id, isPlanned }) }
}

/** After the month's card a notice is for those who have not answered; on the card's own day it would be the second. */
async function saysMore(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<boolean> {
  const effect = await noticeEffectOf(ctx, tx, meeting)
  if (effect !== 'ahead') return effect === 'none'
  const { expected } = await repliesOf(tx, meeting.id)
  return expected === 0 || (await silentOnes(tx, meeting.id)).length > 0
}

function noticePhase(ctx: Ctx, meeting: Meeting, of: NoticeRef['of']): Phase {
  if (of !== 'cancelled' && meeting.withdrawn !== null && of <= meeting.withdrawn) return 'withdrawn'
  return meeting.state === 'cancelled' || of === meeting.version ? phaseOf(ctx, meeting) : 'outdated'
}

const checkIn: LetterHandler = {
  urgency: 'answer',
  async why(ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    return causes.checkIn(saidOf(meeting), lengthOf(ctx.settings.checkin.opens))
  },
  subject: meetingSubject,
  async isRelevant(_ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    return meeting.state === 'scheduled' && (await rollState(tx, meeting.id))?.state === 'open'
  },
  async render(_ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    return checkInCard({ meeting, ...(await countedRoll(tx, meeting.id)) })
  },
  pace: 'second',
}

async function meetingSubject(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<string> {
  return saidOf(await meetingById(tx, MeetingId.parse(ref)))
}

const dropped: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) => causes.dropped(saidOf(await meetingById(tx, MeetingId.parse(ref)))),
  subject: meetingSubject,
  holder: whileAdmin,
  isRelevant: async (_ctx, tx, { ref }) =>
    (await meetingById(tx, MeetingId.parse(ref))).state === 'scheduled',
  async render(ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    const { join, leave } = await repliesOf(tx, meeting.id)
    const facts = factsBlock(meeting, ctx.settings.terms)
    return droppedCard({ meeting, facts, answered: join + leave })
  },
  open: (ctx, tx, letter) => dropped.isRelevant(ctx, tx, letter),
}

/** The letters that this feature renders; the notice is the meetings' letter, but shows answers. */
export const letters = {
  'meetings.notice': notice,
  'meetings.month': monthLetter,
  ...invitationLetters,
  ...leaveLetters,
  'attendance.observe': observerLetter,
  'attendance.checkin': checkIn,
  'attendance.code': codeLetter,
  'attendance.dropped': dropped,
  'attendance.noted': notedLetter,
  'attendance.overview': overviewLetter,
  'attendance.list': listLetter,
  'attendance.roll': rollLetter,
  ...exemptionLetters,
  'attendance.correctionAsked': correctionAskedLetter,
  'attendance.corrected': correctedLetter,
  'attendance.rollDoubted': rollDoubtedLetter,
  'attendance.attention': attentionLetter,
  ...makeupLetters,
  'attendance.votes': votesLetter,
  'attendance.training': trainingLetter,
  'attendance.hours': hoursLetter,
} satisfies Partial<LetterKinds>
