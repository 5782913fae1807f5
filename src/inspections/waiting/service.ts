import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { everyBranch, rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { drawableOnes } from '../candidates/service.ts'
import { refusalToReply } from '../replies/service.ts'
import type { Visit } from '../types.ts'
import { openVisits, termNow, visitsIn } from '../visits/service.ts'
import type { ToDo } from './types.ts'

export { inspectionToDo } from './card.ts'

/** A visit is near so many days before. */
const NEAR = { days: 3 }

/** So long an administrator is left to plan a term's inspections before it stands in 待办. */
const PLANNED_WITHIN = { weeks: 2 }

/** What waits for a person in inspections, the first day first. */
export async function inspectionsToDo(ctx: Ctx, tx: Tx, who: MemberId): Promise<ToDo[]> {
  const short = new Map((await everyBranch(tx)).map((one) => [one.id, one.short]))
  const { admin } = await rightsOf(ctx, tx, who)
  const found: ToDo[] = []
  for (const visit of await openVisits(tx)) {
    const waits = await waitsFor(ctx, tx, { visit, who })
    const about = { branch: short.get(visit.branch) ?? visit.branch, day: visit.answerBy ?? visit.day }
    if (waits !== null) found.push({ waits, visit: visit.id, ...about })
    else if (admin && isUnanswered(ctx, visit)) found.push({ waits: 'unanswered', ...about })
  }
  return admin ? [...found, ...(await unplannedTerm(ctx, tx))] : found
}

function isUnanswered(ctx: Ctx, { stage, answerBy }: Visit): boolean {
  return stage === 'objected' && answerBy !== null && isAfter(today(ctx), answerBy)
}

/** A term that has gone on for some time without a plan, where there is somebody to inspect. */
async function unplannedTerm(ctx: Ctx, tx: Tx): Promise<ToDo[]> {
  const term = termNow(ctx)
  if (term === null || isAfter(term.week1Monday.add(PLANNED_WITHIN), today(ctx))) return []
  const isPlanned = (await visitsIn(tx, term.id)).length > 0
  return isPlanned || (await drawableOnes(tx)).length === 0 ? [] : [{ waits: 'unplanned', term: term.name }]
}

async function waitsFor(
  ctx: Ctx,
  tx: Tx,
  { visit, who }: { visit: Visit; who: MemberId },
): Promise<'visit' | 'confirm' | 'answer' | null> {
  const { stage, inspector } = visit
  if (stage === 'planned') return inspector === who && isNear(ctx, visit) ? 'visit' : null
  if (stage === 'objected') return inspector === who ? 'answer' : null
  return (await refusalToReply(ctx, tx, { visit, who })) === null ? 'confirm' : null
}

/** Whether a visit is to be made about now: what a term left out is nobody's matter any more. */
function isNear(ctx: Ctx, { term, day }: Visit): boolean {
  return term === termNow(ctx)?.id && !isAfter(day, today(ctx).add(NEAR))
}
