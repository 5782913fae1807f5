import { LEAVE_CATEGORIES, type LeaveCategory } from '../../../config/college.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block } from '../../cards/card.ts'
import type { MeetingId } from '../../ids.ts'
import { whenOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { categoryAction, noteAction } from './action.ts'
import { words } from './words.ts'

/** The five categories, each of which asks for leave at one press; `granted` pass without a decision. */
export function categoryBlocks(meeting: Meeting, granted: readonly LeaveCategory[]): Block[] {
  const press = (category: LeaveCategory) =>
    categoryAction.button({ text: category, data: { meeting: meeting.id, category } })
  return [
    text(words.choose(whenOf(meeting), meeting.shownAs)),
    text(words.chooseCategory),
    buttons(...LEAVE_CATEGORIES.map(press)),
    ...(granted.length === 0 ? [] : [small(words.granted(granted))]),
    small(words.mayExplain),
  ]
}

/** What a person sees of the own request; what was explained stands on the card of whoever decides. */
export type OwnRequest = { category: string; isExplained: boolean; isLate: boolean }

/** The category, and while nobody has decided a field for an explanation. */
export function requestBlocks(
  meeting: MeetingId,
  { category, isExplained, isLate }: OwnRequest,
  waits: boolean,
): Block[] {
  const chosen = [text(words.category(category)), ...(isLate ? [text(words.late)] : [])]
  if (!waits) return chosen
  return [...chosen, ...(isExplained ? [text(words.explained)] : []), noteForm(meeting)]
}

function noteForm(meeting: MeetingId): Block {
  return {
    kind: 'form',
    name: 'leaveNote',
    fields: [
      {
        kind: 'input',
        name: 'note',
        label: words.note,
        placeholder: words.noteHint,
        required: false,
        lines: 'one',
        maxLength: 200,
      },
    ],
    submit: noteAction.button({ text: words.submit, data: { meeting } }),
  }
}
