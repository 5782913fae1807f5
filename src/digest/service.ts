import { typeName } from '../../config/college.ts'
import { assemblyOf } from '../measures/service.ts'
import type { Meeting } from '../meetings/types.ts'
import { audit } from '../audit.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { BranchId } from '../ids.ts'
import { markStale, troubledLetters, writeLetters } from '../letters/service.ts'
import { branches } from '../roster/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { COLLEGE_ROW, type Row, type Week } from './types.ts'
import { keyBefore, quarterOf, type Reckoning, weekAfter, weekBefore } from './weeks/rules.ts'
import { words } from './words.ts'
import { earlier, isAfter } from '../time/order.ts'

/** Writes down that a digest is due, for the week before `at`; called again it changes nothing. */
export async function openWeek(ctx: Ctx, at: Temporal.Instant): Promise<void> {
  await transact(ctx, (tx) => store.insertWeek(tx, weekBefore(at, reckoning(ctx))))
}

/** The sweep: due weeks, with the branches whose rows are to be counted. The caller enqueues a job for each. */
export async function takeDueWeeks(ctx: Ctx): Promise<{ key: string; branches: BranchId[] }[]> {
  const keys = await store.takeDue(ctx.db, ctx.now())
  if (keys.length === 0) return []
  const ids = await transact(ctx, async (tx) => (await branches(tx)).map(({ id }) => id))
  return keys.map((key) => ({ key, branches: ids }))
}

/** Counts a branch's row of a week; one that has ended stays as it was sent. */
export async function makeBranchRow(ctx: Ctx, key: string, branch: BranchId): Promise<void> {
  await transact(ctx, async (tx) => {
    const week = await store.lockWeek(tx, key, 'share')
    if (week === undefined || week.ended) return
    const all = await branches(tx)
    const place = all.findIndex(({ id }) => id === branch)
    const found = all[place]
    if (found === undefined) return
    await saveCounted(ctx, tx, { week, of: branch, place, name: found.short })
  })
}

/** A minute apart: whatever passes by itself has passed by then. */
const MOST_ATTEMPTS = 5

/**
 * Ends a week whose rows are all there, and writes its letter to the committee's chat. A branch that cannot be counted,
 * however often that was tried, stands in it as such.
 */
export async function makeCollegeDigest(ctx: Ctx, key: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const week = await store.lockWeek(tx, key, 'alone')
    if (week === undefined || week.ended) return
    const rows = await store.rows(tx, key)
    const all = await branches(tx)
    const missing = all.flatMap(({ id, short: name }, place) => (rows.has(id) ? [] : [{ id, place, name }]))
    if (missing.length > 0 && week.attempts < MOST_ATTEMPTS) return
    for (const { id, ...row } of missing) {
      ctx.log.error({ digest: key, branch: id }, 'branch could not be counted: the digest goes without it')
      await store.saveRow(tx, { key, of: id }, rules.uncountedRow(row))
    }
    await saveCounted(ctx, tx, { week, of: COLLEGE_ROW, place: all.length, name: words.ownName })
    await store.endWeek(tx, key, ctx.now())
    await sendToCommittee(ctx, tx, key)
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

/** A digest as it was counted: the branches in the college's order, and the college's own meetings. */
export type Counted = { week: Week; branches: Row[]; college: Row }

/** Reads a digest that was made. Throws when it was not. */
export async function readDigest(tx: Tx, key: string): Promise<Counted> {
  const week = await store.week(tx, key)
  const rows = await store.rows(tx, key)
  const college = rows.get(COLLEGE_ROW)
  if (week === undefined || college === undefined) throw new Error(`no digest ${key}`)
  rows.delete(COLLEGE_ROW)
  return { week, college, branches: [...rows.values()].sort((a, b) => a.place - b.place) }
}

/**
 * Counts anew who came in the week of a meeting whose roll was changed after its digest was made; everything else stays as
 * it was sent. Returns false when no digest counted it, or nothing is different.
 */
export async function recountPeople(ctx: Ctx, tx: Tx, { branch, endsAt }: Held): Promise<boolean> {
  const week = await store.lockEndedWeek(tx, endsAt)
  const of = branch ?? COLLEGE_ROW
  const before = week && (await store.rows(tx, week.key)).get(of)
  if (week === undefined || before === undefined || before.uncounted) return false
  const { place, name } = before
  const now = await counted(ctx, tx, { week, of, place, name })
  const next = rules.withPeople(before, now)
  if (JSON.stringify(next) === JSON.stringify(before)) return false
  await store.saveRow(tx, { key: week.key, of }, next)
  await markStale(tx, week.key, ['digest.college'])
  return true
}

type Held = Pick<Meeting, 'branch' | 'endsAt'>

type Place = { week: Week; of: BranchId | typeof COLLEGE_ROW; place: number; name: string }

async function saveCounted(ctx: Ctx, tx: Tx, place: Place): Promise<void> {
  await store.saveRow(tx, { key: place.week.key, of: place.of }, await counted(ctx, tx, place))
}

async function counted(ctx: Ctx, tx: Tx, { week, of, place, name }: Place): Promise<Row> {
  const zone = ctx.settings.timezone
  const quarter = quarterOf(week, zone)
  const { types } = ctx.settings
  const meetings = await store.meetingsOf(tx, of, {
    from: earlier(quarter.from, week.from),
    to: weekAfter(week, zone).to,
  })
  return rules.countRow({
    week,
    zone,
    now: ctx.now(),
    place,
    name,
    ofBranch: of !== COLLEGE_ROW,
    assembly: assemblyOf(types),
    meetings: meetings.map((one) => ({ ...one, types: one.types.map((type) => typeName(types, type)) })),
    reports: await store.reportsOf(tx, of, week),
    tasks: await store.openTasks(tx, of),
    heldBefore: await store.heldIn(tx, keyBefore(week, reckoning(ctx)), of),
  })
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

function reckoning(ctx: Ctx): Reckoning {
  const { id, timezone, digest } = ctx.settings
  return { college: id, zone: timezone, calendar: ctx.calendar, dayOff: digest.dayOff }
}
