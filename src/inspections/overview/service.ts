import { z } from 'zod'
import { inSightAt } from '../../cards/in-sight.ts'
import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { branches, branchesNamed, inspectors, leadOf, rightsOf } from '../../roster/service.ts'
import { refusalToRead } from '../sheet/service.ts'
import type { Visit } from '../types.ts'
import {
  assignedRef,
  branchRef,
  revisionRef,
  sheetRef,
  termNow,
  visitById,
  visitsIn,
  visitTo,
} from '../visits/service.ts'
import { Noted } from './types.ts'

export { overviewButton } from './action.ts'

/** Why nothing is shown; `about`: the branches that may be meant. */
export const notedRef = ref('{noted}/{about}', { noted: Noted, about: z.string() })

type Asking = Pick<Said, 'who' | 'messageId' | 'text'>

/**
 * 督查: sends the committee a term's overview, an inspector the own visits, a secretary what concerns the own branch;
 * whoever is several of these gets each. With a branch behind it: its sheet, or what its secretary reads of it. Always
 * privately.
 */
export async function ask(ctx: Ctx, tx: Tx, asking: Asking): Promise<void> {
  const term = termNow(ctx)
  if (term === null) return writeLetters(ctx, tx, [noted(asking, 'noTerm')])
  const of = { ...asking, term: term.id }
  const letters = asking.text === '' ? await ownLetters(ctx, tx, of) : [await letterAbout(ctx, tx, of)]
  await writeLetters(ctx, tx, letters.length === 0 ? [noted(asking, 'mayNot')] : letters)
}

/** Sends a member of the committee the overview of the term that is on; once a minute is enough. */
export async function openOverview(ctx: Ctx, tx: Tx, { who }: { who: MemberId }): Promise<Opened> {
  const term = termNow(ctx)
  if (!(await rightsOf(ctx, tx, who)).committee) return { ok: false, refusal: 'mayNot' }
  if (term === null) return { ok: false, refusal: 'noTerm' }
  const once = oneFor('inspections.overview', `${term.id}:${who}:${inSightAt(ctx.now())}`)
  await writeLetters(ctx, tx, [{ ...once, ref: term.id, to: { person: who } }])
  return { ok: true }
}

type Opened = { ok: true } | { ok: false; refusal: 'mayNot' | 'noTerm' }

function noted({ who, messageId }: Asking, why: Noted, about = ''): NewLetter {
  const shows = notedRef.text({ noted: why, about })
  return { ...oneFor('inspections.noted', messageId), ref: shows, to: { person: who } }
}

type Of = Asking & { term: string }

async function ownLetters(ctx: Ctx, tx: Tx, { who, messageId, term }: Of): Promise<NewLetter[]> {
  const to = { person: who }
  const { committee, leads } = await rightsOf(ctx, tx, who)
  const visits = assignedRef.text({ term, who })
  const isInspector = await isInspecting(tx, { term, who })
  return [
    ...(committee ? [{ ...oneFor('inspections.overview', messageId), ref: term, to }] : []),
    ...(isInspector ? [{ ...oneFor('inspections.visits', messageId), ref: visits, to }] : []),
    ...leads.map((branch) => ({
      ...oneFor('inspections.branch', `${messageId}:${branch}`),
      ref: branchRef.text({ term, branch }),
      to,
    })),
  ]
}

async function letterAbout(ctx: Ctx, tx: Tx, of: Of): Promise<NewLetter> {
  const { who, term, messageId } = of
  const to = { person: who }
  const named = branchesNamed(of.text, await branches(tx))
  const [branch, another] = named
  if (branch === undefined) return noted(of, 'unknown')
  if (another !== undefined) return noted(of, 'several', named.map(({ short }) => short).join('、'))
  const visit = await visitTo(tx, { term, branch: branch.id })
  const refusal = visit === null ? null : await refusalToRead(ctx, tx, { visit, who })
  if (visit !== null && refusal === null)
    return { ...oneFor('inspections.sheet', messageId), ref: sheetRef.text({ visit: visit.id, who }), to }
  const { leads, admin, committee } = await rightsOf(ctx, tx, who)
  if (leads.includes(branch.id)) {
    const shows = branchRef.text({ term, branch: branch.id })
    return { ...oneFor('inspections.branch', messageId), ref: shows, to }
  }
  if (refusal !== null) return noted(of, refusal)
  const isConcerned = admin || committee || (await isInspecting(tx, { term, who }))
  return noted(of, isConcerned ? 'unplanned' : 'mayNot')
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
