import { createHash } from 'node:crypto'
import type { College, Loaded } from '../config/college.ts'
import * as attendance from '../src/attendance/service.ts'
import type { Ctx } from '../src/ctx.ts'
import type { Tx } from '../src/db/tables.ts'
import { transact } from '../src/db/transact.ts'
import * as meetings from '../src/meetings/service.ts'
import {
  acceptCollege,
  graveLoss,
  noteFaulty,
  noteInForce,
  noteLoss,
  proposalState,
} from '../src/roster/service.ts'
import { followChats, takeUpMeetings } from '../src/router.ts'
import { planSeries } from './plan-series.ts'

type Sound = Extract<Loaded, { ok: true }>

/**
 * Puts what was loaded into force, and returns it; null when it is faulty, or takes so much away that an administrator
 * must say yes first. Those are told, and what was accepted before stays in force.
 */
export async function settleFiles(ctx: Ctx, loaded: Loaded, how: { yes: boolean }): Promise<College | null> {
  const version = versionOf(loaded)
  if (!loaded.ok) {
    const { faults } = loaded
    ctx.log.error({ faults }, 'files refused; what was accepted before stays in force')
    await transact(ctx, (tx) => noteFaulty(ctx, tx, { version, faults }))
    return null
  }
  const { college, left } = loaded
  if (left.length > 0) ctx.log.warn({ faults: left }, 'faulty entries of the past were left out')
  if (!(await applyFiles({ ...ctx, college: college.settings }, loaded, how))) return null
  await planSeries({ ...ctx, college: college.settings }, college.series)
  return college
}

async function applyFiles(ctx: Ctx, loaded: Sound, { yes }: { yes: boolean }): Promise<boolean> {
  const version = versionOf(loaded)
  const changed = await transact(ctx, async (tx) => {
    const loss = yes ? null : await graveLoss(tx, loaded.college)
    if (loss !== null && (await noteLoss(ctx, tx, { version, loss })) !== 'confirmed') return null
    const accepted = await accept(ctx, tx, loaded.college)
    await noteInForce(tx)
    return accepted
  })
  if (changed === null) ctx.log.warn({ version }, 'changed files take much away: they wait for a yes')
  else if (changed > 0) ctx.log.info({ changed }, 'files accepted')
  return changed !== null
}

async function accept(ctx: Ctx, tx: Tx, college: College): Promise<number> {
  const accepted = await acceptCollege(ctx, tx, college)
  const booked = await meetings.bookMeetings(ctx, tx, accepted.meetings)
  await takeUpMeetings(ctx, tx, booked)
  await attendance.dropMeetings(ctx, tx, accepted.goneMeetings)
  if (accepted.otherChats) await followChats(ctx, tx)
  return accepted.changed
}

/** Whether an administrator has meanwhile said yes to what was loaded and waits. */
export async function wasConfirmed(ctx: Ctx, loaded: Loaded): Promise<boolean> {
  if (!loaded.ok) return false
  return (await transact(ctx, (tx) => proposalState(tx, versionOf(loaded)))) === 'confirmed'
}

/** One name for what the files say, or for all that is wrong with them. */
function versionOf(loaded: Loaded): string {
  const told = loaded.ok ? loaded.files.map(({ hash }) => hash) : loaded.faults
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32)
}
