import type { LetterHandler } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { trainingCard } from './card.ts'
import { refusalToTrain, trainingRef } from './service.ts'
import { cause } from './words.ts'

/** The form of a training, for whoever asked for it. */
export const trainingLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) => cause((await meetingById(tx, trainingRef.parse(ref).meeting)).shownAs),
  subject: async (_ctx, tx, { ref }) => (await meetingById(tx, trainingRef.parse(ref).meeting)).shownAs,
  isRelevant: async () => true,
  async render(ctx, tx, { ref, to }) {
    const meeting = await meetingById(tx, trainingRef.parse(ref).meeting)
    const who = 'person' in to ? to.person : null
    const closed = who === null ? 'mayNot' : await refusalToTrain(ctx, tx, { meeting, who })
    return trainingCard({ meeting, closed })
  },
}
