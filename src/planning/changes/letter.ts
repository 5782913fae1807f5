import { overviewPhase, repliesOf } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { isAfter } from '../../time/order.ts'
import type { Term } from '../../time/calendar.ts'
import {
  clashesOf,
  CLEAR,
  factsBlock,
  holderNameOf,
  meetingById,
  timesOf,
  wasNoticed,
  whereToldOf,
} from '../../meetings/service.ts'
import type { Clashes, Meeting } from '../../meetings/types.ts'
import { changeCard } from './card.ts'
import { refusalToTouch, wished } from './rules.ts'
import { changeById } from './service.ts'
import { type Change, ChangeId, type Stage } from './types.ts'
import { causes, words } from './words.ts'

/** The card on which a person changes a meeting. */
export const changeLetter: LetterHandler = {
  urgency: 'answer',
  why: causes.manage,
  isRelevant: async () => true,
  async render(ctx, tx, { ref }) {
    const change = await changeById(tx, ChangeId.parse(ref))
    const meeting = await meetingById(tx, change.meeting)
    return changeCard({
      change,
      meeting,
      terms: ctx.settings.terms,
      closed: refusalToTouch(meeting, ctx.now()),
      choices: await choicesOf(tx, change.stage),
      said: await repliesOf(tx, meeting.id),
      overview: await overviewPhase(ctx, tx, meeting),
      where: await whereToldOf(ctx, tx, meeting),
      noticed: await wasNoticed(tx, meeting),
      clashes: await clashesAfter(ctx, tx, { meeting, change }),
      noticeAt: noticeAfter(ctx, { meeting, stage: change.stage }),
      now: ctx.now(),
    })
  },
}

/** The notice as plain text, for people outside Feishu. */
export const copyLetter: LetterHandler = {
  urgency: 'answer',
  why: causes.copy,
  isRelevant: async () => true,
  async render(ctx, tx, { ref }) {
    const meeting = await meetingById(tx, MeetingId.parse(ref))
    const of = { holder: await holderNameOf(ctx, tx, meeting), terms: ctx.settings.terms }
    return { text: noticeText(meeting, of) }
  },
}

async function choicesOf(tx: Tx, stage: Stage): Promise<Meeting[]> {
  return stage.at === 'which' ? Promise.all(stage.among.map((id) => meetingById(tx, id))) : []
}

type Shown = { meeting: Meeting; stage: Stage }

// Another agenda, or none of it, takes nobody's time.
async function clashesAfter(
  ctx: Ctx,
  tx: Tx,
  { meeting, change }: { meeting: Meeting; change: Change },
): Promise<Clashes> {
  const { stage, by: reader } = change
  const takes = stage.at === 'preview' && ['time', 'place'].includes(stage.wish.aspect)
  return takes ? clashesOf(ctx, tx, { sitting: wished(meeting, stage.wish), reader }) : CLEAR
}

function noticeAfter(ctx: Ctx, { meeting, stage }: Shown): Temporal.Instant | null {
  if (stage.at !== 'preview') return null
  const { notice } = timesOf(ctx, wished(meeting, stage.wish))
  return isAfter(notice, ctx.now()) ? notice : null
}

/** 复制通知: what people outside Feishu are to know, as plain text. */
function noticeText(meeting: Meeting, of: { holder: string; terms: readonly Term[] }): string {
  const facts = factsBlock(meeting, of.terms)
  const lines = facts.kind === 'facts' ? facts.facts.map(([label, value]) => `${label}：${value}`) : []
  return [words.notice(of.holder, meeting.shownAs), ...lines].join('\n')
}
