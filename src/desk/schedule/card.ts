import { dutyStatusBlock } from '../../measures/service.ts'
import { isWithdrawn } from '../../meetings/service.ts'
import { overviewButton } from '../../attendance/service.ts'
import { openButton } from '../../planning/service.ts'
import { clock, dayName, deadline, shortDay } from '../../time/format.ts'
import { buttons, text } from '../../cards/blocks.ts'
import type { Block, Card, Column } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { Row, Schedule } from './types.ts'
import { answers, states, words } from './words.ts'

/** Nobody looks at more at once; the platform turns the pages. */
const MOST_ROWS = 100
const MOST_BUTTONS = 10
/** Nobody looks after more that take place at one time. */
const MOST_BEGUN = 3
const LONGEST_BUTTON = 40

/** A phone shows the first three side by side: how a meeting stands is among these. */
const WIDTHS = { when: '90px', title: '108px', state: '100px', branch: 'auto', place: '110px' }

/** The meetings of two weeks; what its reader may change has a button that opens its card. */
export function scheduleCard({ from, to, rows, cadence }: Schedule): Card {
  const blocks = rows.length === 0 ? [text(words.none)] : [tableOf(rows), ...furtherBlocks(rows)]
  return {
    title: words.title,
    subtitle: words.weeks(shortDay(from), shortDay(to.subtract({ days: 1 }))),
    tone: 'blue',
    summary: words.title,
    blocks: [
      ...blocks,
      ...seeBlocks(rows),
      ...changeBlocks(rows),
      ...cadence.flatMap(({ branch, duties }) => [text(words.cadence(branch)), dutyStatusBlock(duties)]),
    ],
  }
}

function tableOf(rows: readonly Row[]): Block {
  const several = ofSeveral(rows)
  const names = ['when', 'title', 'state', ...(several ? (['branch'] as const) : []), 'place'] as const
  const columns = names.map((name): Column => {
    return { name, title: words.columns[name], type: 'text', width: WIDTHS[name] }
  })
  return { kind: 'table', columns, rows: rows.slice(0, MOST_ROWS).map((row) => cellsOf(row, several)) }
}

function ofSeveral(rows: readonly Row[]): boolean {
  return new Set(rows.map(({ branch }) => branch)).size > 1
}

function cellsOf({ meeting, branch, said, own }: Row, several: boolean): Record<string, string> {
  const start = meeting.startsAt.toZonedDateTimeISO(meeting.zone)
  return {
    when: `${shortDay(start)} ${dayName(start)} ${clock(start)}`,
    ...(several ? { branch: branch ?? words.ofCollege } : {}),
    title: meeting.shownAs,
    place: meeting.place,
    state: stateOf({ meeting, said, own }),
  }
}

/** How a meeting stands, for whoever looks at the list. */
export function stateOf({ meeting, said, own }: Pick<Row, 'meeting' | 'said' | 'own'>): string {
  if (meeting.state === 'scheduled') {
    if (isWithdrawn(meeting)) return words.withdrawn
    return own === null ? words.replies(said) : words.own(answers[own], words.replies(said))
  }
  return meeting.mergedInto === null ? states[meeting.state] : words.merged
}

function furtherBlocks(rows: readonly Row[]): Block[] {
  return rows.length > MOST_ROWS ? [text(words.further(rows.length - MOST_ROWS))] : []
}

function seeBlocks(rows: readonly Row[]): Block[] {
  const begun = rows.filter(({ maySee }) => maySee).slice(0, MOST_BEGUN)
  if (begun.length === 0) return []
  return [
    text(words.see),
    buttons(
      ...begun.map(({ meeting: { id, shownAs } }) =>
        overviewButton(id, 'open', shortened(shownAs, LONGEST_BUTTON)),
      ),
    ),
  ]
}

function changeBlocks(rows: readonly Row[]): Block[] {
  const changeable = rows.filter(({ mayChange }) => mayChange).slice(0, MOST_BUTTONS)
  if (changeable.length === 0) return []
  const several = ofSeveral(changeable)
  const open = changeable.map(({ meeting, branch }) => {
    const start = deadline(meeting.startsAt.toZonedDateTimeISO(meeting.zone))
    const whose = several ? `${branch ?? words.ofCollege} ` : ''
    return openButton(meeting.id, shortened(`${start} ${whose}${meeting.shownAs}`, LONGEST_BUTTON))
  })
  return [text(words.change), buttons(...open)]
}
