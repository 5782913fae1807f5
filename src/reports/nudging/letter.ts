import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { coveredBy, thisEvening } from '../../letters/service.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { chaseCard, type State } from '../card.ts'
import { isChased } from '../chasing/service.ts'
import { writerOf } from '../owners/service.ts'
import { remindRef } from '../rounds/service.ts'
import { stateOf } from '../states/service.ts'
import * as requests from '../store.ts'
import { wayOutFor } from '../ways/service.ts'
import { nudgeCard } from './card.ts'
import { cause, words } from './words.ts'

/** What an administrator reminds of by hand: one card a day for each person. */
export const nudgeLetter: LetterHandler = {
  urgency: 'reminder',
  daily: true,
  atDesk: true,
  why: async (ctx, tx, letter) => cause(await subject(ctx, tx, letter)),
  subject,
  branchOf: async (tx, letter) => (await requestOf(tx, letter)).branch,
  holder: async (ctx, tx, letter) => writerOf(ctx, tx, await requestOf(tx, letter)),
  isRelevant: isChased,
  async render(ctx, tx, letter) {
    const all = await carriedBy(tx, letter)
    const states: State[] = []
    for (const one of all) states.push(await stateOf(ctx, tx, (await requestOf(tx, one)).id))
    const [only] = states
    if (only === undefined || states.length > 1) return nudgeCard(states)
    const who = 'person' in letter.to ? letter.to.person : null
    const wayOut = await wayOutFor(ctx, tx, { request: only.request, who })
    return chaseCard({ ...only, wayOut, snooze: thisEvening(ctx) !== null })
  },
}

async function requestOf(tx: Tx, { ref }: Letter) {
  return requests.byId(tx, remindRef.parse(ref).request)
}

/** What one card of the day tells of: its own record, and those of the letters that it carries. */
async function carriedBy(tx: Tx, letter: Letter): Promise<Letter[]> {
  return [letter, ...(await coveredBy(tx, letter.id))]
}

async function subject(_ctx: Ctx, tx: Tx, letter: Letter): Promise<string> {
  return words.several((await requestOf(tx, letter)).title, (await carriedBy(tx, letter)).length)
}
