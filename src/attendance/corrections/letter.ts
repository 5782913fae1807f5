import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { meetingById, whenOf } from '../../meetings/service.ts'
import { nameOf } from '../../roster/service.ts'
import { rollOf } from '../checkin/service.ts'
import { rollEntries, rollWords } from '../roll/service.ts'
import { correctionCard, type CorrectionView, rollDoubtedCard } from './card.ts'
import { readStated } from './rules.ts'
import { correctionRef, correctorOf, doubtedRef, newestRequest } from './service.ts'
import { causes, words } from './words.ts'

/** A request for a correction, for whoever may correct the roll on the day of sending. */
export const correctionAskedLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, letter) => causes.asked((await meetingIn(tx, letter)).shownAs),
  subject: async (_ctx, tx, letter) => (await meetingIn(tx, letter)).shownAs,
  async holder(ctx, tx, letter) {
    const { who } = correctionRef.parse(letter.ref)
    return correctorOf(ctx, tx, { meeting: await meetingIn(tx, letter), who })
  },
  isRelevant: async (_ctx, tx, letter) => (await viewOf(tx, letter)).request.state === 'open',
  render: async (_ctx, tx, letter) => correctionCard(await viewOf(tx, letter)),
  open: (ctx, tx, letter) => correctionAskedLetter.isRelevant(ctx, tx, letter),
}

/** What became of it, for whoever asked. */
export const correctedLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, letter) => causes.corrected((await meetingIn(tx, letter)).shownAs),
  isRelevant: async () => true,
  async render(_ctx, tx, letter) {
    const { what, now, request } = await viewOf(tx, letter)
    return { text: (request.state === 'kept' ? words.yoursKept : words.yoursCorrected)(what, now) }
  },
}

/** That a record names another number of people than the roll, for whoever may correct it on the day of sending. */
export const rollDoubtedLetter: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, letter) => causes.doubted((await doubtedIn(tx, letter)).shownAs),
  subject: async (_ctx, tx, letter) => (await doubtedIn(tx, letter)).shownAs,
  async isRelevant(_ctx, tx, letter) {
    const { stated, meeting } = doubtedRef.parse(letter.ref)
    const { of, number } = readStated(stated)
    return (await rollOf(tx, meeting))[of] !== number
  },
  async render(_ctx, tx, letter) {
    const { stated, meeting: id } = doubtedRef.parse(letter.ref)
    const meeting = await doubtedIn(tx, letter)
    const { of, number } = readStated(stated)
    const counted = (await rollOf(tx, id))[of]
    const what = `${whenOf(meeting)}${meeting.shownAs}`
    return rollDoubtedCard({ meeting: id, what, of, stated: number, counted })
  },
}

function doubtedIn(tx: Tx, { ref }: Letter) {
  return meetingById(tx, doubtedRef.parse(ref).meeting)
}

function meetingIn(tx: Tx, { ref }: Letter) {
  return meetingById(tx, correctionRef.parse(ref).meeting)
}

async function viewOf(tx: Tx, letter: Letter): Promise<CorrectionView> {
  const { meeting: id, who } = correctionRef.parse(letter.ref)
  const meeting = await meetingIn(tx, letter)
  const request = await newestRequest(tx, { meeting: id, who })
  if (request === null) throw new Unfit(`no request for a correction ${letter.ref}`)
  const mark = (await rollEntries(tx, meeting)).find((one) => one.who === who)?.mark ?? null
  return {
    ...{ meeting: id, who, request },
    name: await nameOf(tx, who, meeting.branch),
    what: `${whenOf(meeting)}${meeting.shownAs}`,
    now: mark === null ? rollWords.unconfirmed : rollWords.marks[mark],
  }
}
