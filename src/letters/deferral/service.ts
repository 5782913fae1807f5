import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { LetterId } from '../../ids.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isAfter, isUseful } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import * as delivery from '../delivery/store.ts'
import { isReceivers } from '../offices/service.ts'
import { gather } from '../stale/service.ts'
import type { Claim } from '../claims/store.ts'
import type { Correspondence, Letter, LetterKind, LetterKinds, Released, Urgency } from '../types.ts'
import { type Ruling, ruling } from './rules.ts'
import * as store from './store.ts'

/** The reminder that carries all others of its day. */
const SUMMARY = 'desk.summary' satisfies LetterKind

type Turn = { letters: Correspondence; claim: Claim }

/** Whether a letter that matters goes now, and whether it counts; otherwise what was done with it instead. */
export type Deferral =
  | { kind: 'go'; countedOn: Temporal.PlainDate | null }
  | { kind: 'deferred' | 'obsolete' }

/** Holds back what may wait: pause, silent times, daily cap. In the transaction that would note the attempt. */
export async function defer(ctx: Ctx, tx: Tx, turn: Turn): Promise<Deferral> {
  const { letter } = turn.claim
  // Two reminders that come to their turn together must not both be the last of the day.
  if (urgencyOf(turn.letters.kinds, letter) === 'reminder') await store.lockReceiver(tx, letter.to)
  return follow(ctx, tx, { ...turn, ruled: await rulingOn(ctx, tx, turn) })
}

async function rulingOn(ctx: Ctx, tx: Tx, { letters, claim }: Turn): Promise<Ruling> {
  const { letter, uselessAfter, dueAt } = claim
  const isSummary = letter.kind === SUMMARY
  const urgency = urgencyOf(letters.kinds, letter)
  if (urgency === 'answer') return { kind: 'go', counts: false }
  const quiet = quietOf(ctx)
  const cap = 'person' in letter.to ? ctx.settings.reminders.dailyCap : 0
  // What a summary carries was allowed on the day on which it was written.
  const about = isSummary
    ? dateOf(dueAt, ctx.settings.timezone)
    : await letters.kinds[letter.kind].about?.(ctx, tx, letter)
  return ruling({
    urgency,
    now: ctx.now(),
    uselessAfter,
    quiet,
    about: about ?? null,
    heldBy: await heldBy(tx, letters, letter),
    today: cap === 0 ? null : { sent: await store.countSent(tx, letter.to, today(ctx)), cap },
    isSummary,
  })
}

async function follow(ctx: Ctx, tx: Tx, turn: Turn & { ruled: Ruling }): Promise<Deferral> {
  const { claim, ruled } = turn
  switch (ruled.kind) {
    case 'go': {
      const go: Deferral = { kind: 'go', countedOn: ruled.counts ? today(ctx) : null }
      return turn.letters.kinds[claim.letter.kind].daily === true ? onceADay(ctx, tx, { ...turn, go }) : go
    }
    case 'hold':
      await store.hold(tx, claim, ruled.by)
      return { kind: 'deferred' }
    case 'later':
      await store.putOff(tx, claim, ruled.at)
      return { kind: 'deferred' }
    case 'lapse':
      await delivery.end(tx, claim.letter.id, { end: 'obsolete', at: ctx.now(), code: ruled.code })
      return { kind: 'obsolete' }
    case 'summarise':
      await summarise(ctx, tx, turn)
      return { kind: 'obsolete' }
  }
}

/** What comes so soon after the card of its day fell due together with it. */
const TOGETHER = Temporal.Duration.from({ minutes: 10 })

async function onceADay(ctx: Ctx, tx: Tx, turn: Turn & { go: Deferral }): Promise<Deferral> {
  const { claim, go } = turn
  const { letter } = claim
  const day = today(ctx)
  const before = await store.sentOfKind(tx, letter, day)
  if (before === undefined) {
    const waiting = await coverable(ctx, tx, turn)
    const ofKind = waiting.filter(({ kind }) => kind === letter.kind)
    await cover(ctx, tx, { by: letter.id, letters: ofKind })
    return go
  }
  if (isAfter(ctx.now(), before.at.add(TOGETHER))) {
    const quiet = quietOf(ctx)
    const tomorrow = instantOf(day.add({ days: 1 }), quiet.zone)
    await store.putOff(tx, claim, allowedFrom(tomorrow, quiet))
    return { kind: 'deferred' }
  }
  await cover(ctx, tx, { by: before.id, letters: [letter] })
  gather(tx, { refs: [letter.ref], kinds: [letter.kind] })
  return { kind: 'obsolete' }
}

/** Writes the summary of the day, and ends every reminder that waits for the same person: the summary carries it. */
async function summarise(ctx: Ctx, tx: Tx, turn: Turn): Promise<void> {
  const { letter } = turn.claim
  const by = await summaryFor(ctx, tx, letter)
  await cover(ctx, tx, { by, letters: [...(await coverable(ctx, tx, turn)), letter] })
}

type Covering = { by: LetterId; letters: readonly Letter[] }

async function cover(ctx: Ctx, tx: Tx, { by, letters }: Covering): Promise<void> {
  const covered = { end: 'obsolete', at: ctx.now(), code: store.coverCode(by) } as const
  for (const { id } of letters) await delivery.end(tx, id, covered)
}

/** One that waits already takes up this reminder too. */
async function summaryFor(ctx: Ctx, tx: Tx, { id, to }: Letter): Promise<LetterId> {
  const waiting = await store.waitingFor(tx, to, ctx.now())
  const there = waiting.find(({ letter }) => letter.kind === SUMMARY)
  if (there !== undefined) return there.letter.id
  if (!('person' in to)) throw new Error(`letter ${id} to a chat has no summary`)
  const letter = { ...oneFor(SUMMARY, id), ref: to.person, to }
  await delivery.insert(tx, [letter], ctx.now())
  return store.idOf(tx, letter.key)
}

async function coverable(ctx: Ctx, tx: Tx, { letters, claim }: Turn): Promise<Letter[]> {
  const found: Letter[] = []
  for (const { letter, uselessAfter } of await store.waitingFor(tx, claim.letter.to, ctx.now())) {
    const spec = letters.kinds[letter.kind]
    const others = letter.id !== claim.letter.id && letter.kind !== SUMMARY
    const useful = isUseful(ctx.now(), { uselessAfter })
    if (!others || !useful || urgencyOf(letters.kinds, letter) !== 'reminder') continue
    if ((await heldBy(tx, letters, letter)) !== null) continue
    if (!(await isReceivers(ctx, tx, { kinds: letters.kinds, letter }))) continue
    if (await spec.isRelevant(ctx, tx, letter)) found.push(letter)
  }
  return found
}

/** The pause that holds a letter: that of the branch whose matter it is, or the college's. */
export async function heldBy(tx: Tx, letters: Pick<Correspondence, 'kinds' | 'heldBy'>, letter: Letter) {
  const branch = await letters.kinds[letter.kind].branchOf?.(tx, letter)
  return letters.heldBy(tx, { to: letter.to, ...(branch === undefined ? {} : { branch }) })
}

/** How long this letter may wait. */
export function urgencyOf(kinds: LetterKinds, letter: Letter): Urgency {
  const { urgency } = kinds[letter.kind]
  return typeof urgency === 'function' ? urgency(letter) : urgency
}

/** What a pause may hold, whose letters nobody has tried to send. */
export type HeldLetter = { kind: LetterKind; uselessAfter: Temporal.Instant | null; pause: string }

/** Announcements and reminders that wait, and which pause holds each. */
export async function heldLetters(
  tx: Tx,
  letters: Pick<Correspondence, 'kinds' | 'heldBy'>,
): Promise<HeldLetter[]> {
  const found: HeldLetter[] = []
  for (const { letter, uselessAfter } of await store.allWaiting(tx)) {
    if (!['notice', 'reminder'].includes(urgencyOf(letters.kinds, letter))) continue
    const pause = await heldBy(tx, letters, letter)
    if (pause !== null) found.push({ kind: letter.kind, uselessAfter, pause })
  }
  return found
}

/** Gives back what a pause held: what is useless by now ends, the rest takes its turn. Returns how many of which kind. */
export async function releaseHeld(ctx: Ctx, tx: Tx, pause: string): Promise<Released> {
  const released: Released = { going: {}, lapsed: {} }
  for (const { letter, uselessAfter } of await store.release(tx, pause)) {
    const useful = isUseful(ctx.now(), { uselessAfter })
    const among = useful ? released.going : released.lapsed
    among[letter.kind] = (among[letter.kind] ?? 0) + 1
    if (!useful) await delivery.end(tx, letter.id, { end: 'obsolete', at: ctx.now(), code: 'paused' })
  }
  return released
}
