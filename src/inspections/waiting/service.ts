import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { everyBranch } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { refusalToReply } from '../replies/service.ts'
import type { Visit } from '../types.ts'
import { openVisits, termNow } from '../visits/service.ts'
import type { ToDo } from './types.ts'

export { inspectionToDo } from './card.ts'

/** A visit is near so many days before. */
const NEAR = { days: 3 }

/** What waits for a person in inspections, the first day first. */
export async function inspectionsToDo(ctx: Ctx, tx: Tx, who: MemberId): Promise<ToDo[]> {
  const short = new Map((await everyBranch(tx)).map((one) => [one.id, one.short]))
  const found: ToDo[] = []
  for (const visit of await openVisits(tx)) {
    const waits = await waitsFor(ctx, tx, { visit, who })
    const branch = short.get(visit.branch) ?? visit.branch
    if (waits !== null) found.push({ waits, visit: visit.id, branch, day: visit.answerBy ?? visit.day })
  }
  return found
}

async function waitsFor(
  ctx: Ctx,
  tx: Tx,
  { visit, who }: { visit: Visit; who: MemberId },
): Promise<ToDo['waits'] | null> {
  const { stage, inspector } = visit
  if (stage === 'planned') return inspector === who && isNear(ctx, visit) ? 'visit' : null
  if (stage === 'objected') return inspector === who ? 'answer' : null
  return (await refusalToReply(ctx, tx, { visit, who })) === null ? 'confirm' : null
}

/** Whether a visit is to be made about now: what a term left out is nobody's matter any more. */
function isNear(ctx: Ctx, { term, day }: Visit): boolean {
  return term === termNow(ctx)?.id && !isAfter(day, today(ctx).add(NEAR))
}
