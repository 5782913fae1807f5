import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import type { MeetingId } from '../../ids.ts'
import { cutTo } from '../../cards/shortened.ts'
import type { Meeting } from '../../meetings/types.ts'
import { deadline } from '../../time/format.ts'
import type { RefusedLine } from '../entry/types.ts'
import { makeupsButton } from '../makeup/service.ts'
import { trainingButton } from '../training/service.ts'
import type { Mark } from '../types.ts'
import { enterAction, MOST, markAction, openRollAction, restAction } from './action.ts'
import type { MarkChange, RollEntry } from './types.ts'
import { faultText, words } from './words.ts'

/** What the roll 到会名单 is rendered from; `mayRead`: whether its reader still looks after the meeting. */
export type RollView = {
  meeting: Meeting
  mayRead: boolean
  closed: boolean
  entries: readonly RollEntry[]
  corrections: readonly MarkChange[]
  refused: RefusedLine | null
}

const MARKS = ['present', 'late', 'leave', 'absent'] as const
/** A line names so many people; the counts stand before it. */
const MOST_NAMES = 60

/** The roll by name, private, with a line to enter or correct it. */
export function rollCard(view: RollView): Card {
  const { meeting, mayRead, closed } = view
  const title = words.title(meeting.shownAs)
  const card = (blocks: Block[]): Card => ({ title, tone: mayRead ? 'blue' : 'grey', summary: title, blocks })
  if (!mayRead) return card([text(words.closedToYou)])
  if (!closed) return card([text(words.notClosed)])
  const list = listBlock(view.entries)
  return card([list, buttons(makeupsButton(meeting.id)), ...lineBlocks(view), ...correctionBlocks(view)])
}

function listBlock(entries: readonly RollEntry[]): Block {
  const of = (mark: Mark | null) => namesLine(entries.filter((one) => one.mark === mark))
  const facts = MARKS.map((mark): [string, string] => [words.marks[mark], of(mark)])
  const open = entries.some(({ mark }) => mark === null)
  return { kind: 'facts', facts: open ? [[words.unconfirmed, of(null)], ...facts] : facts }
}

function namesLine(people: readonly RollEntry[]): string {
  if (people.length === 0) return words.nobody
  const names = people.slice(0, MOST_NAMES).map(({ name }) => name)
  const further = people.length - names.length
  return words.people(people.length, names.join('、')) + (further === 0 ? '' : words.further(further))
}

function lineBlocks({ meeting, refused }: RollView): Block[] {
  return [
    ...(refused === null ? [] : [text(faultText(refused.fault))]),
    {
      kind: 'form',
      name: 'roll',
      fields: [
        {
          kind: 'input',
          name: 'line',
          label: words.line,
          placeholder: words.lineHint,
          value: cutTo(refused?.line ?? '', MOST.line),
          required: true,
          lines: 'many',
          maxLength: MOST.line,
        },
        {
          kind: 'input',
          name: 'reason',
          label: words.reason,
          placeholder: words.reasonHint,
          value: cutTo(refused?.reason ?? '', MOST.reason),
          required: false,
          lines: 'one',
          maxLength: MOST.reason,
        },
      ],
      submit: enterAction.button({ text: words.submit, style: 'primary', data: { meeting: meeting.id } }),
    },
    small(words.hint),
  ]
}

function correctionBlocks({ corrections, meeting }: RollView): Block[] {
  if (corrections.length === 0) return []
  const markName = (mark: Mark | null) => (mark === null ? words.unconfirmed : words.marks[mark])
  const lines = corrections.map(({ name, was, became, by, at, reason }) =>
    words.correction({
      ...{ name, by, was: markName(was), became: markName(became), reason: words.because(reason) },
      when: deadline(at.toZonedDateTimeISO(meeting.zone)),
    }),
  )
  return [small([words.corrections, ...lines].join('\n'))]
}

/** 到会名单: opens the roll privately. */
export function rollButton(meeting: MeetingId): Button {
  return openRollAction.button({ text: words.open, data: { meeting } })
}

/** People with three buttons each: of more a line is written sooner than they are pressed. */
const MOST_TO_CONFIRM = 6

/** Who is to be confirmed, each with 实到, 请假 and 缺席, and one button for all that remain; for the host's private card. */
export function confirmBlocks(meeting: MeetingId, entries: readonly RollEntry[]): Block[] {
  const open = entries.filter(({ mark }) => mark === null)
  if (open.length === 0)
    return [
      small(words.confirmed),
      buttons(rollButton(meeting), makeupsButton(meeting), trainingButton(meeting)),
    ]
  const isUnused = entries.every(({ mark }) => mark === null || mark === 'leave')
  if (isUnused)
    return [
      text(words.unusedHint),
      buttons(restButton(meeting, { count: open.length, mark: 'present' }), rollButton(meeting)),
    ]
  const shown = open.slice(0, MOST_TO_CONFIRM)
  const further = open.length - shown.length
  return [
    { kind: 'text', text: words.confirmTitle(open.length), size: 'heading' },
    small(words.confirmHint),
    ...shown.flatMap((entry) => [text(entry.name), buttons(...markButtons(meeting, entry))]),
    ...(further === 0 ? [] : [small(words.moreBelow(further))]),
    buttons(restButton(meeting, { count: open.length, mark: 'absent' }), rollButton(meeting)),
  ]
}

function markButtons(meeting: MeetingId, { who: member }: RollEntry): Button[] {
  return (['present', 'leave', 'absent'] as const).map((mark) =>
    markAction.button({ text: words.marks[mark], data: { meeting, member, mark } }),
  )
}

function restButton(
  meeting: MeetingId,
  { count, mark }: { count: number; mark: 'present' | 'absent' },
): Button {
  return restAction.button({
    text: words.rest[mark],
    data: { meeting, mark },
    confirm: { title: words.rest[mark], text: words.restConfirm(count, words.marks[mark]) },
  })
}
