import { inSightAt } from '../../cards/in-sight.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { nudgeOverdue, overdueBefore } from '../../reports/service.ts'
import { everyBranch, inChargeOf, namesOf, rightsOf } from '../../roster/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import { z } from 'zod'
import { snapshotBy } from '../snapshots/service.ts'
import * as store from './store.ts'
import type { Nudge, OwedBy, Refusal } from './types.ts'

export { nudgeButton } from './action.ts'

export const previewLetter = kind('digest.nudge', { key: '{nudge}', ref: '{nudge}' }, { nudge: z.string() })

type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** Sends an administrator whom a reminder by hand would reach; pressed again a moment later, it is the same card. */
export async function openNudge(
  ctx: Ctx,
  tx: Tx,
  { digest, who }: Pick<Nudge, 'digest' | 'who'>,
): Promise<Outcome> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const nudge = `${digest}/${who}/${inSightAt(ctx.now())}`
  await store.insert(tx, { id: nudge, digest, who }, ctx.now())
  await writeLetters(ctx, tx, [{ ...previewLetter.names({ nudge }), to: { person: who } }])
  return { ok: true }
}

/** Carries a preview out, or drops it. */
export async function decideNudge(
  ctx: Ctx,
  tx: Tx,
  { id, who, confirm }: { id: string; who: MemberId; confirm: boolean },
): Promise<({ ok: true } & Pick<Nudge, 'people' | 'records'>) | { ok: false; refusal: Refusal }> {
  const nudge = await store.lock(tx, id)
  if (nudge === undefined || nudge.who !== who) return { ok: false, refusal: 'notYours' }
  if (nudge.state !== 'open') return { ok: false, refusal: nudge.state === 'done' ? 'already' : 'dropped' }
  if (!confirm) {
    await store.end(tx, { id, state: 'dropped', people: 0, records: 0 }, ctx.now())
    return { ok: true, people: 0, records: 0 }
  }
  const before = await endOf(tx, nudge.digest)
  const outcome = await nudgeOverdue(ctx, tx, { before, who })
  if (!outcome.ok) return outcome
  const { people, records } = outcome
  await store.end(tx, { id, state: 'done', people, records }, ctx.now())
  await markStale(tx, nudge.digest, ['digest.college'])
  return { ok: true, people, records }
}

/** What a preview shows: what each branch owes, and how much of what the digest counted has come in since. */
export type Preview = { nudge: Nudge; owed: OwedBy[]; people: number; records: number; cameSince: number }

/** A preview as it stands; null when there never was one. */
export async function previewOf(ctx: Ctx, tx: Tx, id: string): Promise<Preview | null> {
  const nudge = await store.lock(tx, id)
  const snapshot = nudge && (await snapshotBy(tx, nudge.digest))
  if (nudge === undefined || snapshot == null) return null
  const all = await overdueBefore(ctx, tx, Temporal.Instant.from(snapshot.to))
  const names = await namesOf(
    tx,
    all.map(({ writer }) => writer),
    null,
  )
  const short = new Map((await everyBranch(tx)).map((one) => [one.id, one.short]))
  const byBranch = Map.groupBy(all, ({ branch }) => branch)
  const ordered = [...short.keys(), null].filter((branch) => byBranch.has(branch))
  const due = all.filter(({ hindrance }) => hindrance === null)
  const counted = [...snapshot.branches, snapshot.college].reduce((sum, { overdue }) => sum + overdue, 0)
  return {
    nudge,
    owed: ordered.map((branch) => ({
      branch: (branch && short.get(branch)) ?? snapshot.college.name,
      lines: (byBranch.get(branch) ?? []).map(({ writer, ...one }) => ({
        ...one,
        name: names.get(writer) ?? '',
      })),
    })),
    people: new Set(due.map(({ writer }) => writer)).size,
    records: due.length,
    cameSince: Math.max(0, counted - all.length),
  }
}

/** How many were reminded today because of a digest; null: nobody. */
export async function nudgedToday(
  ctx: Ctx,
  tx: Tx,
  digest: string,
): Promise<Pick<Nudge, 'people' | 'records'> | null> {
  return store.nudgedSince(tx, digest, instantOf(today(ctx), ctx.settings.timezone))
}

/** Who may remind of what a digest counted, and whether there is anything to remind of. */
export async function nudgerNow(
  ctx: Ctx,
  tx: Tx,
  digest: string,
): Promise<{ holder: MemberId | null; open: boolean }> {
  const all = await overdueBefore(ctx, tx, await endOf(tx, digest))
  return { holder: await inChargeOf(tx, null), open: all.some(({ hindrance }) => hindrance === null) }
}

async function endOf(tx: Tx, digest: string): Promise<Temporal.Instant> {
  const snapshot = await snapshotBy(tx, digest)
  if (snapshot === null) throw new Error(`no digest ${digest}`)
  return Temporal.Instant.from(snapshot.to)
}
