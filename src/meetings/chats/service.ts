import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { ChatId } from '../../ids.ts'
import { audit } from '../../roster/service.ts'
import { directoryOf, placeOf } from '../booking/service.ts'
import { markNoticesStale, tellInChat } from '../notices/service.ts'
import { type Directory, isToldPrivately, isWithdrawn, noticeDue, placeIn } from '../rules.ts'
import * as meetings from '../store.ts'
import type { Meeting } from '../types.ts'
import * as store from './store.ts'

/**
 * Every planned meeting follows the chat of its audience, when the files name another one or name one for the first time.
 * Whoever should have heard of it hears of it there. Returns the meetings whose chat changed.
 */
export async function followChats(ctx: Ctx, tx: Tx): Promise<Meeting[]> {
  const directory = await directoryOf(ctx, tx)
  const moved: Meeting[] = []
  for (const meeting of await store.scheduled(tx)) {
    if (placeIn(meeting, directory).chat === meeting.chat) continue
    moved.push(await follow(ctx, tx, { meeting, directory }))
  }
  return moved
}

/** The chat in which a meeting is told of at this moment, whatever became of it. */
export async function chatOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<ChatId | null> {
  return (await placeOf(ctx, tx, meeting)).chat
}

type Following = { meeting: Meeting; directory: Directory }

async function follow(ctx: Ctx, tx: Tx, { meeting, directory }: Following): Promise<Meeting> {
  const place = placeIn(meeting, directory)
  await store.setChat(tx, meeting.id, place)
  await audit(ctx, tx, { actor: 'file', act: 'meetings.followChat', about: meeting.id, details: {} })
  const next = { ...meeting, chat: place.chat }
  if (isToBeTold(ctx, next)) {
    await meetings.noteAnnounced(tx, next.id)
    await tellInChat(ctx, tx, next)
  }
  // The month's card of the old chat shows it no more.
  await markNoticesStale(tx, meeting)
  await markNoticesStale(tx, next)
  return next
}

/** What was told elsewhere, and what should have been told while there was no chat. */
function isToBeTold(ctx: Ctx, meeting: Meeting): boolean {
  const isPrivate = isToldPrivately(meeting, ctx.settings.types)
  if ((meeting.chat === null && !isPrivate) || isWithdrawn(meeting)) return false
  const due = noticeDue(meeting, { settings: ctx.settings, calendar: ctx.calendar })
  // Whoever is told privately from now on has read it in the chat.
  if (meeting.announced) return !isPrivate
  return Temporal.Instant.compare(due, ctx.now()) <= 0
}
