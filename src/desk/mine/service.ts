import { hoursInBrief, invitedTo, keptFrom, ownAnswer, ownRecords } from '../../attendance/service.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { meetingsBetween } from '../../meetings/service.ts'
import { branch, group, officesOf, person, probationOf } from '../../roster/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import type { Mine } from './types.ts'

/** 我的记录: what is kept of whoever asks, in the direct chat. */
export async function sendMine(ctx: Ctx, tx: Tx, { who, messageId }: Said): Promise<void> {
  await writeLetters(ctx, tx, [{ ...oneFor('desk.mine', messageId), ref: who, to: { person: who } }])
}

/** What is kept of a person; attendance since the first of January. */
export async function mineOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Mine> {
  const of = await person(tx, who)
  const { year } = today(ctx)
  const from = instantOf(Temporal.PlainDateTime.from({ year, month: 1, day: 1 }), ctx.settings.timezone)
  return {
    person: of,
    branch: (await branch(tx, of.branch)).name,
    group: of.group === null ? null : (await group(tx, of.group)).name,
    offices: await officesOf(ctx, tx, who),
    probation: of.type === '预备' ? await probationOf(tx, who) : null,
    hours: await hoursInBrief(ctx, tx, who),
    ahead: await aheadOf(ctx, tx, who),
    records: await ownRecords(tx, { who, from }),
    year,
    keptFrom: keptFrom(ctx),
  }
}

/** How far ahead meetings are shown: so far series are planned. */
const AHEAD = Temporal.Duration.from({ hours: 24 * 56 })
/** So many of them. */
const MOST_AHEAD = 10

async function aheadOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<Mine['ahead']> {
  const now = ctx.now()
  const all = (await meetingsBetween(tx, now, now.add(AHEAD))).filter(
    ({ state, announced }) => state === 'scheduled' && announced,
  )
  const ids = all.map(({ id }) => id)
  const invited = new Set(ids.length === 0 ? [] : await invitedTo(tx, who, ids))
  const found = []
  for (const meeting of all.filter(({ id }) => invited.has(id)).slice(0, MOST_AHEAD)) {
    const answer = await ownAnswer(tx, { meeting: meeting.id, who })
    if (answer !== null) found.push({ meeting, answer })
  }
  return found
}
