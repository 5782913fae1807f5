import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId, ProgrammeId } from '../../ids.ts'
import { countWritten, writeLetters } from '../../letters/service.ts'
import { rightsOf } from '../../roster/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { z } from 'zod'
import { ownerOf } from '../owners/service.ts'
import { lockProgramme, rowsOf } from '../programmes/service.ts'
import { AHEAD, isOpen } from '../rules.ts'
import * as store from '../store.ts'
import type { Cell } from '../types.ts'
import type { Owing, Refusal } from './types.ts'

export { nudgeButton } from './action.ts'

const parts = { programme: ProgrammeId, who: MemberId, n: z.string(), day: z.string() }
const previewLetter = kind('ledger.nudge', { key: '{programme}/{who}:{n}', ref: '{programme}' }, parts)
const nudgedLetter = kind(
  'ledger.nudged',
  { key: '{programme}/{who}:{day}', ref: '{programme}/{who}' },
  parts,
)

/** Of which programme a preview is; what somebody was reminded of. */
export const previewRef = previewLetter.ref
export const nudgedRef = nudgedLetter.ref

/** Who owes something of a programme that is due within thirty days or late, in the order of its rows. */
export async function owing(ctx: Ctx, tx: Tx, programme: ProgrammeId): Promise<Owing[]> {
  const until = today(ctx).add(AHEAD)
  const cells = (await store.those(tx, { programme, due: { until } })).filter(isOpen)
  const rows = new Map((await rowsOf(tx, programme)).map((row) => [row.id, row]))
  const byOwner = new Map<MemberId, Cell[]>()
  for (const cell of cells) {
    const row = rows.get(cell.row)
    // What is the college's own is in the hands of those who remind.
    const owner =
      row === undefined || cell.by === 'committee' ? null : await ownerOf(ctx, tx, { by: cell.by, row })
    if (owner !== null) byOwner.set(owner, [...(byOwner.get(owner) ?? []), cell])
  }
  const all: Owing[] = []
  for (const [who, own] of byOwner)
    all.push({ who, cells: own, hindrance: await hindranceTo(ctx, tx, { programme, who }) })
  return all
}

async function hindranceTo(
  ctx: Ctx,
  tx: Tx,
  of: { programme: ProgrammeId; who: MemberId },
): Promise<Owing['hindrance']> {
  const since = instantOf(today(ctx), ctx.settings.timezone)
  return (await countWritten(tx, { ref: nudgedRef.text(of), kind: 'ledger.nudged', since })) > 0
    ? 'nudged'
    : null
}

/** Sends an administrator whom a reminder by hand would reach. */
export async function openNudge(
  ctx: Ctx,
  tx: Tx,
  { programme, who }: { programme: ProgrammeId; who: MemberId },
): Promise<{ ok: true } | { ok: false; refusal: Refusal }> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const names = previewLetter.names({ programme, who, n: String(inSightAt(ctx.now())) })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
  return { ok: true }
}

/** Reminds everybody who owes something of a programme 催办: one card for each person, once a day, outside silent times. */
export async function nudge(
  ctx: Ctx,
  tx: Tx,
  { programme, who }: { programme: ProgrammeId; who: MemberId },
): Promise<{ ok: true; people: number } | { ok: false; refusal: Refusal }> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  // Two administrators who press together take turns: the second finds what the first has written.
  const found = await lockProgramme(tx, programme)
  const all = found === undefined || found.closedAt !== null ? [] : await owing(ctx, tx, programme)
  const due = all.filter(({ hindrance }) => hindrance === null)
  if (due.length === 0) return { ok: false, refusal: all.length > 0 ? 'already' : 'nobody' }
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const day = today(ctx).toString()
  await writeLetters(
    ctx,
    tx,
    due.map((one) => ({
      ...nudgedLetter.names({ programme, who: one.who, day }),
      to: { person: one.who },
      dueAt,
    })),
  )
  await audit(ctx, tx, { actor: who, act: 'ledger.nudge', about: programme, details: { people: due.length } })
  return { ok: true, people: due.length }
}
