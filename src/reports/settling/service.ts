import { z } from 'zod'
import { kind, oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { branches, branchesNamed, rightsOf } from '../../roster/service.ts'
import { branchLabel, maySettle } from '../owners/service.ts'
import { isReopenable } from '../reopening/service.ts'
import * as store from '../store.ts'
import type { Note, Request } from '../types.ts'
import { countAll } from './store.ts'
import type { Choice } from '../waiving/service.ts'

export { settlingButton } from './action.ts'

const letter = kind(
  'reports.settling',
  { key: '{who}:{by}', ref: '{who}[/{branch}]' },
  { by: z.string(), who: MemberId, branch: BranchId },
)

/** Whose list a card is, and of which branch. */
export const settlingRef = letter.ref

type Opening = { who: MemberId; by: string; named: string }

/** Sends what a person may waive 免交 or ask for again 重开, of the branch that is named or of all, privately. */
export async function openSettling(ctx: Ctx, tx: Tx, { who, by, named }: Opening): Promise<void> {
  const found = named.trim() === '' ? [] : branchesNamed(named, await branches(tx))
  if (named.trim() !== '' && found.length !== 1) {
    const what: Note = found.length === 0 ? 'unknownBranch' : 'severalBranches'
    await writeLetters(ctx, tx, [{ ...oneFor('reports.noted', by), ref: what, to: { person: who } }])
    return
  }
  const names = letter.names({ who, by, branch: found[0]?.id ?? null })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
}

/** A list to choose from is no longer. */
const MOST_SHOWN = 20

/** What a person may waive, and what they may ask for again; of each how many more there are. */
export type Choices = { owed: Choice[]; settled: Choice[]; further: { owed: number; settled: number } }

/** That of a branch, or of all: owed the first due first, settled the latest first. */
export async function choicesFor(
  ctx: Ctx,
  tx: Tx,
  { who, branch }: { who: MemberId; branch: BranchId | null },
): Promise<Choices> {
  const of = { branch, most: MOST_SHOWN }
  const chosen = async (all: readonly Request[]) => {
    const found: Choice[] = []
    for (const request of all)
      if (await maySettle(ctx, tx, { request, who })) found.push(await choiceOf(ctx, tx, request))
    return found
  }
  const settled = []
  for (const request of await store.settled(tx, of))
    if (await isReopenable(tx, request)) settled.push(request)
  const counts = await countAll(tx, branch)
  const beyond = (all: number) => Math.max(0, all - MOST_SHOWN)
  const owed = await chosen(await store.owedIn(tx, of))
  // To whom nothing is offered nothing is counted.
  const isShown = owed.length + settled.length > 0 && (await rightsOf(ctx, tx, who)).admin
  const further = isShown
    ? { owed: beyond(counts.owed), settled: beyond(counts.settled) }
    : { owed: 0, settled: 0 }
  return { owed, settled: await chosen(settled), further }
}

async function choiceOf(ctx: Ctx, tx: Tx, request: Request): Promise<Choice> {
  return { id: request.id, label: `${await branchLabel(ctx, tx, request)}：${request.title}` }
}
