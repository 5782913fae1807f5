import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { dayOf, itemsFor, ladderOf, meetingById, factsBlock } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { shortDay } from '../../time/format.ts'
import { phaseAt } from '../answers/service.ts'
import { cameAt, rollState } from '../checkin/service.ts'
import { roleOf } from '../list/service.ts'
import { digitsOf } from '../code/service.ts'
import { checkInBlock } from '../service.ts'
import { type ObserverView, observerCard } from './card.ts'
import { observerRef, wasInvited } from './service.ts'
import { cause } from './words.ts'

/** The invitation of an observer 列席: told once, never asked and never chased. (domain §1D) */
export const observerLetter: LetterHandler = {
  urgency: ({ ref }) => (observerRef.parse(ref).of === 1 ? 'notice' : 'change'),
  async why(ctx, tx, { ref }) {
    const meeting = await meetingIn(tx, ref)
    return cause(saidOf(meeting), ladderOf(meeting.types, ctx.settings))
  },
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingIn(tx, ref)),
  about: async (_ctx, tx, { ref }) => dayOf(await meetingIn(tx, ref)),
  branchOf: async (tx, { ref }) => (await meetingIn(tx, ref)).branch,
  async isRelevant(ctx, tx, { ref }) {
    const { who, of } = observerRef.parse(ref)
    const meeting = await meetingIn(tx, ref)
    if (of === 'cancelled') return meeting.state === 'cancelled' && (await wasInvited(tx, meeting, who))
    return (await phaseOf(ctx, tx, ref)) === 'open'
  },
  async render(ctx, tx, { ref }) {
    const { who } = observerRef.parse(ref)
    const meeting = await meetingIn(tx, ref)
    const opened = (await rollState(tx, meeting.id))?.state === 'open'
    return observerCard({
      meeting,
      phase: await phaseOf(ctx, tx, ref),
      facts: factsBlock({ ...meeting, agenda: [] }, ctx.settings.terms),
      items: itemsFor(meeting, who),
      checkIn: opened
        ? checkInBlock({ id: meeting.id, coded: (await digitsOf(tx, meeting.id)) !== null })
        : null,
      cameAt: await cameAt(tx, { meeting: meeting.id, who }),
    })
  },
  open: (ctx, tx, letter) => observerLetter.isRelevant(ctx, tx, letter),
}

async function phaseOf(ctx: Ctx, tx: Tx, ref: string): Promise<ObserverView['phase']> {
  const { who, of } = observerRef.parse(ref)
  const meeting = await meetingIn(tx, ref)
  const phase = phaseAt(meeting, ctx.now())
  if (phase === 'cancelled' || of === 'cancelled') return phase
  if (meeting.withdrawn !== null && of <= meeting.withdrawn) return 'withdrawn'
  if (of !== meeting.version) return 'outdated'
  return (await roleOf(tx, { meeting: meeting.id, who })) === 'observer' ? phase : 'dismissed'
}

/** 「11月26日第四季度党员大会」 */
function saidOf(meeting: Meeting): string {
  return `${shortDay(dayOf(meeting))}${meeting.shownAs}`
}

function meetingIn(tx: Tx, ref: string): Promise<Meeting> {
  return meetingById(tx, observerRef.parse(ref).meeting)
}
