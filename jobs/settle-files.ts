import { createHash } from 'node:crypto'
import { type College, type FileFault, goneColumns, type Loaded, vacanciesOf } from '../config/college.ts'
import * as attendance from '../src/attendance/service.ts'
import type { Ctx } from '../src/ctx.ts'
import type { Tx } from '../src/db/tables.ts'
import { transact } from '../src/db/transact.ts'
import * as ledger from '../src/ledger/service.ts'
import * as meetings from '../src/meetings/service.ts'
import { followChats, takeUpMeetings } from '../src/planning/service.ts'
import {
  acceptCollege,
  acceptedColumns,
  graveLoss,
  noteFaulty,
  noteInForce,
  noteLoss,
  proposalState,
} from '../src/roster/service.ts'
import { planSeries } from './plan-series.ts'
import { dateOf } from '../src/time/dates.ts'

type Sound = Extract<Loaded, { ok: true }>

/**
 * Puts what was loaded into force, and returns it; null when it is faulty, or takes so much away that an administrator
 * must say yes first. Those are told, and what was accepted before stays in force.
 */
export async function settleFiles(ctx: Ctx, read: Loaded, how: { yes: boolean }): Promise<College | null> {
  const loaded = await withItsColumns(ctx, read)
  const version = versionOf(loaded)
  if (!loaded.ok) {
    const { faults } = loaded
    logFaults(ctx, faults)
    ctx.log.error({ faults: faults.length }, 'files refused; what was accepted before stays in force')
    await transact(ctx, (tx) => noteFaulty(ctx, tx, { version, faults }))
    return null
  }
  const { college, left } = loaded
  if (left.length > 0) {
    logFaults(ctx, left)
    ctx.log.warn({ faults: left.length }, 'faulty entries of the past were left out')
  }
  if (!(await applyFiles({ ...ctx, settings: college.settings }, loaded, how))) return null
  await planSeries({ ...ctx, settings: college.settings }, college.series)
  await attendance.followRoster({ ...ctx, settings: college.settings })
  return college
}

/** A column that said something in the last accepted version and is gone is a fault like any other. */
async function withItsColumns(ctx: Ctx, loaded: Loaded): Promise<Loaded> {
  if (!loaded.ok) return loaded
  const faults = goneColumns(loaded, await transact(ctx, acceptedColumns))
  return faults.length === 0 ? loaded : { ok: false, faults, files: loaded.files }
}

/** Nobody reads more lines of a log; the letter and `check` have the others. */
const MOST_LOGGED = 20

/** A line for each fault, as a person reads it. */
function logFaults(ctx: Ctx, faults: readonly FileFault[]): void {
  for (const { file, line, column, what, cure } of faults.slice(0, MOST_LOGGED))
    ctx.log.error({ file, line, column }, `${what}；${cure}`)
}

/** Said at each load: no fault, but whoever is missing there is asked for nothing. */
function logVacancies(ctx: Ctx, college: College): void {
  const on = dateOf(ctx.now(), college.settings.timezone)
  const vacant = vacanciesOf(college, on)
  if (vacant.length === 0) return
  const branches = vacant.filter(({ group }) => group === null).map(({ branch }) => branch)
  const groups = vacant.flatMap(({ group }) => group ?? [])
  ctx.log.warn({ branches, groups }, '这些支部没有支部书记，或党小组没有组长')
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
  else if (changed > 0) {
    await ledger.openTurns(ctx)
    ctx.log.info({ changed }, 'files accepted')
    logVacancies(ctx, loaded.college)
  }
  return changed !== null
}

async function accept(ctx: Ctx, tx: Tx, college: College): Promise<number> {
  const accepted = await acceptCollege(ctx, tx, college)
  const booked = await meetings.bookMeetings(ctx, tx, accepted.meetings)
  await takeUpMeetings(ctx, tx, booked)
  await attendance.dropMeetings(ctx, tx, accepted.goneMeetings)
  await ledger.proposeProgrammes(ctx, tx, accepted.programmes)
  await ledger.dropProgrammes(ctx, tx, accepted.goneProgrammes)
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
