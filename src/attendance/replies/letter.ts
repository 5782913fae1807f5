import type { LetterHandler } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { deadline } from '../../time/format.ts'
import { refusals, words as common } from '../words.ts'
import { readNoted } from './service.ts'
import { cause, words } from './words.ts'

/** What became of an answer in words. */
export const notedLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(_ctx, tx, { ref }) {
    const noted = readNoted(ref)
    if (typeof noted === 'string') return { text: words[noted] }
    const meeting = await meetingById(tx, noted.meeting)
    if ('refusal' in noted) return { text: refusals[noted.refusal] }
    return {
      text: common[noted.stage](deadline(meeting.startsAt.toZonedDateTimeISO(meeting.zone)), meeting.shownAs),
    }
  },
}
