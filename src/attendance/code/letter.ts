import type { LetterHandler } from '../../letters/types.ts'
import { dayOf, hostOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { shortDay } from '../../time/format.ts'
import { rollState } from '../checkin/service.ts'
import { codeCard } from './card.ts'
import { codeRef, digitsOf } from './service.ts'
import { cause } from './words.ts'

/** The digits of a check-in, for whoever hosts the meeting on that day, and nobody else. */
export const codeLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) => cause(saidOf(await meetingById(tx, codeRef.parse(ref).meeting))),
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingById(tx, codeRef.parse(ref).meeting)),
  holder: async (ctx, tx, { ref }) => hostOf(ctx, tx, await meetingById(tx, codeRef.parse(ref).meeting)),
  async isRelevant(_ctx, tx, { ref }) {
    const meeting = await meetingById(tx, codeRef.parse(ref).meeting)
    return meeting.state === 'scheduled' && (await rollState(tx, meeting.id))?.state === 'open'
  },
  async render(ctx, tx, letter) {
    const meeting = await meetingById(tx, codeRef.parse(letter.ref).meeting)
    const isOpen = await codeLetter.isRelevant(ctx, tx, letter)
    return codeCard({ meeting, digits: isOpen ? await digitsOf(tx, meeting.id) : null })
  },
}

/** 「11月26日第四季度党员大会」 */
function saidOf(meeting: Meeting): string {
  return `${shortDay(dayOf(meeting))}${meeting.shownAs}`
}
