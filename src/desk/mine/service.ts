import { keptFrom, ownRecords } from '../../attendance/service.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Said } from '../../inbox/types.ts'
import { writeLetters } from '../../letters/service.ts'
import { branch, group, officesOf, person } from '../../roster/service.ts'
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
    records: await ownRecords(tx, { who, from }),
    year,
    keptFrom: keptFrom(ctx),
  }
}
