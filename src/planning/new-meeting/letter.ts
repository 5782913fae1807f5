import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import type { Rendering, Letter, LetterHandler } from '../../letters/types.ts'
import { seenNow } from '../../time/read/reader.ts'
import {
  clashesOf,
  dayOf,
  expectedOf,
  meetingById,
  timesOf,
  whereToldOf,
  writtenBeside,
} from '../../meetings/service.ts'
import { newMeetingCard } from './card.ts'
import { audienceChoicesFor, dialogueById, MAY_NOT, recordFrom } from './service.ts'
import type { AudienceChoice, NewMeetingDialogue, NewMeetingView, Preview, Stage } from './types.ts'
import { cause, refusals } from './words.ts'

/** The card on which a person calls a meeting; or why they cannot. */
export const newMeetingLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  render: renderDialogue,
}

async function renderDialogue(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<Rendering> {
  if (ref === MAY_NOT) return { text: refusals.mayNot }
  const dialogue = await dialogueById(tx, MeetingId.parse(ref))
  const { may } = await audienceChoicesFor(ctx, tx, dialogue.by)
  const { stage } = dialogue
  const now = ctx.now()
  const view: NewMeetingView = {
    dialogue,
    may,
    types: ctx.settings.types,
    seen: seenNow(ctx),
    zone: ctx.settings.timezone,
    now,
    preview: stage.at === 'preview' ? await previewOf(ctx, tx, { dialogue, stage, may, now }) : null,
    meeting: BOOKED.includes(stage.at) ? await meetingById(tx, dialogue.id) : null,
  }
  return newMeetingCard(view)
}

const BOOKED: readonly Stage['at'][] = ['booked', 'recorded']

type Previewed = {
  dialogue: NewMeetingDialogue
  stage: Extract<Stage, { at: 'preview' }>
  may: readonly AudienceChoice[]
  now: Temporal.Instant
}

// Null once an office has ended: nothing can come of it any more.
async function previewOf(
  ctx: Ctx,
  tx: Tx,
  { dialogue, stage, may, now }: Previewed,
): Promise<Preview | null> {
  const { draft, past: isPast } = stage
  const choice = may.find(({ key }) => key === draft.whom)
  if (choice === undefined) return null
  const record = await recordFrom(ctx, tx, { draft, may, id: dialogue.id, who: dialogue.by })
  const { title, startsAt, endsAt, place, agenda } = record
  const { work, name } = ctx.calendar.day(dayOf(record))
  return {
    title,
    startsAt,
    endsAt,
    place,
    agenda,
    audience: choice.name,
    expected: (await expectedOf(ctx, tx, record)).expected.length,
    where: await whereToldOf(ctx, tx, record),
    times: isPast ? null : timesOf(ctx, { ...record, announced: false }, now),
    clashes: isPast
      ? await writtenBeside(ctx, tx, record)
      : await clashesOf(ctx, tx, { sitting: record, reader: dialogue.by }),
    dayOff: work || isPast ? null : (name ?? ''),
  }
}
