import type { QuorumKind } from '../../../config/college.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Meeting } from '../../meetings/types.ts'
import { person, presentAmong } from '../../roster/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Quorum } from './types.ts'

export { chooseKind } from './store.ts'
export { kinds as quorumKinds, quorumLines } from './words.ts'

/** Whether enough of those who may vote have come by now; null where nothing is put to the vote. */
export async function quorumOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<Quorum | null> {
  const usual = rules.usualKind(meeting.types, ctx.settings.types)
  if (usual === null) return null
  const kind = (await store.chosenKind(tx, meeting.id)) ?? usual
  return quorumFor(ctx, tx, { meeting, kind })
}

/** The same for a vote on something else than the meeting votes on now. */
export async function quorumFor(
  ctx: Ctx,
  tx: Tx,
  { meeting, kind }: { meeting: Meeting; kind: QuorumKind },
): Promise<Quorum> {
  const marks = await store.expectedMarks(tx, meeting.id)
  const people = await presentAmong(tx, [...marks.keys()])
  const here = new Set(people.map(({ id }) => id))
  // Whoever has left since stands on the list as before.
  for (const who of marks.keys()) if (!here.has(who)) people.push(await person(tx, who))
  const marked = people.map((one) => ({ ...one, mark: marks.get(one.id) ?? null }))
  return rules.quorumAt(kind, rules.votersAmong(marked, kind), ctx.settings.quorum.general)
}
