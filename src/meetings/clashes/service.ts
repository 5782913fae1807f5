import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { branch, presentAmong } from '../../roster/service.ts'
import type { Person } from '../../roster/types.ts'
import { expectedOf } from '../expected/service.ts'
import { apartFrom } from '../pairs/service.ts'
import { dayOf, isOneSitting, mayBeSame, needSamePlace, overlaps, splitExempt } from '../rules.ts'
import * as store from '../store.ts'
import type { Meeting, Span } from '../types.ts'
import { words } from '../words.ts'
import { CLEAR, DAYS_SEARCHED, freeTimes } from './rules.ts'
import type { Clash, Clashes, Sitting } from './types.ts'
import { instantOf } from '../../time/dates.ts'
import { later } from '../../time/order.ts'

export { CLEAR } from './rules.ts'

/**
 * What stands against a sitting, for its reader: people who are expected, host or observer in both, and the place. People
 * who left or are exempt do not count, and two types held in one sitting are no clash. Other times are looked for only when
 * there is one.
 */
export async function clashesOf(
  ctx: Ctx,
  tx: Tx,
  { sitting, reader }: { sitting: Sitting; reader: MemberId },
): Promise<Clashes> {
  const people = await peopleOf(ctx, tx, sitting)
  const beside = (await othersDuring(tx, sitting, sitting)).filter((other) => overlaps(sitting, other))
  const isTogether = (other: Meeting) => isOneSitting(sitting, other, ctx.settings.types)
  const found: Clash[] = []
  for (const meeting of beside.filter((other) => !isTogether(other))) {
    const { people: shared, samePlace } = await sharedWith(ctx, tx, { sitting, people, meeting })
    if (shared.length === 0 && !samePlace) continue
    const { startsAt, endsAt } = meeting
    const who = { people: shared.length, withReader: shared.includes(reader) }
    found.push({ startsAt, endsAt, called: await calledFor(tx, sitting, meeting), samePlace, ...who })
  }
  const apart = await apartFrom(tx, sitting.id)
  const together = beside.filter((other) => isTogether(other) && !apart.includes(other.id))
  return {
    found,
    free: found.length === 0 ? [] : await freeFor(ctx, tx, { sitting, people }),
    together: together.map(({ shownAs }) => shownAs),
    again: [],
  }
}

/** What stands against a record of the past: what is written down of that day that may be the same meeting. */
export async function writtenBeside(ctx: Ctx, tx: Tx, record: Sitting): Promise<Clashes> {
  const day = dayOf(record)
  const next = day.add({ days: 1 })
  const all = await store.between(tx, instantOf(day, record.zone), instantOf(next, record.zone))
  const same = all.filter(
    (other) =>
      other.id !== record.id && other.state !== 'cancelled' && mayBeSame(record, other, ctx.settings.types),
  )
  return {
    ...CLEAR,
    again: same.map(({ startsAt, endsAt, shownAs: called }) => ({ startsAt, endsAt, called })),
  }
}

type Attended = { sitting: Sitting; people: Person[] }

async function freeFor(ctx: Ctx, tx: Tx, { sitting, people }: Attended): Promise<Span[]> {
  const now = ctx.now()
  const from = later(sitting.startsAt, now)
  const length = sitting.startsAt.until(sitting.endsAt)
  // One day more than is searched, whatever time of day the search begins.
  const searched = { startsAt: from, endsAt: from.add({ hours: 24 * (DAYS_SEARCHED + 1) }) }
  const taken: Span[] = []
  for (const meeting of await othersDuring(tx, sitting, searched)) {
    const shared = await sharedWith(ctx, tx, { sitting, people, meeting })
    if (shared.people.length > 0 || shared.samePlace) taken.push(meeting)
  }
  return freeTimes({ from, length, zone: sitting.zone, calendar: ctx.calendar }, taken)
}

async function othersDuring(tx: Tx, { id }: Sitting, span: Span): Promise<Meeting[]> {
  const all = await store.during(tx, span.startsAt, span.endsAt)
  return all.filter((meeting) => meeting.id !== id && meeting.state === 'scheduled')
}

async function sharedWith(ctx: Ctx, tx: Tx, { sitting, people, meeting }: Attended & { meeting: Meeting }) {
  const ids = new Set(await idsToCompare(ctx, tx, { people, meeting }))
  return {
    people: people.map(({ id }) => id).filter((id) => ids.has(id)),
    samePlace: needSamePlace(sitting.place, meeting.place),
  }
}

// Only its own members are expected in a branch, so that of most branches nobody but the host needs to be looked at.
async function idsToCompare(
  ctx: Ctx,
  tx: Tx,
  { people, meeting }: { people: readonly Person[]; meeting: Meeting },
): Promise<MemberId[]> {
  const named = [meeting.host, ...meeting.observers]
  const foreign = meeting.branch !== null && people.every((person) => person.branch !== meeting.branch)
  return foreign ? named : [...named, ...(await expectedOf(ctx, tx, meeting)).expected]
}

async function peopleOf(ctx: Ctx, tx: Tx, sitting: Sitting): Promise<Person[]> {
  const { expected } = await expectedOf(ctx, tx, sitting)
  const people = await presentAmong(tx, [...expected, sitting.host, ...sitting.observers])
  const counted = new Set(splitExempt(people).expected)
  return people.filter(({ id }) => counted.has(id))
}

// What another branch plans is its own affair; whom to talk to is enough.
async function calledFor(tx: Tx, sitting: Sitting, { branch: of, shownAs }: Meeting): Promise<string> {
  return of === null || of === sitting.branch ? shownAs : words.meetingOf(await shortName(tx, of))
}

async function shortName(tx: Tx, of: BranchId): Promise<string> {
  return (await branch(tx, of)).short
}
