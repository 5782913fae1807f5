import type { Need } from '../../cards/need.ts'
import { z } from 'zod'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { rightsOf } from '../../roster/service.ts'
import { beginChange, mayChange } from '../changes/service.ts'
import { FORM_FIELDS, type FormField, type ChangeRequest } from '../changes/types.ts'
import { meetingById, meetingsBetween, noticeRef } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'

/** How far ahead a meeting may lie to be meant. */
const AHEAD = Temporal.Duration.from({ hours: 24 * 183 })
/** More than these nobody can choose from; whoever has more names the day. */
const MOST_CHOICES = 10

type Asked = { said: Said; intent: ChangeRequest; meant: (among: Meeting[]) => Meeting[] }

/**
 * Begins a change that was said in one sentence: its preview goes to whoever said it, in the direct chat, after the
 * question which meeting is meant when several fit.
 */
export async function changeAsSaid(ctx: Ctx, tx: Tx, { said, intent, meant }: Asked): Promise<void> {
  const among = await meantBy(ctx, tx, { said, meant })
  if (among.length === 0) return refuse(ctx, tx, { said, aspect: intent.aspect })
  const key = `said:${said.messageId}`
  await beginChange(ctx, tx, { by: said.who, key, among: among.slice(0, MOST_CHOICES), intent })
}

type Refused = { said: Said; aspect: FormField }

async function refuse(ctx: Ctx, tx: Tx, { said: { who, messageId }, aspect }: Refused): Promise<void> {
  const letter = { ...oneFor('meetings.noneMeant', messageId), ref: aspect, to: { person: who } }
  await writeLetters(ctx, tx, [letter])
}

/** What somebody wanted to change of a meeting that was not found; letters written before did not say. */
export function fieldIn(ref: string): FormField {
  return z.enum(FORM_FIELDS).catch('cancel').parse(ref)
}

/** The meeting whose notice somebody replies to who may not change it; null for what they may, and for all that is no reply. */
export async function changeNeeds(ctx: Ctx, tx: Tx, { who, about }: Said): Promise<Need | null> {
  if (about?.kind !== 'meetings.notice') return null
  const { meeting: id } = noticeRef.parse(about.ref)
  const may = mayChange(await rightsOf(ctx, tx, who), who, await meetingById(tx, id))
  return may ? null : { matter: 'meeting', id }
}

// A reply to a notice means its meeting.
async function meantBy(ctx: Ctx, tx: Tx, { said, meant }: Omit<Asked, 'intent'>): Promise<Meeting[]> {
  const { about } = said
  if (about?.kind !== 'meetings.notice') return meant(await changeable(ctx, tx, said))
  const meeting = await meetingById(tx, noticeRef.parse(about.ref).meeting)
  return mayChange(await rightsOf(ctx, tx, said.who), said.who, meeting) ? [meeting] : []
}

/** What lies ahead and the person may change: in a group whose own meetings are among them, only those. */
async function changeable(ctx: Ctx, tx: Tx, { who, chat, inGroup }: Said): Promise<Meeting[]> {
  const rights = await rightsOf(ctx, tx, who)
  const now = ctx.now()
  const ahead = await meetingsBetween(tx, now, now.add(AHEAD))
  const all = ahead.filter((one) => one.state === 'scheduled' && mayChange(rights, who, one))
  const here = all.filter((one) => inGroup && one.chat === chat)
  return here.length > 0 ? here : all
}
