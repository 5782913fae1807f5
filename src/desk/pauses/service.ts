import { z } from 'zod'
import { oneFor, ref } from '../../cards/ref.ts'
import { audit } from '../../audit.ts'
import type { Need } from '../../cards/need.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId } from '../../ids.ts'
import { releaseHeld, writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import type { Receiver } from '../../letters/types.ts'
import { branch, branches, branchOfChat, person, rightsOf } from '../../roster/service.ts'
import { scopeIn, scopeMeant } from './rules.ts'
import * as store from './store.ts'
import type { Order, Running, Scope, Verb } from './types.ts'
import { relays, words } from './words.ts'

export { resumeButton } from './action.ts'

const Answer = z.enum(['begun', 'pausedBefore', 'ended', 'notPaused', 'refused'])
export type Answer = z.infer<typeof Answer>

/** What an answer shows: what was done, what was so already, or why not; and about which pause, scope or refusal. */
export const answerRef = ref('{answer}/{about}[/{verb}]', {
  answer: Answer,
  about: z.string(),
  verb: z.enum(['pause', 'resume']),
})

/** 暂停: holds the announcements and reminders of a branch or of the college. */
export async function pause(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  await applyOrder(ctx, tx, {
    said,
    verb: 'pause',
    act: async (order) => {
      if ((await store.begin(tx, order, ctx.now())) === undefined) {
        const [running] = await store.running(tx, [order.scope])
        return running === undefined ? shown('notPaused', order.scope) : shown('pausedBefore', running.id)
      }
      await audit(ctx, tx, { actor: order.who, act: 'desk.pause', about: order.scope, details: {} })
      return shown('begun', order.id)
    },
  })
}

/** 恢复: gives back what was held; what is useless by now ends. */
export async function resume(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  await applyOrder(ctx, tx, { said, verb: 'resume', act: (order) => endPause(ctx, tx, order) })
}

async function endPause(ctx: Ctx, tx: Tx, order: Omit<Order, 'id'>): Promise<string> {
  const ended = await store.end(tx, order, ctx.now())
  if (ended === undefined) return shown('notPaused', order.scope)
  await store.keepReleased(tx, ended.id, await releaseHeld(ctx, tx, ended.id))
  await audit(ctx, tx, { actor: order.who, act: 'desk.resume', about: order.scope, details: {} })
  return shown('ended', ended.id)
}

/** 恢复, pressed where the pause is shown; what goes and what has lapsed comes as a message of its own. */
export async function resumeAtDesk(
  ctx: Ctx,
  tx: Tx,
  { who, scope }: { who: MemberId; scope: Scope },
): Promise<{ did: 'ended' | 'notPaused' | 'mayNot'; of: string }> {
  const of = await nameOf(tx, scope)
  if (!(await endableBy(ctx, tx, who)).includes(scope)) return { did: 'mayNot', of }
  const shows = await endPause(ctx, tx, { who, scope })
  if (!shows.startsWith('ended')) return { did: 'notPaused', of }
  await writeLetters(ctx, tx, [{ ...oneFor('desk.pause', shows), ref: shows, to: { person: who } }])
  return { did: 'ended', of }
}

/** The pauses that run and that this person may end. */
export async function pausesToEnd(ctx: Ctx, tx: Tx, who: MemberId): Promise<Running[]> {
  const scopes = await endableBy(ctx, tx, who)
  const found: Running[] = []
  for (const { scope, begunAt: since } of scopes.length === 0 ? [] : await store.running(tx, scopes))
    found.push({ scope, since, of: await nameOf(tx, scope) })
  return found
}

// A secretary speaks for the own branch, an administrator for every branch and the college. (domain §5)
async function endableBy(ctx: Ctx, tx: Tx, who: MemberId): Promise<Scope[]> {
  const { admin, leads } = await rightsOf(ctx, tx, who)
  return admin ? ['college', ...(await branches(tx)).map(({ id }) => id)] : leads
}

/** What a scope is called. */
export async function nameOf(tx: Tx, scope: Scope | string): Promise<string> {
  return scope === 'college' ? words.college : (await branch(tx, BranchId.parse(scope))).short
}

/** Whose 暂停 or 恢复 somebody means who may not order it; null when it is theirs, or says nothing that is understood. */
export async function pauseNeeds(ctx: Ctx, tx: Tx, { who, text }: Said): Promise<Need | null> {
  const all = await branches(tx)
  const reading = scopeIn(text, { rights: await rightsOf(ctx, tx, who), branches: all })
  if (reading.ok || reading.refusal !== 'mayNot') return null
  const { branch: own } = await person(tx, who)
  return { matter: relays.mayNot, id: scopeMeant(text, { own, branches: all }) }
}

// Answered privately, wherever it was said.
async function applyOrder(
  ctx: Ctx,
  tx: Tx,
  { said, verb, act }: { said: Said; verb: Verb; act: (order: Order) => Promise<string> },
): Promise<void> {
  const { who, messageId: id } = said
  const rights = await rightsOf(ctx, tx, who)
  const reading = scopeIn(said.text, { rights, branches: await branches(tx) })
  const shows = reading.ok
    ? await act({ who, id, scope: reading.scope })
    : answerRef.text({ answer: 'refused', about: reading.refusal, verb })
  await writeLetters(ctx, tx, [{ ...oneFor('desk.pause', id), ref: shows, to: { person: who } }])
}

function shown(answer: Answer, about: string): string {
  return answerRef.text({ answer, about, verb: null })
}

/**
 * The pause that holds what goes to this receiver: that of the branch whose chat it is, else of the branch whose matter it
 * is (null: the college's), else of the person's branch; or that of the whole college.
 */
export async function pauseOf(
  tx: Tx,
  { to, branch }: { to: Receiver; branch?: BranchId | null },
): Promise<string | null> {
  const here = 'chat' in to ? await branchOfChat(tx, to.chat) : undefined
  const of = here ?? (branch === undefined ? await ownBranch(tx, to) : branch)
  const [first] = await store.running(tx, of === null ? ['college'] : ['college', of])
  return first?.id ?? null
}

async function ownBranch(tx: Tx, to: Receiver): Promise<BranchId | null> {
  return 'person' in to ? (await person(tx, to.person)).branch : null
}
