import { z } from 'zod'
import { setAlarms } from '../../alarms/service.ts'
import type { Alarm, NewAlarm } from '../../alarms/types.ts'
import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { count, kind } from '../../cards/ref.ts'
import { BranchId, type MemberId, RequestId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { dayOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { actingFor, branches, rightsOf } from '../../roster/service.ts'
import { instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { ownerOf } from '../owners/service.ts'
import type { Request } from '../types.ts'
import { makesTasks, readDecisions, remindersFor } from './rules.ts'
import * as store from './store.ts'
import type { Decided, Decision, OpenTask, Refusal, Task, TasksRef } from './types.ts'
import { words } from './words.ts'

export { decisionsBlocks } from './card.ts'

/** When owners are reminded, in the college's zone. */
const AT = Temporal.PlainTime.from('09:00')
/** Cards that show tasks. */
const SHOWING: readonly LetterKind[] = ['reports.tasks', 'reports.tasksDue']

/** A report as it is handed in; `version` counts from 1. */
type Written = { request: Request; who: MemberId; decisions: string; version: number }

/** Makes the decisions of a report into tasks; a later version replaces what nobody has done yet. */
export async function takeDecisions(ctx: Ctx, tx: Tx, written: Written): Promise<void> {
  const { request, who, version } = written
  const meeting = await decidingMeeting(tx, request)
  if (meeting === null || !(await mayDecide(ctx, tx, written))) return
  const before = await store.tasksOf(tx, { request: request.id })
  const decisions = await read(ctx, tx, { meeting, decisions: written.decisions })
  const wanted = decisions.flatMap((decision) => tasksFrom(decision, request.id))
  const gone = before.filter((old) => !old.done && !wanted.some((one) => isSame(one, old)))
  const fresh = wanted.filter((one) => !before.some((old) => isSame(one, old) && old.dueOn.equals(one.dueOn)))
  if (gone.length + fresh.length === 0) return
  await store.save(tx, fresh)
  await store.remove(
    tx,
    gone.map(({ id }) => id),
  )
  await setAlarms(
    tx,
    fresh.flatMap((one) => alarmsFor(ctx, one)),
  )
  for (const ref of refsIn([...gone, ...fresh])) await markStale(tx, tasksRef.text(ref), SHOWING)
  for (const ref of refsIn(fresh))
    await tellOwner(ctx, tx, { of: ref, ...tasksLetter.names({ ...ref, version }) })
  const details = { fresh: fresh.length, gone: gone.length }
  await audit(ctx, tx, { actor: who, act: 'reports.tasks', about: request.id, details })
}

// The host of the secretaries' meeting, or an administrator: it is the college's meeting. (domain §5)
async function mayDecide(
  ctx: Ctx,
  tx: Tx,
  { request, who }: Pick<Written, 'request' | 'who'>,
): Promise<boolean> {
  return (await ownerOf(ctx, tx, request)) === who || (await rightsOf(ctx, tx, who)).admin
}

/** The meeting of secretaries whose decisions become tasks; null for every other. */
async function decidingMeeting(tx: Tx, { meeting: id, branch }: Request): Promise<Meeting | null> {
  if (branch !== null || id === null) return null
  const meeting = await meetingById(tx, id)
  return makesTasks(meeting.types) ? meeting : null
}

// Seen from the day of the meeting, so that a version handed in later reads the same days.
async function read(
  ctx: Ctx,
  tx: Tx,
  { meeting, decisions }: { meeting: Meeting; decisions: string },
): Promise<Decision[]> {
  const seen = { now: dayOf(meeting).toPlainDateTime(), terms: ctx.settings.terms }
  return readDecisions(decisions, { branches: await branches(tx), seen })
}

type NewTask = Pick<Task, 'request' | 'branch' | 'what' | 'dueOn'>

function tasksFrom(decision: Decision, request: RequestId): NewTask[] {
  if (!decision.ok) return []
  const { what, dueOn } = decision
  return decision.branches.map((branch) => ({ request, branch, what, dueOn }))
}

function isSame(one: NewTask, other: NewTask): boolean {
  return one.branch === other.branch && one.what === other.what
}

function refsIn(tasks: readonly NewTask[]): TasksRef[] {
  const first = tasks.filter(({ branch }, index) => tasks.findIndex((one) => one.branch === branch) === index)
  return first.map(({ request, branch }) => ({ request, branch }))
}

const parts = { request: RequestId, branch: BranchId, dueOn: z.iso.date(), stage: z.string(), version: count }

const tasksLetter = kind(
  'reports.tasks',
  { key: '{request}/{branch}:{version}', ref: '{request}/{branch}' },
  parts,
)
const taskAlarm = kind(
  'reports.task',
  { key: '{request}/{branch}/{dueOn}:{stage}', ref: '{request}/{branch}/{dueOn}' },
  parts,
)

/** What a card of tasks shows: `R-A010/B03`. */
export const tasksRef = tasksLetter.ref

function alarmsFor(ctx: Ctx, { request, branch, dueOn }: NewTask): NewAlarm[] {
  const days = remindersFor(dueOn, ctx.calendar)
  const at = (day: Temporal.PlainDate) => instantOf(day.toPlainDateTime(AT), ctx.settings.timezone)
  const alarm = (stage: 'before' | 'after', uselessAfter: Temporal.PlainDate): NewAlarm => ({
    ...taskAlarm.names({ request, branch, dueOn: dueOn.toString(), stage }),
    dueAt: at(days[stage]),
    uselessAfter: at(uselessAfter),
  })
  const soon = !isAfter(at(days.before), ctx.now())
  return [
    ...(soon ? [] : [alarm('before', dueOn.add({ days: 1 }))]),
    alarm('after', days.after.add({ days: 7 })),
  ]
}

/** Reminds the owner of what is due on one day. False when everything is done. */
export async function remindOwner(
  ctx: Ctx,
  tx: Tx,
  alarm: Pick<Alarm, 'ref' | 'key' | 'uselessAfter'>,
): Promise<boolean> {
  const { dueOn, ...of } = taskAlarm.ref.parse(alarm.ref)
  const open = (await store.tasksOf(tx, of)).some((task) => !task.done && task.dueOn.toString() === dueOn)
  const { key, uselessAfter } = alarm
  if (open) await tellOwner(ctx, tx, { of, kind: 'reports.tasksDue', key, uselessAfter })
  return open
}

type Telling = {
  of: TasksRef
  kind: 'reports.tasks' | 'reports.tasksDue'
  key: string
  uselessAfter?: Temporal.Instant | null
}

async function tellOwner(ctx: Ctx, tx: Tx, { of, kind, key, uselessAfter }: Telling): Promise<void> {
  const person = await taskHolder(ctx, tx, of)
  if (person === null) return
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const until = uselessAfter ? { uselessAfter } : {}
  await writeLetters(ctx, tx, [{ key, kind, ref: tasksRef.text(of), to: { person }, dueAt, ...until }])
}

/** The person who looks after a branch's tasks today; null when nobody can. */
export async function taskHolder(
  ctx: Ctx,
  tx: Tx,
  { branch }: Pick<TasksRef, 'branch'>,
): Promise<MemberId | null> {
  return actingFor(ctx, tx, branch)
}

/** What a task is, who looks after it today, and whether it is still to be done. */
export async function taskNow(
  ctx: Ctx,
  tx: Tx,
  id: string,
): Promise<{ title: string; holder: MemberId | null; open: boolean }> {
  const task = await store.byId(tx, id)
  if (task === undefined) return { title: words.noneTitle, holder: null, open: false }
  return { title: task.what, holder: await taskHolder(ctx, tx, task), open: !task.done }
}

/** The tasks of a branch from one report; first due first. */
export async function tasksShown(tx: Tx, ref: TasksRef): Promise<Task[]> {
  return store.tasksOf(tx, ref)
}

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** Ticks a task off, once. */
export async function tickOff(
  ctx: Ctx,
  tx: Tx,
  { task: id, who }: { task: string; who: MemberId },
): Promise<Outcome> {
  const task = await store.byId(tx, id)
  if (task === undefined) return { ok: false, refusal: 'withdrawn' }
  const { admin, leads: own } = await rightsOf(ctx, tx, who)
  if (!admin && !own.includes(task.branch)) return { ok: false, refusal: 'mayNot' }
  const ticked = await store.tick(tx, id, { at: ctx.now(), by: who })
  if (!ticked) return { ok: false, refusal: 'already' }
  await audit(ctx, tx, { actor: who, act: 'reports.tick', about: tasksRef.text(task), details: { task: id } })
  await markStale(tx, tasksRef.text(task), SHOWING)
  await markStale(tx, who, ['desk.summary'])
  return { ok: true }
}

/** What the branches of a secretary, or those for which an administrator acts, still have to do; first due first. */
export async function openTasksOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<OpenTask[]> {
  const { leads: own, admin } = await rightsOf(ctx, tx, who)
  const all = await branches(tx)
  const names = new Map(all.map(({ id, short }) => [id, short]))
  const led = [...own]
  for (const { id: branch } of admin ? all : [])
    if (!own.includes(branch) && (await taskHolder(ctx, tx, { branch })) === who) led.push(branch)
  return (await store.openTasks(tx, led)).map((task) => openTaskOf(task, names))
}

/** What a branch still has to do; first due first. */
export async function openTasksIn(tx: Tx, branch: BranchId): Promise<OpenTask[]> {
  return (await store.openTasks(tx, [branch])).map((task) => openTaskOf(task, new Map()))
}

function openTaskOf({ id, what, dueOn, branch }: Task, names: ReadonlyMap<BranchId, string>): OpenTask {
  return { id, what, dueOn, branch: names.get(branch) ?? branch }
}

/** The decisions of a report as they are written; null where decisions make no tasks. */
export async function decidedIn(
  ctx: Ctx,
  tx: Tx,
  of: Pick<Written, 'request' | 'who' | 'decisions'> & { submitted: boolean },
): Promise<Decided | null> {
  const meeting = await decidingMeeting(tx, of.request)
  if (meeting === null) return null
  const names = new Map((await branches(tx)).map(({ id, short }) => [id, short]))
  const decisions = await read(ctx, tx, { meeting, decisions: of.decisions })
  return { decisions, names, mayMake: await mayDecide(ctx, tx, of), submitted: of.submitted }
}
