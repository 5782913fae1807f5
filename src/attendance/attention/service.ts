import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import type { Meeting } from '../../meetings/types.ts'
import { person, secretaryOf } from '../../roster/service.ts'
import { ownRecords } from '../history/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const attentionLetter = kind(
  'attendance.attention',
  { key: '{who}:{meeting}', ref: '{who}/{meeting}' },
  { who: MemberId, meeting: MeetingId },
)

/** Whose row of absences a letter is about, and the meeting at which it was noticed. */
export const attentionRef = attentionLetter.ref

/** A slip is mended by then. */
const HEARD_AFTER = Temporal.Duration.from({ hours: 24 })

/** Lets the branch's secretary, and nobody else, hear of people who were marked absent twice or three times in a row. */
export async function noticeAbsences(
  ctx: Ctx,
  tx: Tx,
  { meeting, people }: { meeting: Meeting; people: readonly MemberId[] },
): Promise<void> {
  const letters: NewLetter[] = []
  for (const who of await store.absentOften(tx, people)) {
    if (!rules.isHeardOf((await absencesOf(ctx, tx, who)).length)) continue
    const secretary = await hearerOf(ctx, tx, who)
    if (secretary === null) continue
    const dueAt = ctx.now().add(HEARD_AFTER)
    letters.push({ ...attentionLetter.names({ who, meeting: meeting.id }), to: { person: secretary }, dueAt })
  }
  await writeLetters(ctx, tx, letters)
}

/** The secretary of a person's branch today; null where there is none, and for the own absences. */
export async function hearerOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<MemberId | null> {
  const secretary = await secretaryOf(ctx, tx, (await person(tx, who)).branch)
  return secretary === who ? null : secretary
}

/** So far back a row may reach. */
const LOOKED_BACK = Temporal.Duration.from({ hours: 24 * 366 })

/** The meetings at the end of a person's record at which they were absent, latest first. */
export async function absencesOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Meeting[]> {
  const all = await ownRecords(tx, { who, from: ctx.now().subtract(LOOKED_BACK) })
  const due = all.filter(({ role }) => role === 'due')
  return due.slice(0, rules.absencesInRow(due.map(({ mark }) => mark))).map(({ meeting }) => meeting)
}
