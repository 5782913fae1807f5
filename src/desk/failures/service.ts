import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { failedAlarms, settleAlarms } from '../../alarms/service.ts'
import { audit } from '../../audit.ts'
import { kind, oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Db, Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import { kindNames, settleLetters, troubledLetters, writeLetters } from '../../letters/service.ts'
import type { FailedAttempt } from '../../letters/types.ts'
import { admins, memberOf, rightsOf } from '../../roster/service.ts'
import { cutTo } from '../../cards/shortened.ts'
import * as store from './store.ts'
import type { Failure, Trouble } from './types.ts'
import { words } from './words.ts'

export { deleteSettled } from './store.ts'

const LONGEST_ERROR = 200

/** Keeps what came to nothing, once, and returns its number: the person, the log and the administrators are told the same. */
export async function noteFailure(ctx: Ctx, tx: Tx, failed: FailedAttempt): Promise<string> {
  const { kind, ref, openId, error } = failed
  const who = openId === null ? null : await memberOf(tx, openId)
  const kept = { kind, ref, who, error: cutTo(error, LONGEST_ERROR), at: ctx.now() }
  for (let bytes = 2; ; bytes += 1) {
    const known = await store.numberOf(tx, failed)
    if (known !== undefined) return known
    const number = await store.keep(tx, { ...kept, number: numberOf(bytes) })
    if (number !== undefined) return number
  }
}

/** Longer with every number that is taken. */
function numberOf(bytes: number): string {
  return `E-${randomBytes(Math.min(bytes, 4)).toString('hex').toUpperCase()}`
}

/** Tells whoever tried that it was not saved, privately. */
export async function tellFailure(ctx: Ctx, tx: Tx, number: string): Promise<void> {
  const who = await store.memberOf(tx, number)
  if (who === null) return
  const to = { person: who as MemberId } // Only `noteFailure` writes it, and it takes a member.
  await writeLetters(ctx, tx, [{ ...oneFor('desk.failure', number), ref: number, to }])
}

const elsewhereLetter = kind(
  'desk.elsewhere',
  { key: '{number}:{who}', ref: '{number}' },
  { number: z.string(), who: MemberId },
)

/** Tells the administrators, once until they have ticked it off, that somebody pressed a card of other records. */
export async function noteElsewhere(ctx: Ctx, tx: Tx, { messageId }: { messageId: string }): Promise<void> {
  const failure = { number: numberOf(4), kind: 'elsewhere', ref: messageId, at: ctx.now() } as const
  const number = await store.keep(tx, { ...failure, who: null, error: words.elsewhere })
  if (number === undefined) return
  await writeLetters(
    ctx,
    tx,
    (await admins(tx)).map((who) => ({
      ...elsewhereLetter.names({ number, who }),
      to: { person: who },
    })),
  )
}

/** Everything that came to nothing and that nobody has ticked off, newest first of each kind. */
export async function openTroubles(db: Db): Promise<Trouble[]> {
  const failures = await store.open(db)
  const letters = await troubledLetters({ db })
  const alarms = await failedAlarms({ db })
  return [
    ...failures.map((one) => ({ id: one.number, says: words.failure[one.kind](one.number) })),
    ...letters.map(({ key, kind, ended, code }) => ({
      id: key,
      says: words.letter(kindNames[kind], ended === 'failed', code ?? ''),
    })),
    ...alarms.map(({ key, kind }) => ({ id: key, says: words.alarm(words.alarmKinds[kind]) })),
  ]
}

/** What failed of presses and messages, for the command line. */
export async function openFailures(db: Db): Promise<Failure[]> {
  return store.open(db)
}

export type Settled = { ok: true; count: number } | { ok: false; refusal: 'mayNot' }

/** Ticks off what came to nothing, by its number or key, or all of it. */
export async function settleTrouble(
  ctx: Ctx,
  tx: Tx,
  { id, who }: { id: string | 'all'; who: MemberId },
): Promise<Settled> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const count = await settleOnServer(ctx, tx, id)
  await audit(ctx, tx, { actor: who, act: 'desk.settle', about: id, details: { count } })
  return { ok: true, count }
}

/** Ticks off failures from the command line, which may do everything; returns how many. */
export async function settleOnServer(ctx: Ctx, tx: Tx, id: string | 'all'): Promise<number> {
  const at = ctx.now()
  const failures = await store.settle(tx, id, at)
  return failures + (await settleLetters(tx, id, at)) + (await settleAlarms(tx, id, at))
}
