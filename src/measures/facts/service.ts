import { typeName } from '../../../config/college.ts'
import { isRecorded } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { earlier } from '../../time/order.ts'
import type { Facts, Roll, Sitting, Subject, Window } from '../types.ts'
import { outcomeIn } from './rules.ts'
import * as store from './store.ts'
import type { Meeting } from './types.ts'

type Of = { subject: Subject; window: Window }

/** All that the figures of a subject and a window are counted from. A person owes no records: those are an office's. */
export async function factsOf(ctx: Ctx, tx: Tx, { subject, window }: Of): Promise<Facts> {
  const names = (types: readonly string[]) => types.map((type) => typeName(ctx.settings.types, type))
  const ids = await meetingIds(tx, { subject, window })
  const known = await store.starts(tx, ids)
  const planned = (await store.meetings(tx, ids)).flatMap((one) => {
    const outcome = outcomeIn(window, one, known.get(one.meeting) ?? [])
    const isOurs = subject.kind !== 'group' || one.group === subject.group
    return outcome === null || !isOurs ? [] : [{ ...one, types: names(one.types), outcome }]
  })
  const span = { from: window.from, to: earlier(window.to, window.asOf) }
  const reports = subject.kind === 'person' ? [] : await store.reports(tx, subject, span)
  return {
    window,
    sittings: await withPeople(tx, planned, subject),
    reports: reports.map(({ meeting, ...one }) => ({
      ...one,
      meeting: meeting && { ...meeting, types: names(meeting.types) },
    })),
  }
}

function meetingIds(tx: Tx, { subject, window }: Of): Promise<MeetingId[]> {
  if (subject.kind === 'person') return store.meetingsWith(tx, subject.member, window)
  return store.meetingsOf(tx, subject, window)
}

type Planned = Meeting & Pick<Sitting, 'outcome'>

async function withPeople(tx: Tx, planned: readonly Planned[], subject: Subject): Promise<Sitting[]> {
  const ids = planned.map(({ meeting }) => meeting)
  const rolls = await store.rolls(tx, ids)
  const makeups = await store.makeups(tx, ids)
  const corrections = await store.corrections(tx, ids)
  const sittings = planned.map(({ state: _, ...one }) => ({
    ...one,
    roll: rollIn(rolls.get(one.meeting)),
    makeups: makeups.get(one.meeting) ?? { asked: 0, made: 0 },
    corrections: corrections.get(one.meeting) ?? 0,
  }))
  return subject.kind === 'person' ? ofPerson(tx, sittings, subject.member) : sittings
}

function rollIn(counts: Omit<Roll, 'recorded' | 'waits'> | undefined): Roll | null {
  if (counts === undefined) return null
  return { ...counts, recorded: isRecorded(counts), waits: counts.unconfirmed > 0 }
}

/** The sittings with one person's part in them. Of what has expired by name, nothing is known of the person. */
async function ofPerson(tx: Tx, sittings: readonly Sitting[], member: MemberId): Promise<Sitting[]> {
  const ids = sittings.map(({ meeting }) => meeting)
  const own = new Map((await store.presence(tx, { member, ids })).map((one) => [one.meeting_id, one]))
  return sittings.flatMap((one) => {
    const { standing, mark, makeup_asked: asked, makeup_made: made } = own.get(one.meeting) ?? {}
    if (standing === undefined || standing === 'exempt') return []
    const isExpected = standing === 'due'
    const is = (...marks: string[]) => Number(isExpected && marks.includes(mark ?? ''))
    const roll = one.roll && {
      ...one.roll,
      expected: Number(isExpected),
      present: is('present', 'late'),
      late: is('late'),
      leave: is('leave'),
      absent: is('absent'),
      unconfirmed: Number(isExpected && mark === null && one.roll.closedAt !== null),
      observers: Number(standing === 'observer' && (mark === 'present' || mark === 'late')),
    }
    return [{ ...one, roll, makeups: { asked: Number(asked), made: Number(made) } }]
  })
}
