import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import type { Meeting } from '../../meetings/types.ts'
import { dateOf } from '../../time/dates.ts'
import { rollState } from '../checkin/service.ts'
import { deciderAmong, decidersOf } from '../deciders/service.ts'
import { leavesAskedLetter, leavesWaitLetter } from '../invitations/service.ts'
import { markLeavesStale, place, requestsOn } from '../leaves/service.ts'
import type { Placed } from '../leaves/types.ts'
import * as rules from './rules.ts'

/**
 * Puts what waits before whoever decides on it today: on the card on which something waits already, else on a new one.
 * `again`: the person who has asked again after a withdrawal.
 */
export async function putBeforeDeciders(
  ctx: Ctx,
  tx: Tx,
  { meeting, again = null }: { meeting: Meeting; again?: MemberId | null },
): Promise<void> {
  const all = await requestsOn(tx, meeting.id)
  const waiting = all.filter(({ leave, isExpected }) => leave.state === 'asked' && isExpected)
  if (waiting.length === 0) return
  const deciders = await decidersOf(ctx, tx, meeting)
  const deciderOf = (who: MemberId) => deciderAmong(who, deciders)
  const placed = rules.placed(all, { again, deciderOf })
  await place(tx, meeting.id, placed)
  const rounds = new Map(placed.map(({ who, round }) => [who, round]))
  const letters = waiting.flatMap(({ who, leave }) => {
    const by = deciderOf(who)
    if (by === null) return []
    const round = rounds.get(who) ?? leave.round
    return [{ ...leavesAskedLetter.names({ meeting: meeting.id, round, by }), to: { person: by } }]
  })
  if (letters.length === 0) ctx.log.warn({ meeting: meeting.id }, 'nobody to decide on a leave')
  const once = [...new Map(letters.map((letter) => [letter.key, letter])).values()]
  await writeLetters(ctx, tx, [...once, ...(await remindersOf(ctx, tx, { meeting, placed, deciderOf }))])
  await markLeavesStale(tx, meeting.id, [...rounds.values()])
  await markStale(
    tx,
    once.map(({ to }) => to.person),
    ['desk.summary'],
  )
}

type Placement = {
  meeting: Meeting
  placed: readonly Placed[]
  deciderOf: (who: MemberId) => MemberId | null
}

/** Whoever decides is reminded once of a card that begins, or begins again. */
async function remindersOf(
  ctx: Ctx,
  tx: Tx,
  { meeting, placed, deciderOf }: Placement,
): Promise<NewLetter[]> {
  const roll = placed.length === 0 ? null : await rollState(tx, meeting.id)
  const dueAt = roll === null ? null : rules.reminderAt(ctx.now(), roll)
  if (dueAt === null) return []
  const day = dateOf(dueAt, ctx.settings.timezone).toString()
  return placed.flatMap(({ who, round, begins }) => {
    const by = deciderOf(who)
    if (by === null || !begins) return []
    const names = leavesWaitLetter.names({ meeting: meeting.id, round, by, day })
    return [{ ...names, to: { person: by }, dueAt, uselessAfter: meeting.startsAt }]
  })
}
