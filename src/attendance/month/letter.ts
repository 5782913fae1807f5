import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import {
  committeeExpectedOf,
  isWithdrawn,
  monthEntries,
  monthRef,
  wasNoticed,
} from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { branch, branchOfChat } from '../../roster/service.ts'
import { phaseAt, repliesUntil } from '../answers/service.ts'
import { answerButtons } from '../service.ts'
import { type MonthRow, monthCard } from './card.ts'
import { cause, subject, words } from './words.ts'
import { today } from '../../time/dates.ts'

/** The month's card of a chat; the meetings' letter, but it shows answers. */
export const monthLetter: LetterHandler = {
  urgency: 'notice',
  why: async (_ctx, _tx, { ref }) => cause(monthRef.parse(ref).month.month),
  subject: async (_ctx, _tx, { ref }) => subject(monthRef.parse(ref).month.month),
  isRelevant: async (ctx, tx, letter) => ctx.settings.reminders.monthly && isOpen(ctx, tx, letter),
  async render(ctx, tx, { ref }) {
    const { chat, month } = monthRef.parse(ref)
    const { shown, further } = await monthEntries(ctx, tx, ref)
    const rows: MonthRow[] = []
    for (const { meeting } of shown) rows.push(await rowOf(ctx, tx, meeting))
    const of = await branchOfChat(tx, chat)
    return monthCard({
      month: month.month,
      of: of === undefined ? ctx.settings.name : (await branch(tx, of)).short,
      terms: ctx.settings.terms,
      rows,
      on: today(ctx),
      further,
    })
  },
  open: isOpen,
  closing: words.last,
}

/** Whether people can answer on it for a meeting of which nothing else has told them. */
async function isOpen(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  const { shown } = await monthEntries(ctx, tx, ref)
  for (const { meeting, told } of shown) {
    if (told && phaseOf(ctx, meeting) === 'open' && !(await wasNoticed(tx, meeting))) return true
  }
  return false
}

async function rowOf(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<MonthRow> {
  return {
    meeting,
    phase: phaseOf(ctx, meeting),
    forCommittee: committeeExpectedOf(meeting, ctx.settings.types) !== null,
    ...(await repliesUntil(tx, meeting.id)),
    answer: answerButtons(meeting.id),
  }
}

function phaseOf(ctx: Ctx, meeting: Meeting): MonthRow['phase'] {
  const phase = phaseAt(meeting, ctx.now())
  return phase === 'open' && isWithdrawn(meeting) ? 'withdrawn' : phase
}
