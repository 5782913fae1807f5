import { z } from 'zod'
import { oneFor, ref, respelt } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { messageOf } from '../../errors.ts'
import type { MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { branches, chatNames, presentAmong, rightsOf } from '../../roster/service.ts'
import { linesOf, minuteOf } from './rules.ts'
import * as store from './store.ts'
import type { Foreseen, Plan, Refusal, DryRun } from './types.ts'

export { forget as forgetPreviews } from './store.ts'

const BATCH = 10
/** Longer than it takes to work one out. */
const LEASE_SECONDS = 60
const TRIES = 3

/**
 * 会议 预览: notes what is wanted, and says so privately; it is worked out by itself, and the card then shows it.
 * `days: null`: not understood.
 */
export async function askPreview(
  ctx: Ctx,
  tx: Tx,
  { said, days }: { said: Said; days: number | null },
): Promise<void> {
  const { who, messageId: id } = said
  const { admin, committee } = await rightsOf(ctx, tx, who)
  if (!admin && !committee) return answer(ctx, tx, { id, who, shows: 'mayNot' })
  if (days === null) return answer(ctx, tx, { id, who, shows: 'whichDays' })
  if (await store.ask(tx, { id, who, days }, ctx.now())) await answer(ctx, tx, { id, who, shows: 'plan' })
}

/** The sweep: previews still to be worked out. The caller enqueues one job for each. */
export async function takeOpenPreviews(ctx: Ctx): Promise<string[]> {
  return store.takeOpen(ctx.db, { most: BATCH, seconds: LEASE_SECONDS })
}

/** Whether somebody waits for a preview. */
export async function previewsWait(ctx: Ctx): Promise<boolean> {
  return store.anyOpen(ctx.db)
}

/** Works out one preview and sends it to whoever asked; after the last failure says that it came to nothing. */
export async function makePreview(ctx: Ctx, dryRun: DryRun, id: string): Promise<void> {
  const asked = await store.open(ctx.db, id)
  if (asked === undefined) return
  try {
    const plan = await foresee(ctx, dryRun, asked.days)
    await settle(ctx, id, plan)
  } catch (thrown) {
    ctx.log.error({ preview: id, err: messageOf(thrown) }, 'preview failed')
    await store.countFailure(ctx.db, id)
    if (asked.attempts + 1 >= TRIES) await settle(ctx, id, null)
  }
}

/** What will be sent in the next days if nothing changes. */
export async function foresee(ctx: Ctx, dryRun: DryRun, days: number): Promise<Plan> {
  const from = minuteOf(ctx.now())
  const wanted = from.toZonedDateTimeISO(ctx.settings.timezone).add({ days }).toInstant()
  const { until, sendings } = await dryRun(wanted)
  // The card on which it will stand may still be in the post.
  const others = sendings.filter(({ kind }) => kind !== 'desk.preview')
  return transact(ctx, async (tx) => ({
    from,
    wanted,
    until,
    lines: linesOf(others, await namesFor(ctx, tx, others)),
  }))
}

async function namesFor(ctx: Ctx, tx: Tx, sendings: Foreseen['sendings']) {
  const people = sendings.flatMap(({ to }) => ('person' in to ? [to.person] : []))
  return {
    chats: await chatNames(ctx, tx),
    branchOf: new Map((await presentAmong(tx, people)).map(({ id, branch }) => [id, branch])),
    branches: new Map((await branches(tx)).map(({ id, short }) => [id, short])),
  }
}

async function settle(ctx: Ctx, id: string, plan: Plan | null): Promise<void> {
  await transact(ctx, async (tx) => {
    if (await store.end(tx, id, { plan, at: ctx.now() }))
      await markStale(tx, planRef.text({ id }), ['desk.preview'])
  })
}

type Answer = { id: string; who: MemberId; shows: Refusal | 'plan' }

// Answered privately, wherever it was asked.
async function answer(ctx: Ctx, tx: Tx, { id, who, shows }: Answer): Promise<void> {
  const letter = { ...oneFor('desk.preview', id), to: { person: who } }
  await writeLetters(ctx, tx, [{ ...letter, ref: shows === 'plan' ? planRef.text({ id }) : shows }])
}

const planRef = ref('plan/{id}', { id: z.string() })

/** Whether what a letter of this part shows, by its `ref`, is not forgotten. */
export async function isKept(tx: Tx, shows: string): Promise<boolean> {
  const plan = planRef.find(shows)
  return plan === null || store.isKept(tx, plan.id)
}

/** What a letter of this part shows, by its `ref`: a plan, that there is none yet, or why there is none. */
export async function shownBy(tx: Tx, shows: string): Promise<Plan | 'working' | Refusal> {
  const plan = planRef.find(shows)
  // Only `answer` writes it, and it takes a Refusal.
  return plan === null ? (respelt(shows) as Refusal) : store.planOf(tx, plan.id)
}
