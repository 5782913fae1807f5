import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { branch, chatNames, everyBranch, everyGroup, group } from '../../roster/service.ts'
import { markNoticesStale, tellInChat } from '../notices/service.ts'
import { type Directory, isOfPeople, isToldPrivately, isWithdrawn, noticeDueAt, placeIn } from '../rules.ts'
import * as meetings from '../store.ts'
import type { Meeting, MeetingRecord } from '../types.ts'
import { words } from '../words.ts'
import * as store from './store.ts'
import { isAfter } from '../../time/order.ts'

/**
 * Every planned meeting follows the chat of its audience, when the files name another one or name one for the first time.
 * What should have been announced is announced there. Returns the meetings whose chat changed.
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
  const dueAt = noticeDueAt(meeting, { settings: ctx.settings, calendar: ctx.calendar })
  // Those who are told privately from now on have read it in the chat.
  if (meeting.announced) return !isPrivate
  return !isAfter(dueAt, ctx.now())
}

type Place = Pick<MeetingRecord, 'scope' | 'branch' | 'group' | 'chat' | 'prefix'>

type Held = Pick<MeetingRecord, 'branch' | 'group'>

/** Where a meeting is told of, 「本科二支部群」 or in private; a chat that no file names is called like its holder. Null: nowhere. */
export async function whereToldOf(
  ctx: Ctx,
  tx: Tx,
  meeting: Held & Pick<MeetingRecord, 'chat' | 'types' | 'audience'>,
): Promise<string | null> {
  if (isToldPrivately(meeting, ctx.settings.types))
    return isOfPeople(meeting.audience) ? words.privately.people : words.privately.committee
  if (meeting.chat === null) return null
  const named = (await chatNames(ctx, tx)).get(meeting.chat)
  return words.groupOf(named ?? (await holderNameOf(ctx, tx, meeting)))
}

/** The holder of a meeting: a group if it has a chat of its own, else its branch; or the college. */
export async function holderNameOf(ctx: Ctx, tx: Tx, meeting: Held): Promise<string> {
  if (meeting.branch === null) return ctx.settings.name
  const own = meeting.group === null ? null : await group(tx, meeting.group)
  return own !== null && own.chat !== null ? own.name : (await branch(tx, meeting.branch)).short
}

type Of = { types: readonly string[]; audience: Meeting['audience'] }

/** The holder of a meeting, and the chat in which it is told of by the files of this moment. */
export async function placeOf(ctx: Ctx, tx: Tx, of: Of): Promise<Place> {
  return placeIn({ ...of, types: [...of.types] }, await directoryOf(ctx, tx))
}

/** Every chat that the files name at this moment, and whose it is. */
async function directoryOf(ctx: Ctx, tx: Tx): Promise<Directory> {
  const groups = await everyGroup(tx)
  return {
    branchChats: new Map((await everyBranch(tx)).map(({ id, chat }) => [id, chat])),
    groups: new Map(groups.map((one) => [one.id, one])),
    chats: ctx.settings.chats,
    types: ctx.settings.types,
  }
}
