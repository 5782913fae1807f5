import type { LetterHandler } from '../../letters/types.ts'
import { deadline } from '../../time/format.ts'
import { noticeRef } from '../notices/service.ts'
import { meetingById } from '../records/service.ts'
import { cause, words } from './words.ts'

/** Tells who had answered that the notice was taken back. */
export const withdrawnLetter: LetterHandler = {
  urgency: 'change',
  why: cause,
  async isRelevant(_ctx, tx, { ref }) {
    const { meeting: id, of } = noticeRef.parse(ref)
    const meeting = await meetingById(tx, id)
    return meeting.state === 'scheduled' && meeting.version === of
  },
  async render(_ctx, tx, { ref }) {
    const { shownAs, startsAt, zone } = await meetingById(tx, noticeRef.parse(ref).meeting)
    return { text: words.withdrawn(deadline(startsAt.toZonedDateTimeISO(zone)), shownAs) }
  },
}
