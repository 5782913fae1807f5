import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { coveredBy } from '../../letters/service.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { lengthOf } from '../../time/format.ts'
import { adminOf, isEscalated } from '../chasing/service.ts'
import { branchLabel, maySettle } from '../owners/service.ts'
import { remindRef } from '../rounds/service.ts'
import { stateOf } from '../states/service.ts'
import { underWay } from '../ways/service.ts'
import * as store from '../store.ts'
import { causes } from '../words.ts'
import { type Escalated, escalationCard } from './card.ts'
import { words } from './words.ts'

/** What has not come in, to the administrator in charge of its branch: one card a day. */
export const escalationLetter: LetterHandler = {
  urgency: 'reminder',
  daily: true,
  why: async (ctx, tx, letter) =>
    causes.escalation(await followedUp(ctx, tx, letter), lengthOf(ctx.settings.reports.escalate)),
  subject: followedUp,
  branchOf: async (tx, letter) => (await requestOf(tx, letter)).branch,
  holder: async (ctx, tx, letter) => adminOf(ctx, tx, await requestOf(tx, letter)),
  isRelevant: (_ctx, tx, letter) => isEscalated(tx, letter),
  async render(ctx, tx, letter) {
    const states: Escalated[] = []
    let settles = false
    for (const one of await carriedBy(tx, letter)) {
      const state = await escalatedIn(ctx, tx, one)
      states.push(state)
      settles ||=
        'person' in letter.to && (await maySettle(ctx, tx, { request: state.request, who: letter.to.person }))
    }
    return escalationCard({ states, maySettle: settles })
  },
}

async function requestOf(tx: Tx, { ref }: Letter) {
  return store.byId(tx, remindRef.parse(ref).request)
}

/** What one card of the day tells of: its own matter, and those of the letters that it carries. */
async function carriedBy(tx: Tx, letter: Letter): Promise<Letter[]> {
  return [letter, ...(await coveredBy(tx, letter.id))]
}

async function followedUp(_ctx: Ctx, tx: Tx, letter: Letter): Promise<string> {
  return words.followedUp((await requestOf(tx, letter)).title, (await carriedBy(tx, letter)).length)
}

async function escalatedIn(ctx: Ctx, tx: Tx, letter: Letter): Promise<Escalated> {
  const state = await stateOf(ctx, tx, (await requestOf(tx, letter)).id)
  const { request } = state
  return {
    ...state,
    ...(await underWay(ctx, tx, request)),
    branch: await branchLabel(ctx, tx, request),
    waived: request.state === 'waived' ? await store.waiverOf(tx, request.id) : null,
  }
}
