import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { isNewest } from '../../letters/service.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { refusalToAdjourn } from '../adjourning/service.ts'
import { quorumOf } from '../quorum/service.ts'
import { noVotesCard, votesCard } from './card.ts'
import { earlierVotes, formOf, refusalTo, votesOf, votesRef } from './service.ts'
import { cause } from './words.ts'

/** The votes of a meeting, for whoever enters what was counted. (domain §5, row 22) */
export const votesLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, letter) => cause((await meetingIn(tx, letter)).shownAs),
  subject: async (_ctx, tx, letter) => (await meetingIn(tx, letter)).shownAs,
  isRelevant: async () => true,
  async render(ctx, tx, letter) {
    const meeting = await meetingIn(tx, letter)
    if (!(await isNewest(tx, letter))) return noVotesCard(meeting, 'superseded')
    if (meeting.state === 'cancelled' || meeting.state === 'adjourned')
      return noVotesCard(meeting, meeting.state)
    const view = await viewOf(ctx, tx, { meeting, to: letter.to })
    return view === null ? noVotesCard(meeting, 'closed') : votesCard(view)
  },
}

async function meetingIn(tx: Tx, { ref }: Letter): Promise<Meeting> {
  return meetingById(tx, votesRef.parse(ref).meeting)
}

// An office that has ended enters nothing any more.
async function viewOf(ctx: Ctx, tx: Tx, { meeting, to }: { meeting: Meeting; to: Letter['to'] }) {
  const who = 'person' in to ? to.person : null
  if (who === null || (await refusalTo(ctx, tx, { meeting, who })) !== null) return null
  const quorum = await quorumOf(ctx, tx, meeting)
  if (quorum === null) return null
  return {
    meeting,
    quorum,
    votes: await votesOf(tx, meeting.id),
    earlier: await earlierVotes(tx, meeting),
    form: await formOf(tx, { meeting: meeting.id, who }),
    mayAdjourn: !quorum.isMet && (await refusalToAdjourn(ctx, tx, { meeting, at: ctx.now() })) === null,
  }
}
