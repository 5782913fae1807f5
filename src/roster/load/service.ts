import { z } from 'zod'
import { type College, collegeFrom, type PlannedMeeting } from '../../../config/college.ts'
import { Programme } from '../../../config/college/programmes.ts'
import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Db, Tx } from '../../db/tables.ts'
import { MeetingId, ProgrammeId } from '../../ids.ts'
import { reviveLetters } from '../../letters/service.ts'
import { forgetTold } from '../reach/service.ts'
import { askForCheck } from '../service.ts'
import { tellChanges } from '../proposals/service.ts'
import { changesOf, chatsIn, type Difference, differenceOf, entriesOf, lossOf } from './rules.ts'
import * as store from './store.ts'
import type { Entries, Loss } from './types.ts'
import { today } from '../../time/dates.ts'

/** What a load means for the features above: plans of meetings that are new or changed, and those that disappeared. */
export type AcceptedCollege = {
  changed: number
  meetings: PlannedMeeting[]
  goneMeetings: MeetingId[]
  /** Programmes whose own text is new or changed, each with what the last accepted version said. */
  programmes: { now: Programme; before: Programme | null }[]
  goneProgrammes: ProgrammeId[]
  /** Whether a chat of the college, a branch or a group is another one. */
  otherChats: boolean
}

/** What these files would take away from the last accepted version, if that is grave; null: nothing of weight. */
export async function graveLoss(tx: Tx, college: College): Promise<Loss | null> {
  return lossOf(await store.lastAccepted(tx), entriesOf(college))
}

/** The columns of the list of members that said something in the last accepted version. */
export async function acceptedColumns(tx: Tx): Promise<string[]> {
  const { 'columns:members': columns } = await store.lastAccepted(tx)
  return columns === undefined ? [] : z.array(z.string()).parse(JSON.parse(columns))
}

/** The last accepted version as it was kept, whole; null when there is none that an own program can read. */
export async function lastCollege(db: Db): Promise<{ id: number; college: College | null } | null> {
  const load = await store.lastLoad(db)
  if (load === undefined) return null
  return { id: load.id, college: collegeFrom(load) }
}

/** The number of the last accepted version: another one is another version. */
export async function lastLoadId(db: Db): Promise<number | null> {
  return store.lastLoadId(db)
}

/**
 * Applies what changed in the college's files since the last accepted version, keeps this one, and tells the
 * administrators, unless it is the first.
 */
export async function acceptCollege(ctx: Ctx, tx: Tx, college: College): Promise<AcceptedCollege> {
  await store.lockLoads(tx)
  const accepted = await store.lastAccepted(tx)
  const proposed = entriesOf(college)
  const difference = differenceOf(accepted, proposed)
  const changed = difference.changed.size + difference.gone.length
  if (changed === 0) await store.keepWritten(tx, college.written)
  else await apply(ctx, tx, { college, accepted, proposed, difference })
  return {
    changed,
    meetings: college.meetings.filter(({ id }) => difference.changed.has(`meeting:${id}`)),
    goneMeetings: goneOf(difference, 'meeting').map((id) => MeetingId.parse(id)),
    programmes: college.programmes
      .filter(({ id }) => difference.changed.has(`programme:${id}`))
      .map((now) => ({ now, before: programmeOf(accepted[`programme:${now.id}`]) })),
    goneProgrammes: goneOf(difference, 'programme').map((id) => ProgrammeId.parse(id)),
    otherChats: chatsIn(accepted) !== chatsIn(proposed),
  }
}

/** A programme as the last accepted version wrote it; null when it had none that is still understood. */
function programmeOf(text: string | undefined): Programme | null {
  return text === undefined ? null : (Programme.safeParse(JSON.parse(text)).data ?? null)
}

type Load = { college: College; accepted: Entries; proposed: Entries; difference: Difference }

async function apply(ctx: Ctx, tx: Tx, { college, accepted, proposed, difference }: Load): Promise<void> {
  await applyBranches(tx, college, difference)
  await applyMembers(ctx, tx, { college, difference })
  await applyRights(tx, college, difference)
  await store.keepAccepted(tx, { entries: proposed, written: college.written, at: ctx.now() })
  await askForCheck(ctx, tx)
  const changed = difference.changed.size + difference.gone.length
  await audit(ctx, tx, { actor: 'file', act: 'roster.load', about: ctx.settings.id, details: { changed } })
  const changes = changesOf(accepted, difference)
  if (Object.keys(accepted).length > 0 && Object.keys(changes).length > 0) await tellChanges(ctx, tx, changes)
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
  const unreached = await store.unreachedAmong(tx, changed)
  await store.saveMembers(tx, changed)
  await reviveLetters(ctx, tx, unreached)
  await store.saveOffices(tx, changed)
}

async function applyRights(tx: Tx, college: College, difference: Difference): Promise<void> {
  for (const seat of college.committee) {
    if (difference.changed.has(`committee:${seat.member}`)) await store.saveSeat(tx, seat)
  }
  for (const member of goneOf(difference, 'committee')) await store.removeInvitation(tx, member)
  for (const inspector of college.inspectors) {
    if (difference.changed.has(`inspector:${inspector.member}`)) await store.saveInspector(tx, inspector)
  }
  for (const member of goneOf(difference, 'inspector')) await store.removeInspector(tx, member)
}
