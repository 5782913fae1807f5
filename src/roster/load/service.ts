import type { College, PlannedMeeting } from '../../../config/college.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import { forgetTold } from '../reach/service.ts'
import { askForCheck, audit, today } from '../service.ts'
import { type Difference, differenceOf, entriesOf, type Loss, lossOf } from './rules.ts'
import * as store from './store.ts'

/** What a load means for the rooms above: plans of meetings that are new or changed, and those that disappeared. */
export type AcceptedCollege = { changed: number; meetings: PlannedMeeting[]; goneMeetings: MeetingId[] }

/** What these files would take away from the last accepted version, if that is grave; null: nothing of weight. */
export async function graveLoss(tx: Tx, college: College): Promise<Loss | null> {
  return lossOf(await store.lastAccepted(tx), entriesOf(college))
}

/** Applies what changed in the college's files since the last accepted version, and keeps this one. */
export async function acceptCollege(ctx: Ctx, tx: Tx, college: College): Promise<AcceptedCollege> {
  await store.lockLoads(tx)
  const proposed = entriesOf(college)
  const difference = differenceOf(await store.lastAccepted(tx), proposed)
  const changed = difference.changed.size + difference.gone.length
  if (changed > 0) {
    await applyBranches(tx, college, difference)
    await applyMembers(ctx, tx, { college, difference })
    await applyRights(tx, college, difference)
    await store.keepAccepted(tx, proposed, ctx.now())
    await askForCheck(ctx, tx)
    await audit(ctx, tx, { actor: 'file', act: 'roster.load', about: ctx.college.id, details: { changed } })
  }
  return {
    changed,
    meetings: college.meetings.filter(({ id }) => difference.changed.has(`meeting:${id}`)),
    goneMeetings: goneOf(difference, 'meeting').map((id) => MeetingId.parse(id)),
  }
}

function goneOf(difference: Difference, kind: string): string[] {
  const prefix = `${kind}:`
  return difference.gone.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
}

async function applyBranches(tx: Tx, college: College, difference: Difference): Promise<void> {
  for (const [place, branch] of college.branches.entries()) {
    if (difference.changed.has(`branch:${branch.id}`)) await store.saveBranch(tx, branch, place)
  }
  for (const id of goneOf(difference, 'branch')) await store.closeBranch(tx, id)
  for (const group of college.groups) {
    if (difference.changed.has(`group:${group.id}`)) await store.saveGroup(tx, group)
  }
}

async function applyMembers(
  ctx: Ctx,
  tx: Tx,
  what: { college: College; difference: Difference },
): Promise<void> {
  const { college, difference } = what
  const changed = college.members.filter(({ id }) => difference.changed.has(`member:${id}`))
  await store.markLeft(tx, goneOf(difference, 'member'), today(ctx).toString())
  await forgetTold(tx, await store.accountsChanged(tx, changed))
  await store.freeOpenIds(
    tx,
    changed.flatMap(({ openId }) => openId ?? []),
  )
  await store.saveMembers(tx, changed)
  await store.saveOffices(tx, changed)
}

async function applyRights(tx: Tx, college: College, difference: Difference): Promise<void> {
  for (const seat of college.committee) {
    if (difference.changed.has(`committee:${seat.member}`)) await store.saveSeat(tx, seat)
  }
  for (const member of goneOf(difference, 'committee')) await store.removeSeat(tx, member)
  for (const inspector of college.inspectors) {
    if (difference.changed.has(`inspector:${inspector.member}`)) await store.saveInspector(tx, inspector)
  }
  for (const member of goneOf(difference, 'inspector'))
    await store.saveInspector(tx, { member, branches: [] })
}
