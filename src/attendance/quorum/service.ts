import type { QuorumKind } from '../../../config/college.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Meeting } from '../../meetings/types.ts'
import { presentAmong } from '../../roster/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Quorum } from './types.ts'

export { quorumLines } from './words.ts'

/** Whether enough of those who may vote have come by now; null where nothing is put to the vote. */
export async function quorumOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<Quorum | null> {
  const kind = rules.usualKind(meeting.types, ctx.settings.types)
  return kind === null ? null : quorumFor(ctx, tx, { meeting, kind })
}

async function quorumFor(
  ctx: Ctx,
  tx: Tx,
  { meeting, kind }: { meeting: Meeting; kind: QuorumKind },
): Promise<Quorum> {
  const marks = await store.expectedMarks(tx, meeting.id)
  const people = await presentAmong(tx, [...marks.keys()])
  const marked = people.map((one) => ({ ...one, mark: marks.get(one.id) ?? null }))
  return rules.quorumAt(kind, rules.votersAmong(marked, kind), ctx.settings.quorum.general)
}
