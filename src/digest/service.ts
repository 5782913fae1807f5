import { audit } from '../audit.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { BranchId } from '../ids.ts'
import { troubledLetters, writeLetters } from '../letters/service.ts'
import { isAfter } from '../time/order.ts'
import { branchLetters } from './branch/service.ts'
import * as printing from './printing/service.ts'
import { uncountedPart } from './parts/rules.ts'
import { collegePlace, makePart, placesIn } from './parts/service.ts'
import { snapshotOf } from './snapshots/rules.ts'
import { keepSnapshot, snapshotBy } from './snapshots/service.ts'
import * as store from './store.ts'
import type { Snapshot, Week } from './types.ts'
import { type Reckoning, weekBefore } from './weeks/rules.ts'

export { hasDigestOfLate, saidToday } from './branch/service.ts'

/** Writes down that a digest is due, for the week before `at`; called again it changes nothing. */
export async function openWeek(ctx: Ctx, at: Temporal.Instant): Promise<void> {
  await transact(ctx, (tx) => store.insertWeek(tx, weekBefore(at, reckoning(ctx))))
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

/** Counts a branch's part of a week; one that has ended stays as it was sent. */
export async function makeBranchPart(ctx: Ctx, key: string, branch: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const week = await store.lockWeek(tx, key, 'share')
    if (week === undefined || week.ended) return
    const place = (await placesIn(tx, week)).find(({ id }) => id === branch)
    if (place === undefined) return
    await store.savePart(tx, key, await makePart(ctx, tx, { week, place, reckoning: reckoning(ctx) }))
  })
}

/** A minute apart: whatever passes by itself has passed by then. */
const MOST_ATTEMPTS = 5

/**
 * Ends a week whose parts are all there: keeps its snapshot, and writes its letter to the committee's chat. A branch that
 * cannot be counted, however often that was tried, stands in it as such.
 */
export async function makeCollegeDigest(ctx: Ctx, key: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const week = await store.lockWeek(tx, key, 'alone')
    if (week === undefined || week.ended) return
    const counted = await store.parts(tx, key)
    const places = await placesIn(tx, week)
    const missing = places.filter(({ id }) => !counted.has(id))
    if (missing.length > 0 && week.attempts < MOST_ATTEMPTS) return
    for (const place of missing) {
      ctx.log.error(
        { digest: key, branch: place.id },
        'branch could not be counted: the digest goes without it',
      )
      const part = uncountedPart(place, 'unmade')
      await store.savePart(tx, key, part)
      counted.set(place.id, part)
    }
    const parts = places.flatMap(({ id }) => counted.get(id) ?? [])
    const college = await makePart(ctx, tx, {
      week,
      place: collegePlace(places.length),
      reckoning: reckoning(ctx),
    })
    await store.savePart(tx, key, college)
    const snapshot = snapshotOf({ week, at: ctx.now(), parts, college })
    await keepSnapshot(tx, week, snapshot)
    await store.endWeek(tx, key, ctx.now())
    await sendToCommittee(ctx, tx, key)
    await branchLetters(ctx, tx, { key, snapshot })
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

/** Whether the last digest was made and not refused; says loudly what is wrong otherwise. */
export async function checkReceipt(ctx: Ctx, at: Temporal.Instant): Promise<boolean> {
  const week = await store.lastWeek(ctx.db, at, 'any')
  if (week === undefined) return true
  const troubled = (await troubledLetters(ctx)).find(({ key }) => key === week.key)
  if (!week.ended) ctx.log.error({ digest: week.key }, 'digest not made: see the queue board and the log')
  if (troubled !== undefined) {
    const { ended, code } = troubled
    ctx.log.error(
      { digest: week.key, ended, code },
      'digest not delivered: is the bot in the committee’s chat?',
    )
  }
  return week.ended && troubled === undefined
}

/** The last digest that was made, null before the first. */
export async function lastDigest(ctx: Ctx, tx: Tx): Promise<Week | null> {
  return (await store.lastWeek(tx, ctx.now(), 'ended')) ?? null
}

/** The figures of a week by its name, or of the last whole one. */
export async function figuresOfWeek(ctx: Ctx, tx: Tx, name: string | null) {
  const own = reckoning(ctx)
  return printing.figuresOfWeek(ctx, tx, { name: name ?? weekBefore(ctx.now(), own).week, reckoning: own })
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
}

/** Where and when the college's weeks are reckoned, and their digests are made. */
function reckoning(ctx: Ctx): Reckoning {
  const { id, timezone, digest } = ctx.settings
  return { college: id, zone: timezone, calendar: ctx.calendar, dayOff: digest.dayOff, made: digest }
}
