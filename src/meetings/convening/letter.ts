import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import type { Drawing, Letter, LetterRoom } from '../../letters/types.ts'
import { seenNow } from '../../time/read/reader.ts'
import { whereToldOf } from '../booking/service.ts'
import { clashesOf, writtenBeside } from '../clashes/service.ts'
import { dayOf } from '../rules.ts'
import { dueOf, meetingById, planOf } from '../service.ts'
import { callingCard } from './card.ts'
import { callingById, MAY_NOT, recordFrom, whomsFor } from './service.ts'
import type { Calling, CallingView, Preview, Stage, Whom } from './types.ts'
import { cause, refusals } from './words.ts'

/** The card on which a person calls a meeting; or why they cannot. */
export const callingLetter: LetterRoom = {
  urgency: 'answer',
  why: cause,
  matters: async () => true,
  draw: drawCalling,
}

async function drawCalling(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<Drawing> {
  if (ref === MAY_NOT) return { text: refusals.mayNot }
  const calling = await callingById(tx, MeetingId.parse(ref))
  const { may } = await whomsFor(ctx, tx, calling.by)
  const { stage } = calling
  const now = ctx.now()
  const view: CallingView = {
    calling,
    may,
    types: ctx.college.types,
    seen: seenNow(ctx),
    zone: ctx.college.timezone,
    now,
    preview: stage.at === 'preview' ? await previewOf(ctx, tx, { calling, stage, may, now }) : null,
    meeting: BOOKED.includes(stage.at) ? await meetingById(tx, calling.id) : null,
  }
  return callingCard(view)
}

const BOOKED: readonly Stage['at'][] = ['booked', 'recorded']

type Previewed = {
  calling: Calling
  stage: Extract<Stage, { at: 'preview' }>
  may: readonly Whom[]
  now: Temporal.Instant
}

// Null once an office has ended: nothing can come of it any more.
async function previewOf(ctx: Ctx, tx: Tx, { calling, stage, may, now }: Previewed): Promise<Preview | null> {
  const { draft, past: isPast } = stage
  const whom = may.find(({ key }) => key === draft.whom)
  if (whom === undefined) return null
  const record = await recordFrom(ctx, tx, { draft, may, id: calling.id, who: calling.by })
  const { title, startsAt, endsAt, place, agenda } = record
  const { work, name } = ctx.calendar.day(dayOf(record))
  return {
    ...{ title, startsAt, endsAt, place, agenda, whom: whom.name },
    due: (await dueOf(ctx, tx, record)).due.length,
    where: await whereToldOf(ctx, tx, record),
    plan: isPast ? null : planOf(ctx, { ...record, announced: false }, now),
    clashes: isPast
      ? await writtenBeside(ctx, tx, record)
      : await clashesOf(ctx, tx, { plan: record, reader: calling.by }),
    dayOff: work || isPast ? null : (name ?? ''),
  }
}
