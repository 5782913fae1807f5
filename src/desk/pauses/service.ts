import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import { releaseHeld, writeLetters } from '../../letters/service.ts'
import type { Receiver, Said } from '../../letters/types.ts'
import { audit, branches, branchOfChat, person, rightsOf } from '../../roster/service.ts'
import { scopeIn } from './rules.ts'
import * as store from './store.ts'
import type { Order } from './types.ts'

/** What an answer shows: what was done, what was so already, or why not; and about which pause, scope or refusal. */
export type Answer = 'begun' | 'pausedBefore' | 'ended' | 'notPaused' | 'refused'

/** 暂停: holds the announcements and reminders of a branch or of the college. */
export async function pause(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  await obey(ctx, tx, {
    said,
    act: async (order) => {
      if ((await store.begin(tx, order, ctx.now())) === undefined) {
        const [standing] = await store.running(tx, [order.scope])
        return standing === undefined ? ref('notPaused', order.scope) : ref('pausedBefore', standing.id)
      }
      await audit(ctx, tx, { actor: order.who, act: 'desk.pause', about: order.scope, details: {} })
      return ref('begun', order.id)
    },
  })
}

/** 恢复: gives back what was held; what is useless by now ends. */
export async function resume(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  await obey(ctx, tx, {
    said,
    act: async (order) => {
      const ended = await store.end(tx, order, ctx.now())
      if (ended === undefined) return ref('notPaused', order.scope)
      await store.keepReleased(tx, ended.id, await releaseHeld(ctx, tx, ended.id))
      await audit(ctx, tx, { actor: order.who, act: 'desk.resume', about: order.scope, details: {} })
      return ref('ended', ended.id)
    },
  })
}

// Answered privately, wherever it was said.
async function obey(
  ctx: Ctx,
  tx: Tx,
  { said, act }: { said: Said; act: (order: Order) => Promise<string> },
): Promise<void> {
  const { who, messageId: id } = said
  const rights = await rightsOf(ctx, tx, who)
  const reading = scopeIn(said.text, { rights, branches: await branches(tx) })
  const shows = reading.ok ? await act({ who, id, scope: reading.scope }) : ref('refused', reading.refusal)
  const letter = { key: `desk.pause:${id}`, kind: 'desk.pause', ref: shows, to: { person: who } } as const
  await writeLetters(ctx, tx, [letter])
}

function ref(answer: Answer, about: string): string {
  return `${answer}/${about}`
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
