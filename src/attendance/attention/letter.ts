import { small, text } from '../../cards/blocks.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { dayOf } from '../../meetings/service.ts'
import { nameOf, person } from '../../roster/service.ts'
import { shortDay } from '../../time/format.ts'
import { absencesOf, attentionRef, hearerOf } from './service.ts'
import { cause, words } from './words.ts'

/** Told once and quietly; it is rendered from what the rolls say now, so that what was corrected is not held against anybody. */
export const attentionLetter: LetterHandler = {
  urgency: 'notice',
  why: cause,
  branchOf: async (tx, { ref }) => (await person(tx, attentionRef.parse(ref).who)).branch,
  holder: (ctx, tx, { ref }) => hearerOf(ctx, tx, attentionRef.parse(ref).who),
  isRelevant: async (ctx, tx, { ref }) =>
    (await absencesOf(ctx, tx, attentionRef.parse(ref).who)).length >= 2,
  async render(ctx, tx, { ref }) {
    const { who } = attentionRef.parse(ref)
    const absences = await absencesOf(ctx, tx, who)
    const title = words.title
    if (absences.length < 2) return { title, tone: 'grey', summary: title, blocks: [text(words.over)] }
    const name = await nameOf(tx, who, (await person(tx, who)).branch)
    const meetings = absences.map((one) => `${shortDay(dayOf(one))}${one.shownAs}`).join(words.between)
    const said = words.absences(name, absences.length, meetings)
    return { title, tone: 'blue', summary: title, blocks: [text(said), small(words.kindly)] }
  },
}
