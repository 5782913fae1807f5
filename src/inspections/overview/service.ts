import { z } from 'zod'
import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { inspectors, leadOf, rightsOf } from '../../roster/service.ts'
import type { Visit } from '../types.ts'
import { assignedRef, revisionRef, termNow, visitById, visitsIn } from '../visits/service.ts'
import { Noted } from './types.ts'

/** Which branch's inspection of which term a secretary's card shows: `2026-2027-1/B05`. */
export const branchRef = ref('{term}/{branch}', { term: z.string(), branch: BranchId })
/** Why nothing is shown. */
export const notedRef = ref('{noted}', { noted: Noted })

/**
 * 督查: sends the committee a term's overview, an inspector the own visits, a secretary what concerns the own branch;
 * always privately. Whoever is several of these gets each.
 */
export async function ask(
  ctx: Ctx,
  tx: Tx,
  { who, messageId }: Pick<Said, 'who' | 'messageId'>,
): Promise<void> {
  const to = { person: who }
  const noted = (why: Noted): NewLetter => ({
    ...oneFor('inspections.noted', messageId),
    ref: notedRef.text({ noted: why }),
    to,
  })
  const term = termNow(ctx)
  if (term === null) return writeLetters(ctx, tx, [noted('noTerm')])
  const { committee, leads } = await rightsOf(ctx, tx, who)
  const letters: NewLetter[] = [
    ...(committee ? [{ ...oneFor('inspections.overview', messageId), ref: term.id, to }] : []),
    ...((await isInspecting(tx, { term: term.id, who }))
      ? [{ ...oneFor('inspections.visits', messageId), ref: assignedRef.text({ term: term.id, who }), to }]
      : []),
    ...leads.map((branch) => ({
      ...oneFor('inspections.branch', `${messageId}:${branch}`),
      ref: branchRef.text({ term: term.id, branch }),
      to,
    })),
  ]
  await writeLetters(ctx, tx, letters.length === 0 ? [noted('mayNot')] : letters)
}

/** Whether somebody is an inspector, or has a visit to make this term. */
async function isInspecting(tx: Tx, { term, who }: { term: string; who: MemberId }): Promise<boolean> {
  if ((await inspectors(tx)).some(({ person }) => person.id === who)) return true
  return (await visitsIn(tx, term)).some(({ inspector }) => inspector === who)
}

/** Reminds the inspector of a visit and tells the branch's secretary. False when it was moved or made meanwhile. */
export async function remindOf(ctx: Ctx, tx: Tx, shown: string): Promise<boolean> {
  const visit = await visitOf(tx, shown)
  if (visit === null) return false
  const lead = await leadOf(ctx, tx, visit.branch)
  const letters: NewLetter[] = [
    { ...oneFor('inspections.remind', shown), ref: shown, to: { person: visit.inspector } },
    ...(lead === null ? [] : [{ ...oneFor('inspections.coming', shown), ref: shown, to: { person: lead } }]),
  ]
  await writeLetters(ctx, tx, letters)
  return true
}

/** The visit of that revision, while it is still to be made so. */
export async function visitOf(tx: Tx, shown: string): Promise<Visit | null> {
  const { visit: id, revision } = revisionRef.parse(shown)
  const visit = await visitById(tx, id)
  return visit.revision === revision && visit.stage === 'planned' ? visit : null
}
