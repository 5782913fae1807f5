import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import type { LetterRoom } from '../../letters/types.ts'
import { deadline } from '../../time/format.ts'
import { chatNameOf, holderNameOf } from '../booking/service.ts'
import { CLEAR, clashesOf } from '../clashes/service.ts'
import type { Clashes } from '../clashes/types.ts'
import { meetingById, planOf, readNoticeRef, wasNoticed } from '../service.ts'
import type { Meeting } from '../types.ts'
import { changeCard, noticeText } from './card.ts'
import { refusalToTouch, wished } from './rules.ts'
import { changeById } from './service.ts'
import { type Above, ChangeId, type Stage } from './types.ts'
import { causes, words } from './words.ts'

/** The card on which a person changes a meeting. */
export function changeLetter({ repliesOf }: Above): LetterRoom {
  return {
    urgency: 'answer',
    why: causes.manage,
    matters: async () => true,
    async draw(ctx, tx, { ref }) {
      const change = await changeById(tx, ChangeId.parse(ref))
      const meeting = await meetingById(tx, change.meeting)
      return changeCard({
        change,
        meeting,
        terms: ctx.college.terms,
        closed: refusalToTouch(meeting, ctx.now()),
        choices: await choicesOf(tx, change.stage),
        said: await repliesOf(tx, meeting.id),
        chatName: await chatNameOf(ctx, tx, meeting),
        noticed: await wasNoticed(tx, meeting),
        clashes: await clashesAfter(ctx, tx, { meeting, stage: change.stage }),
        noticeAt: noticeAfter(ctx, { meeting, stage: change.stage }),
        now: ctx.now(),
      })
    },
  }
}

/** The notice as plain text, for people outside Feishu. */
export const copyLetter: LetterRoom = {
  urgency: 'answer',
  why: causes.copy,
  matters: async () => true,
  async draw(ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    const of = { holder: await holderNameOf(ctx, tx, meeting), terms: ctx.college.terms }
    return { text: noticeText(meeting, of) }
  },
}

/** Tells who had answered that the notice was taken back. */
export const withdrawnLetter: LetterRoom = {
  urgency: 'change',
  why: causes.withdrawn,
  async matters(_ctx, tx, { ref }) {
    const { meeting: id, of } = readNoticeRef(ref)
    const meeting = await meetingById(tx, id)
    return meeting.state === 'scheduled' && meeting.version === of
  },
  async draw(_ctx, tx, { ref }) {
    const { shownAs, startsAt, zone } = await meetingById(tx, readNoticeRef(ref).meeting)
    return { text: words.withdrawn(deadline(startsAt.toZonedDateTimeISO(zone)), shownAs) }
  },
}

async function choicesOf(tx: Tx, stage: Stage): Promise<Meeting[]> {
  return stage.at === 'which' ? Promise.all(stage.among.map((id) => meetingById(tx, id))) : []
}

type Shown = { meeting: Meeting; stage: Stage }

// Another agenda, or none of it, takes nobody's time.
async function clashesAfter(ctx: Ctx, tx: Tx, { meeting, stage }: Shown): Promise<Clashes> {
  const takes = stage.at === 'preview' && ['time', 'place'].includes(stage.wish.aspect)
  return takes ? clashesOf(ctx, tx, wished(meeting, stage.wish)) : CLEAR
}

function noticeAfter(ctx: Ctx, { meeting, stage }: Shown): Temporal.Instant | null {
  if (stage.at !== 'preview') return null
  const { notice } = planOf(ctx, wished(meeting, stage.wish))
  return Temporal.Instant.compare(notice, ctx.now()) <= 0 ? null : notice
}
