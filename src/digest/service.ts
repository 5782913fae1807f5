import { audit } from '../audit.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { messageOf } from '../errors.ts'
import { BranchId } from '../ids.ts'
import { digestLines } from '../ledger/service.ts'
import { letterIdOf, troubledLetters, writeLetters } from '../letters/service.ts'
import { isAfter } from '../time/order.ts'
import { branchLetters } from './branch/service.ts'
import { makeCollegePart } from './counting/service.ts'
import * as printing from './printing/service.ts'
import { isCollege, type Place, uncountedPart } from './parts/rules.ts'
import { collegePlace, countWeek, placesIn } from './parts/service.ts'
import { snapshotOf } from './snapshots/rules.ts'
import { keepSnapshot, snapshotBy } from './snapshots/service.ts'
import * as store from './store.ts'
import { tellTrouble } from './troubles/service.ts'
import type { Part, Receipt, Snapshot, Week } from './types.ts'
import { reckoningOf, weekBefore, weekNamed } from './weeks/service.ts'

export { hasDigestOfLate, saidToday } from './branch/service.ts'
export { makeBranchPart } from './counting/service.ts'

export { nudgeButton, nudgerNow } from './nudging/service.ts'

/** Writes down that a digest is due, for the week before `at`; called again it changes nothing. */
export async function openWeek(ctx: Ctx, at: Temporal.Instant): Promise<void> {
  await transact(ctx, (tx) => store.insertWeek(tx, weekBefore(at, reckoningOf(ctx))))
}

/** The sweep: due weeks, with the branches whose parts are to be counted. The caller enqueues a job for each. */
export async function takeDueWeeks(ctx: Ctx): Promise<{ key: string; branches: BranchId[] }[]> {
  const weeks = await store.takeDue(ctx.db, ctx.now())
  if (weeks.length === 0) return []
  return transact(ctx, async (tx) => {
    const due: { key: string; branches: BranchId[] }[] = []
    for (const week of weeks) {
      const places = await placesIn(tx, week)
      due.push({ key: week.key, branches: places.map(({ id }) => BranchId.parse(id)) })
    }
    return due
  })
}

/** A minute apart: whatever passes by itself has passed by then. */
const MOST_ATTEMPTS = 5

/**
 * Counts the college's own meetings, and ends a week whose parts are all there: keeps its snapshot, and writes its letter to
 * the committee's chat. What cannot be counted, however often that was tried, stands in it as such.
 */
export async function makeCollegeDigest(ctx: Ctx, key: string): Promise<void> {
  await makeCollegePart(ctx, key).catch((thrown) => {
    // The branches do not wait for it for ever: it is noted, and tried again with the next attempt.
    ctx.log.error({ digest: key, err: messageOf(thrown) }, 'the college’s own meetings could not be counted')
  })
  await transact(ctx, async (tx) => {
    const week = await store.lockWeek(tx, key, 'alone')
    if (week === undefined || week.ended) return
    const branches = await placesIn(tx, week)
    const parts = await partsOf(ctx, tx, { week, places: [...branches, collegePlace(branches.length)] })
    const college = parts?.find(isCollege)
    if (parts === null || college === undefined) return
    const own = parts.filter((part) => !isCollege(part))
    const programmes = await digestLines(ctx, tx)
    const snapshot = snapshotOf({ week, at: ctx.now(), parts: own, college, programmes })
    await keepSnapshot(tx, week, snapshot)
    await store.endWeek(tx, key, ctx.now())
    await sendToCommittee(ctx, tx, key)
    await branchLetters(ctx, tx, { key, snapshot })
    if (parts.some(({ uncounted }) => uncounted !== null))
      await tellTrouble(ctx, tx, { what: 'uncounted', week })
  })
}

/** The parts of a week; null while some are missing and may still come. */
async function partsOf(
  ctx: Ctx,
  tx: Tx,
  { week: { key, attempts }, places }: { week: Week; places: readonly Place[] },
): Promise<Part[] | null> {
  const counted = await store.parts(tx, key)
  const missing = places.filter(({ id }) => !counted.has(id))
  if (missing.length > 0 && attempts < MOST_ATTEMPTS) return null
  if (missing.length > 0) {
    const why = await store.troubles(tx, key)
    const parts = missing.map((place) => uncountedPart(place, why.get(place.id) ?? 'unmade'))
    for (const part of parts) {
      const of = { digest: key, branch: part.id, uncounted: part.uncounted }
      ctx.log.error(of, 'branch could not be counted: the digest goes without it')
      counted.set(part.id, part)
    }
    await store.saveParts(
      tx,
      key,
      parts.map((part) => ({ part, rows: [] })),
    )
  }
  // Where a branch stands among the others is known only now.
  return places.flatMap((place) => {
    const part = counted.get(place.id)
    return part === undefined ? [] : [{ ...part, ...place }]
  })
}

/** When the next digest is to be made that was written down already; null when there is none. */
export async function nextWeekDue(ctx: Ctx): Promise<Temporal.Instant | null> {
  return store.firstDue(ctx.db)
}

/** Whether a digest is due and not made yet. */
export async function weeksWait(ctx: Ctx): Promise<boolean> {
  const due = await store.firstDue(ctx.db)
  return due !== null && !isAfter(due, ctx.now())
}

/** A digest is looked for so long after its time. */
const PATIENCE = Temporal.Duration.from({ minutes: 30 })
/** By then it was tried more than once: a bot that has just come back is not blamed for what it is about to do. */
const TRIED = 2

/**
 * Whether the last digest that should have arrived by then was made and not refused. Otherwise it is said loudly, and once to
 * each administrator.
 */
export async function checkReceipt(ctx: Ctx, at: Temporal.Instant): Promise<boolean> {
  const week = await store.lastWeek(ctx.db, at.subtract(PATIENCE), 'any')
  if (week === undefined) return true
  const troubled = (await troubledLetters(ctx)).find(({ key }) => key === week.key)
  const isSound = week.ended && troubled === undefined
  const isUnsent = week.ended && (await transact(ctx, (tx) => store.receipt(tx, week.key))) === undefined
  if (!isSound || isUnsent) await complain(ctx, week, troubled)
  return isSound
}

type Troubled = Awaited<ReturnType<typeof troubledLetters>>[number]

async function complain(ctx: Ctx, week: Week, troubled: Troubled | undefined): Promise<void> {
  if (!week.ended && week.attempts < TRIED) return
  await transact(ctx, async (tx) => {
    if (!(await store.noteTold(tx, week.key, ctx.now()))) return
    const { key: digest } = week
    if (!week.ended) ctx.log.error({ digest }, 'digest not made: see the queue board and the log')
    else if (troubled === undefined)
      ctx.log.error({ digest }, 'digest not sent: there is no chat of the committee')
    else {
      const { ended, code } = troubled
      ctx.log.error({ digest, ended, code }, 'digest not delivered: is the bot in the committee’s chat?')
    }
    await tellTrouble(ctx, tx, { what: 'unsent', week })
  })
}

/** The last digest that was made, null before the first. */
export async function lastDigest(ctx: Ctx, tx: Tx): Promise<Week | null> {
  return (await store.lastWeek(tx, ctx.now(), 'ended')) ?? null
}

/** The last week's digest, which is due this week, and whether it was made. */
export async function dueDigest(ctx: Ctx, tx: Tx): Promise<{ key: string; isSent: boolean }> {
  const { key } = weekBefore(ctx.now(), reckoningOf(ctx))
  return { key, isSent: (await store.week(tx, key))?.ended === true }
}

const A_WEEK = Temporal.Duration.from({ hours: 7 * 24 })

/** The week that a preview shows: the last one while its digest is not made, then the one that runs. */
export async function previewedWeek(ctx: Ctx, tx: Tx): Promise<string> {
  const own = reckoningOf(ctx)
  const { isSent } = await dueDigest(ctx, tx)
  return weekBefore(isSent ? ctx.now().add(A_WEEK) : ctx.now(), own).week
}

/** What a week's digest would say if it were made now; it is kept nowhere. */
export async function previewOf(ctx: Ctx, tx: Tx, name: string): Promise<Snapshot> {
  const reckoning = reckoningOf(ctx)
  const week = weekNamed(name, reckoning)
  if (week === null) throw new Error(`no week ${name}`)
  return countWeek(ctx, tx, { week, reckoning })
}

/** The figures of a week by its name, or of the last whole one. */
export async function figuresOfWeek(ctx: Ctx, tx: Tx, name: string | null) {
  const own = reckoningOf(ctx)
  return printing.figuresOfWeek(ctx, tx, { name: name ?? weekBefore(ctx.now(), own).week, reckoning: own })
}

/** That the digest of that key was sent to the committee; null when it was not, or before receipts were kept. */
export async function receiptOf(tx: Tx, key: string): Promise<Receipt | null> {
  return (await store.receipt(tx, key)) ?? null
}

/** What a digest said. Throws when there is none of that key. */
export async function readDigest(tx: Tx, key: string): Promise<Snapshot> {
  const found = await snapshotBy(tx, key)
  if (found === null) throw new Error(`no digest ${key}`)
  return found
}

async function sendToCommittee(ctx: Ctx, tx: Tx, key: string): Promise<void> {
  const chat = ctx.settings.chats.committee
  if (chat === null) {
    await audit(ctx, tx, {
      actor: 'file',
      act: 'digest.unsent',
      about: key,
      details: { why: 'no committee chat' },
    })
    return
  }
  await writeLetters(ctx, tx, [{ key, kind: 'digest.college', ref: key, to: { chat } }])
  const letter = await letterIdOf(tx, key)
  if (letter !== undefined) await store.insertReceipt(tx, { key, letter, at: ctx.now() })
}
