import { isAfter } from '../../time/order.ts'
import { MOST_EXPLANATIONS } from '../rounds/service.ts'
import { isOwed } from '../rules.ts'
import type { Request } from '../types.ts'
import type { ExplainingRefusal, Explanation } from './types.ts'

/** Why a request cannot be explained now: it is owed no more, not overdue, or an explanation waits; null: it can. */
export function refusalToExplain(
  request: Pick<Request, 'state' | 'dueAt'>,
  { last, now }: { last: Pick<Explanation, 'n' | 'outcome'> | undefined; now: Temporal.Instant },
): ExplainingRefusal | null {
  if (!isOwed(request)) return 'settled'
  if (!isAfter(now, request.dueAt)) return 'early'
  if (last === undefined) return null
  if (last.outcome === null) return 'waits'
  return last.n >= MOST_EXPLANATIONS ? 'tooMany' : null
}
