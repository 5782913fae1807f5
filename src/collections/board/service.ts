import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { CollectionId, MemberId } from '../../ids.ts'
import { askForReason } from '../../exports/service.ts'
import type { Exporter } from '../../exports/types.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { exportAnswers, extendAll, handedIn, reopenWaived, waiveOpen } from '../../reports/service.ts'
import { dateOf } from '../../time/dates.ts'
import { earlier, isAfter } from '../../time/order.ts'
import {
  aboutOf,
  peopleToRemind,
  remindOpen,
  resumeReminder,
  sendBoard,
  setDeadlines,
} from '../asking/service.ts'
import { isKeptBy } from '../rights/service.ts'
import * as collections from '../store.ts'
import type { Collection } from '../types.ts'
import { endWeekly } from '../weekly/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Refusal } from './types.ts'

export { lastNudge } from './store.ts'

const namesLetter = kind(
  'collections.names',
  { key: '{collection}:{who}:{burst}', ref: '{collection}' },
  { collection: CollectionId, who: MemberId, burst: count },
)

/** Whose names of which collection a letter shows. */
export const namesRef = namesLetter.ref

/** A press on a board. */
export type Pressed = { collection: CollectionId; who: MemberId; at: Temporal.Instant }

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** Shows whoever has a collection in hand its board once more, at the end of the chat. */
export async function openBoard(ctx: Ctx, tx: Tx, { collection: id, who }: Pressed): Promise<Outcome> {
  const collection = await collections.byId(tx, id)
  if (!(await isKeptBy(ctx, tx, { collection, who }))) return refuse('mayNot')
  await sendBoard(ctx, tx, { id, who })
  await markStale(tx, id, ['collections.board'])
  return { ok: true }
}

/** Whether a person may look at a board: it is rendered anew. */
export async function refresh(ctx: Ctx, tx: Tx, { collection, who }: Pressed): Promise<Outcome> {
  const of = { collection: await collections.byId(tx, collection), who }
  return (await isKeptBy(ctx, tx, of)) ? { ok: true } : refuse('mayNot')
}

/** Shows by name who has not answered; a reading of the college's is written down. (domain §5, row 12) */
export async function showNames(ctx: Ctx, tx: Tx, { collection: id, who }: Pressed): Promise<Outcome> {
  const collection = await collections.byId(tx, id)
  if (!(await isKeptBy(ctx, tx, { collection, who }))) return refuse('mayNot')
  const letter = namesLetter.names({ collection: id, who, burst: inSightAt(ctx.now()) })
  await writeLetters(ctx, tx, [{ ...letter, to: { person: who } }])
  if (collection.branch === null)
    await audit(ctx, tx, { actor: who, act: 'collections.readByName', about: id, details: {} })
  return { ok: true }
}

/** Reminds everybody who has not answered, once a day; returns how many. */
export async function nudge(
  ctx: Ctx,
  tx: Tx,
  pressed: Pressed,
): Promise<{ ok: true; people: number } | (Outcome & { ok: false })> {
  return changing(ctx, tx, {
    pressed,
    change: async (collection) => {
      const { id } = collection
      const people = (await peopleToRemind(ctx, tx, id)).length
      if (people === 0) return refuse('nobodyOpen')
      const day = dateOf(pressed.at, ctx.settings.timezone)
      const made = { by: pressed.who, at: pressed.at, people }
      if (!(await store.noteNudge(tx, { collection: id, day, ...made }))) return refuse('nudgedToday')
      const n = Number(day.toString().replaceAll('-', ''))
      await remindOpen(ctx, tx, { id, dueAt: collection.dueAt, n })
      await audit(ctx, tx, { actor: pressed.who, act: 'collections.nudge', about: id, details: { people } })
      return { ok: true, people }
    },
  })
}

/**
 * 导出: a workbook of all answers, to whoever has the collection in hand. With names it is made once its reason was given;
 * `sent` is false when it came a moment ago.
 */
export async function exportAll(
  ctx: Ctx,
  tx: Tx,
  { collection: id, who, at }: Pressed,
): Promise<{ ok: true; sent: boolean | 'asked' } | (Outcome & { ok: false })> {
  const names = await answersExporter.countNames(ctx, tx, { ref: id, who })
  if (names === null) return refuse('mayNot')
  if (names > 0) {
    const { title } = await collections.byId(tx, id)
    await askForReason(ctx, tx, { kind: 'collections.answers', ref: id, title, who })
    return { ok: true, sent: 'asked' }
  }
  return { ok: true, ...(await exportAnswers(ctx, tx, { about: aboutOf(id), who, at })) }
}

/** The workbook of a collection with names, and what was sent with it. */
export const answersExporter: Exporter = {
  async countNames(ctx, tx, { ref, who }) {
    const collection = await collections.byId(tx, CollectionId.parse(ref))
    if (!(await isKeptBy(ctx, tx, { collection, who }))) return null
    return rules.namesIn(collection, await handedIn(tx, aboutOf(collection.id)))
  },
  async make(ctx, tx, { ref, who, at }) {
    await exportAnswers(ctx, tx, { about: aboutOf(CollectionId.parse(ref)), who, at })
  },
}

/** 延期: another deadline, for all who were asked. */
export async function extend(
  ctx: Ctx,
  tx: Tx,
  { dueAt, ...pressed }: Pressed & { dueAt: Temporal.Instant | null },
): Promise<Outcome> {
  return changing(ctx, tx, {
    pressed,
    change: async ({ id, dueAt: before }) => {
      if (dueAt === null) return refuse('noTime')
      if (!isAfter(dueAt, before) || !isAfter(dueAt, ctx.now())) return refuse('notLater')
      await collections.change(tx, id, { dueAt })
      const owed = await extendAll(ctx, tx, { about: aboutOf(id), by: pressed.who, dueAt })
      await markStale(tx, owed, ['collections.ask', 'collections.remind'])
      await setDeadlines(ctx, tx, { id, dueAt })
      return { ok: true }
    },
  })
}

/** 截止: what has not come is not asked for any more. */
export async function close(ctx: Ctx, tx: Tx, pressed: Pressed): Promise<Outcome> {
  return changing(ctx, tx, {
    pressed,
    change: async ({ id, dueAt }) => {
      await collections.change(tx, id, { closedAt: pressed.at })
      await waiveOpen(ctx, tx, { about: aboutOf(id), by: pressed.who, at: earlier(pressed.at, dueAt) })
      return { ok: true }
    },
  })
}

/** 重开: what was closed by mistake runs on, until its deadline. */
export async function reopen(ctx: Ctx, tx: Tx, { collection: id, who, at }: Pressed): Promise<Outcome> {
  const collection = await collections.lock(tx, id)
  if (!(await isKeptBy(ctx, tx, { collection, who }))) return refuse('mayNot')
  const refusal = rules.refusalToReopen(collection.closedAt, at)
  if (refusal !== null) return refuse(refusal)
  await collections.change(tx, id, { closedAt: null })
  const { dueAt, closedAt } = collection
  await reopenWaived(ctx, tx, { about: aboutOf(id), by: who, dueAt })
  if (closedAt !== null) await resumeReminder(ctx, tx, { id, dueAt, closedAt })
  await markStale(tx, id, ['collections.board'])
  return { ok: true }
}

/** 不再每周收集: this week's goes on, no other follows. */
export async function stopWeekly(ctx: Ctx, tx: Tx, { collection: id, who }: Pressed): Promise<Outcome> {
  const collection = await collections.byId(tx, id)
  if (!(await isKeptBy(ctx, tx, { collection, who }))) return refuse('mayNot')
  const { weekly } = collection
  return weekly !== null && (await endWeekly(ctx, tx, { id: weekly, by: who }))
    ? { ok: true }
    : refuse('notWeekly')
}

type Changing<T> = { pressed: Pressed; change: (collection: Collection) => Promise<T> }

async function changing<T>(
  ctx: Ctx,
  tx: Tx,
  { pressed: { collection: id, who }, change }: Changing<T>,
): Promise<T | (Outcome & { ok: false })> {
  const collection = await collections.lock(tx, id)
  if (!(await isKeptBy(ctx, tx, { collection, who }))) return refuse('mayNot')
  if (collection.closedAt !== null) return refuse('closed')
  await markStale(tx, id, ['collections.board'])
  return change(collection)
}

function refuse(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal }
}
