import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { branchCommittee, peopleIn } from '../../roster/service.ts'
import { committeeExpectedOf, dayOf, splitExempt } from '../rules.ts'
import type { Meeting } from '../types.ts'

/** The people who are expected 应到 on the day of the meeting, and those who are not counted 不计入应到. */
export async function expectedOf(
  ctx: Ctx,
  tx: Tx,
  meeting: Pick<Meeting, 'types' | 'audience' | 'startsAt' | 'zone'>,
) {
  const on = dayOf(meeting)
  const committee = committeeExpectedOf(meeting, ctx.settings.types)
  const people = committee === null ? peopleIn(tx, meeting.audience, on) : branchCommittee(tx, committee, on)
  return splitExempt(await people)
}
