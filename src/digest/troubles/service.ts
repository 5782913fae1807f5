import { z } from 'zod'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { isOfRecords, transact } from '../../db/transact.ts'
import { Unfit } from '../../errors.ts'
import { LetterId, MemberId } from '../../ids.ts'
import { letterById, writeLetters } from '../../letters/service.ts'
import { admins } from '../../roster/service.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { snapshotBy } from '../snapshots/service.ts'
import * as store from '../store.ts'
import type { Uncounted, Week } from '../types.ts'
import { words } from './words.ts'

const What = z.enum(['uncounted', 'unsent'])
type What = z.infer<typeof What>

const troubleLetter = kind(
  'digest.trouble',
  { key: '{what}:{week}:{person}', ref: '{what}/{week}' },
  { what: What, week: z.string(), person: MemberId },
)

/** Notes why a part could not be counted; the next attempt may succeed. */
export async function noteTrouble(ctx: Ctx, of: { key: string; id: string }, thrown: unknown): Promise<void> {
  await transact(ctx, (tx) => store.saveTrouble(tx, { ...of, reason: reasonOf(thrown), at: ctx.now() }))
}

function reasonOf(thrown: unknown): Uncounted {
  if (thrown instanceof z.ZodError || thrown instanceof Unfit) return 'unreadable'
  return isOfRecords(thrown) ? 'database' : 'failed'
}

/** Tells each administrator, once a week, that branches could not be counted, or that a digest that was due did not go out. */
export async function tellTrouble(
  ctx: Ctx,
  tx: Tx,
  { what, week }: { what: What; week: Pick<Week, 'key'> },
): Promise<void> {
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const letters = (await admins(tx)).map((person) => ({
    ...troubleLetter.names({ what, week: week.key, person }),
    to: { person },
    dueAt,
  }))
  await writeLetters(ctx, tx, letters)
}

/** Whether it is still so: a digest that went out meanwhile is no trouble. */
export async function isTrouble(tx: Tx, ref: string): Promise<boolean> {
  const { what, week: key } = troubleLetter.ref.parse(ref)
  if (what === 'uncounted') return true
  return !(await hasArrived(tx, key))
}

/** Whether a digest was handed over to the committee's chat. */
async function hasArrived(tx: Tx, key: string): Promise<boolean> {
  const receipt = await store.receipt(tx, key)
  if (receipt === undefined) return false
  return typeof (await letterById(tx, LetterId.parse(receipt.letter)))?.messageId === 'string'
}

/** What is said to an administrator: which branches, why, and what to do. */
export async function troubleText(ctx: Ctx, tx: Tx, ref: string): Promise<string> {
  const { what, week: key } = troubleLetter.ref.parse(ref)
  if (what === 'unsent') {
    if (ctx.settings.chats.committee === null) return words.noChat
    const week = await store.week(tx, key)
    return week?.ended === true ? words.notDelivered : words.notMade
  }
  const snapshot = await snapshotBy(tx, key)
  const parts = snapshot === null ? [] : [...snapshot.branches, snapshot.college]
  const lines = parts.flatMap(({ name, uncounted }) =>
    uncounted === null ? [] : [words.line(name, words.reasons[uncounted])],
  )
  return [words.uncounted(lines.length), ...lines, words.cure].join('\n')
}
