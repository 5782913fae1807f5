import type { Question } from '../../../config/college/questions.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type BranchId, MemberId } from '../../ids.ts'
import { namesOf, peopleIn } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import type { Answers, Pickable } from './types.ts'

export { fieldsOf, linesOf } from './card.ts'
export {
  asksFor,
  faultsIn,
  fitsField,
  hasField,
  isEditable,
  numberIn,
  pagesOf,
  personIn,
  readPage,
} from './rules.ts'
export { faultsText } from './words.ts'
export type { Answers, Fault, Pickable } from './types.ts'

/**
 * The people who may be picked in a form, and whoever was answered already: of a branch its members, of the college its
 * committee and the secretaries. None where nobody is asked for. @public
 */
export async function peopleFor(
  ctx: Ctx,
  tx: Tx,
  {
    questions,
    answers,
    branch,
  }: { questions: readonly Question[]; answers: Answers; branch: BranchId | null },
): Promise<Pickable[]> {
  const asked = questions.filter(({ type }) => type === 'person')
  if (asked.length === 0) return []
  const college = [{ kind: 'committee' }, { kind: 'secretaries' }] as const
  const audience =
    branch === null ? ({ kind: 'list', parts: college } as const) : ({ kind: 'branch', branch } as const)
  const people = await peopleIn(tx, audience, today(ctx))
  const others = asked
    .flatMap(({ id }) => answers[id] ?? [])
    .filter((one) => typeof one === 'string')
    .filter((one) => people.every(({ id }) => id !== one))
  const named = await namesOf(
    tx,
    others.map((one) => MemberId.parse(one)),
    branch,
  )
  return [...people, ...[...named].map(([id, name]) => ({ id, name, openId: null }))]
}
