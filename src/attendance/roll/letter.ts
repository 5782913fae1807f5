import type { LetterHandler } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { refusedLine } from '../entry/service.ts'
import { rollState } from '../checkin/service.ts'
import { rollCard } from './card.ts'
import { mayRead, rollCorrections, rollEntries, rollRef } from './service.ts'
import { cause } from './words.ts'

/** So many corrections are shown. */
const MOST_CORRECTIONS = 5

/** The roll 到会名单, for whoever asked for it. */
export const rollLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) => cause((await meetingById(tx, rollRef.parse(ref).meeting)).shownAs),
  subject: async (_ctx, tx, { ref }) => (await meetingById(tx, rollRef.parse(ref).meeting)).shownAs,
  isRelevant: async () => true,
  async render(ctx, tx, { ref, to }) {
    const meeting = await meetingById(tx, rollRef.parse(ref).meeting)
    const who = 'person' in to ? to.person : null
    return rollCard({
      meeting,
      mayRead: who !== null && (await mayRead(ctx, tx, { meeting, who })),
      closed: (await rollState(tx, meeting.id))?.state === 'closed',
      entries: await rollEntries(tx, meeting),
      corrections: await rollCorrections(tx, meeting, MOST_CORRECTIONS),
      refused: who === null ? null : await refusedLine(tx, { meeting: meeting.id, who }),
    })
  },
}
