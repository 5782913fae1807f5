import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { thisEvening } from '../../letters/service.ts'
import type { Cause, Letter, LetterKinds, LetterHandler, Urgency } from '../../letters/types.ts'
import { dayOf, factsBlock, isWithdrawn, ladderOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branch, nameOf, person } from '../../roster/service.ts'
import { isBefore } from '../../time/order.ts'
import { invitationRef, saidOf } from '../invitations/service.ts'
import type { Invitation } from '../types.ts'
import { causes, words } from '../words.ts'
import { confirmCard, invitationCard } from './card.ts'
import { isAnswer, phaseAt } from './rules.ts'
import { addedCause, confirmCause } from './words.ts'
import { answerOf, repliesOf } from './service.ts'
import { today } from '../../time/dates.ts'

type InvitationLetter = Pick<LetterHandler, 'isRelevant'> & {
  urgency: Urgency
  cause: (meeting: string) => Cause
  /** Whether it still asks something; one that only tells is not told again. */
  asks: boolean
}

/** Three letters, one card: what the person sees of the meeting at this moment. */
function invitation({ urgency, isRelevant, cause, asks }: InvitationLetter): LetterHandler {
  return {
    urgency,
    why: async (_ctx, tx, { ref }) => cause(saidOf(await meetingById(tx, invitationRef.parse(ref).meeting))),
    subject: invitationSubject,
    isRelevant,
    render: (ctx, tx, { ref }) => renderInvitation(ctx, tx, { ...invitationRef.parse(ref), evening: null }),
    ...(asks ? { open: isRelevant } : {}),
  }
}

/** Leave is taken while the meeting lasts, too. */
const choosing: LetterHandler['isRelevant'] = async (ctx, tx, letter) => {
  const invitation = invitationRef.parse(letter.ref)
  if (phaseOf(ctx, await meetingById(tx, invitation.meeting)) !== 'begun') return asking(ctx, tx, letter)
  return (await answerOf(tx, invitation)).stage === 'choosing'
}

const asking: LetterHandler['isRelevant'] = async (ctx, tx, { ref }) => {
  const invitation = invitationRef.parse(ref)
  const meeting = await meetingById(tx, invitation.meeting)
  if (isWithdrawn(meeting) || phaseOf(ctx, meeting) !== 'open') return false
  const { role, stage } = await answerOf(tx, invitation)
  return role === 'due' && !isAnswer(stage)
}

async function askingNow(ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  const { meeting: id, version } = invitationRef.parse(letter.ref)
  const meeting = await meetingById(tx, id)
  // Nobody is asked about a revision that was replaced, or whose notice was taken back.
  if (version !== meeting.version || isWithdrawn(meeting)) return false
  return asking(ctx, tx, letter)
}

/** Both go to people who have not answered: on the meeting's own day off, and as a matter of its branch. */
const ofMeeting = {
  about: async (_ctx, tx, { ref }) => dayOf(await meetingById(tx, invitationRef.parse(ref).meeting)),
  branchOf: async (tx, { ref }) => (await meetingById(tx, invitationRef.parse(ref).meeting)).branch,
} satisfies Partial<LetterHandler>

const ask: LetterHandler = {
  ...ofMeeting,
  ...invitation({ urgency: 'reminder', isRelevant: askingNow, cause: causes.leaveForm, asks: true }),
  why: async (ctx, tx, { ref }) => {
    const meeting = await meetingById(tx, invitationRef.parse(ref).meeting)
    return causes.ask(saidOf(meeting), ladderOf(meeting.types, ctx.settings))
  },
  render: (ctx, tx, { ref }) =>
    renderInvitation(ctx, tx, { ...invitationRef.parse(ref), evening: thisEvening(ctx) }),
  atDesk: true,
}

/** To whoever said that they come, a while before the start; whoever says otherwise now sees that. */
const confirm: LetterHandler = {
  ...ofMeeting,
  urgency: 'reminder',
  subject: invitationSubject,
  why: async (ctx, tx, { ref }) => {
    const meeting = await meetingById(tx, invitationRef.parse(ref).meeting)
    return confirmCause(saidOf(meeting), ladderOf(meeting.types, ctx.settings))
  },
  async isRelevant(ctx, tx, { ref }) {
    const { version, ...invitation } = invitationRef.parse(ref)
    const meeting = await meetingById(tx, invitation.meeting)
    if (version !== meeting.version || isWithdrawn(meeting)) return false
    return phaseOf(ctx, meeting) === 'open' && (await answerOf(tx, invitation)).stage === 'joining'
  },
  async render(ctx, tx, letter) {
    const invitation = invitationRef.parse(letter.ref)
    if (await confirm.isRelevant(ctx, tx, letter))
      return confirmCard(await meetingById(tx, invitation.meeting))
    return renderInvitation(ctx, tx, { ...invitation, evening: null })
  },
}

/** To whoever joined the list after the meeting was announced, and did not see its notice. */
const added: LetterHandler = {
  ...ofMeeting,
  ...invitation({ urgency: 'notice', isRelevant: askingNow, cause: addedCause, asks: true }),
  render: (ctx, tx, { ref }) =>
    renderInvitation(ctx, tx, { ...invitationRef.parse(ref), evening: null, isAdded: true }),
}

const decided: LetterHandler['isRelevant'] = async (_ctx, tx, { ref }) => {
  const { stage } = await answerOf(tx, invitationRef.parse(ref))
  return stage === 'approved' || stage === 'refused'
}

type Shown = Invitation & { evening: Temporal.Instant | null; isAdded?: boolean }

async function renderInvitation(ctx: Ctx, tx: Tx, { meeting: id, who, evening, isAdded = false }: Shown) {
  const meeting = await meetingById(tx, id)
  const { role, stage, leave, again, saidBy } = await answerOf(tx, { meeting: id, who })
  const replies = await repliesOf(tx, id)
  return invitationCard({
    meeting,
    phase: phaseOf(ctx, meeting),
    role,
    stage,
    request: leave && { category: leave.category, isExplained: leave.note !== null, isLate: leave.late },
    granted: ctx.settings.leave.granted,
    again,
    saidBy: saidBy && (await nameOf(tx, saidBy, meeting.branch)),
    addedTo: isAdded ? factsBlock(meeting, ctx.settings.terms) : null,
    called: await calledOf(tx, who),
    today: today(ctx),
    answered: replies.join + replies.leave,
    snooze: evening !== null && isBefore(evening, meeting.startsAt),
  })
}

async function calledOf(tx: Tx, who: Invitation['who']): Promise<string> {
  const { name, branch: of } = await person(tx, who)
  return words.called(name, (await branch(tx, of)).kind)
}

async function invitationSubject(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<string> {
  return saidOf(await meetingById(tx, invitationRef.parse(ref).meeting))
}

/** How a meeting stands now. */
export function phaseOf(ctx: Ctx, meeting: Meeting) {
  return phaseAt(meeting, ctx.now())
}

/** What is said to or about one person and one meeting. */
export const invitationLetters = {
  'attendance.ask': ask,
  'attendance.confirm': confirm,
  'attendance.remind': {
    ...ask,
    why: async (_ctx, tx, { ref }) =>
      causes.remind(saidOf(await meetingById(tx, invitationRef.parse(ref).meeting))),
  },
  'attendance.added': added,
  'attendance.leaveForm': invitation({
    urgency: 'answer',
    isRelevant: choosing,
    cause: causes.leaveForm,
    asks: true,
  }),
  'attendance.leaveDecided': invitation({
    urgency: 'answer',
    isRelevant: decided,
    cause: causes.leaveDecided,
    asks: false,
  }),
} satisfies Partial<LetterKinds>
