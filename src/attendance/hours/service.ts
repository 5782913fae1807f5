import { z } from 'zod'
import { inSightAt } from '../../cards/in-sight.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { type BranchId, MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { trainingsBetween } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branches, namesOf, peopleIn, rightsOf } from '../../roster/service.ts'
import type { Branch } from '../../roster/types.ts'
import { instantOf, today } from '../../time/dates.ts'
import { isSettled } from '../checkin/service.ts'
import { branchesWith } from '../rights/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Attended, Hours, HoursIn, HoursOf } from './types.ts'
import { words } from './words.ts'

/** The help of the command. */
export const hoursHelp = words.help

const hoursLetter = kind(
  'attendance.hours',
  { key: '{once}', ref: '{who}[/{what}]' },
  { once: z.string(), who: MemberId, what: z.literal('list') },
)

/** Whose hours a letter shows; with `list` those of the people of whom they are told. */
export const hoursRef = hoursLetter.ref

/** What is said after 学时 to be told of others. */
const LIST = '名单'

/** 学时: the own hours of whoever asks, or 名单 of the branch; always privately. */
export async function sendHours(ctx: Ctx, tx: Tx, { who, messageId, text }: Said): Promise<void> {
  const what = text.trim() === LIST ? 'list' : null
  await writeLetters(ctx, tx, [{ ...hoursLetter.names({ once: messageId, who, what }), to: { person: who } }])
}

/** Sends the list to whoever presses 名单. */
export async function openHoursList(ctx: Ctx, tx: Tx, who: MemberId): Promise<void> {
  const once = `${who}:${inSightAt(ctx.now())}`
  await writeLetters(ctx, tx, [{ ...hoursLetter.names({ once, who, what: 'list' }), to: { person: who } }])
}

type Year = { year: number; from: Temporal.Instant; to: Temporal.Instant }

function yearOf(ctx: Ctx): Year {
  const { year } = today(ctx)
  const first = (of: number) =>
    instantOf(Temporal.PlainDate.from({ year: of, month: 1, day: 1 }), ctx.settings.timezone)
  return { year, from: first(year), to: first(year + 1) }
}

type Sitting = { meeting: Meeting; attended: Attended }

/** For each of these people, the meetings of the year with a training at which they were or which they made up; latest first. */
async function sittingsOf(
  ctx: Ctx,
  tx: Tx,
  { people, year }: { people: readonly MemberId[]; year: Year },
): Promise<Map<MemberId, Sitting[]>> {
  const meetings = new Map((await trainingsBetween(tx, year.from, year.to)).map((one) => [one.id, one]))
  const rolls = await store.closedRolls(tx, [...meetings.keys()])
  const found = new Map<MemberId, Sitting[]>()
  for (const { meeting: id, who, came, madeUp } of await store.attendances(tx, {
    meetings: [...rolls.keys()],
    people,
  })) {
    const [meeting, roll] = [meetings.get(id), rolls.get(id)]
    if (meeting === undefined || roll === undefined) continue
    const hours = meeting.training?.hours ?? 0
    const attended = { hours, came, madeUp, settled: isSettled(roll, ctx.now()) }
    found.set(who, [...(found.get(who) ?? []), { meeting, attended }])
  }
  for (const all of found.values())
    all.sort((one, other) => Temporal.Instant.compare(other.meeting.startsAt, one.meeting.startsAt))
  return found
}

/** The hours of a person in this year, and the goal by the office of today. (domain §2.5) */
export async function hoursOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Hours> {
  const year = yearOf(ctx)
  const all = (await sittingsOf(ctx, tx, { people: [who], year })).get(who) ?? []
  const { secretaryOf: leads } = await rightsOf(ctx, tx, who)
  return {
    year: year.year,
    goal: goalOf(ctx, leads.length > 0),
    sum: rules.sumOf(all.map(({ attended }) => attended)),
    credited: all.flatMap(({ meeting, attended }) => {
      const how = rules.creditOf(attended)
      return how === null ? [] : [{ meeting, hours: attended.hours, how }]
    }),
    waiting: all.filter(({ attended }) => rules.isWaiting(attended)).length,
  }
}

function goalOf({ settings }: Ctx, isSecretary: boolean): number {
  const { member, secretary } = settings.attendance.hours
  return isSecretary ? secretary : member
}

/** The same in a line, 「12学时（目标32，还差20）」. */
export async function hoursInBrief(ctx: Ctx, tx: Tx, who: MemberId): Promise<string> {
  const hours = await hoursOf(ctx, tx, who)
  return words.brief({ ...hours, gap: rules.gapTo(hours) })
}

/** Whether a person may be told of the hours of others at all. */
export async function mayList(ctx: Ctx, tx: Tx, who: MemberId): Promise<boolean> {
  const { own, counted } = await listed(ctx, tx, who)
  return own.length + counted.length > 0
}

/** The branches of whose people a person is told by name, and those that are counted for them. (domain §5, row 12) */
async function listed(ctx: Ctx, tx: Tx, who: MemberId) {
  const among = await branches(tx)
  const own = await branchesWith(ctx, tx, { act: 'readHours', who, among })
  return { own, counted: await branchesWith(ctx, tx, { act: 'countHours', who, among }) }
}

/** What a person may know of the hours of others: those of the own branch by name, and counts of all for an administrator. */
export async function hoursList(
  ctx: Ctx,
  tx: Tx,
  who: MemberId,
): Promise<{ year: number; own: { branch: string; people: HoursOf[] }[]; counted: HoursIn[] }> {
  const { own, counted } = await listed(ctx, tx, who)
  const year = yearOf(ctx)
  const people = await peopleOf(ctx, tx, [...own, ...counted])
  const sumsOf = await sumsIn(ctx, tx, { people: [...people.values()].flat(), year })
  const named = []
  for (const { id, short } of own) {
    const ids = people.get(id) ?? []
    const names = await namesOf(tx, ids, id)
    const all = ids.map((one) => ({ name: names.get(one) ?? one, ...sumsOf(one) }))
    named.push({
      branch: short,
      people: all.sort((one, other) => one.name.localeCompare(other.name, 'zh')),
    })
  }
  const counts = counted.map(({ id, short }) => {
    const ids = people.get(id) ?? []
    const reached = ids.filter((one) => rules.gapTo(sumsOf(one)) === 0).length
    return { branch: short, people: ids.length, reached }
  })
  return { year: year.year, own: named, counted: counts }
}

/** The present members of each branch, in order of id. */
async function peopleOf(ctx: Ctx, tx: Tx, of: readonly Branch[]): Promise<Map<BranchId, MemberId[]>> {
  const found = new Map<BranchId, MemberId[]>()
  for (const { id: branch } of of) {
    const people = await peopleIn(tx, { kind: 'branch', branch }, today(ctx))
    found.set(
      branch,
      people.map(({ id }) => id),
    )
  }
  return found
}

async function sumsIn(ctx: Ctx, tx: Tx, of: { people: readonly MemberId[]; year: Year }) {
  const sittings = await sittingsOf(ctx, tx, of)
  const leading = new Set((await peopleIn(tx, { kind: 'secretaries' }, today(ctx))).map(({ id }) => id))
  return (who: MemberId) => ({
    sum: rules.sumOf((sittings.get(who) ?? []).map(({ attended }) => attended)),
    goal: goalOf(ctx, leading.has(who)),
  })
}
