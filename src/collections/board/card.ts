import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { clock, deadline } from '../../time/format.ts'
import { isAfter } from '../../time/order.ts'
import { dateField, timeField } from '../../cards/fields.ts'
import type { Collection } from '../types.ts'
import {
  closeAction,
  exportAction,
  extendAction,
  namesAction,
  nudgeAction,
  openBoardButton,
  refreshAction,
  reopenAction,
  stopAction,
} from './action.ts'
import { refusalToReopen } from './rules.ts'
import type { Counted, Counts, Nudge, Standing } from './types.ts'
import { words } from './words.ts'

/** One branch that was asked; `isReached`: somebody there can be written to. */
export type Row = { branch: string; standing: Standing; at: Temporal.Instant | null; isReached: boolean }

/** What the board of a collection is rendered from. */
export type BoardView = {
  collection: Collection
  counts: Counts
  counted: readonly Counted[]
  /** A row for each branch, of a collection that asks branches; null: it asks people. */
  rows: readonly Row[] | null
  /** How many a reminder would reach now. */
  toRemind: number
  nudge: (Omit<Nudge, 'by'> & { by: string }) | null
  /** Whether it is asked each week, and goes on; null: once. */
  weekly: 'on' | 'ended' | null
  zone: string
  now: Temporal.Instant
}

/** 收集进展: who has answered, by branch or in numbers, never by name; private, to whoever has it in hand. */
export function boardCard(view: BoardView): Card {
  const { collection, counts } = view
  const isClosed = collection.closedAt !== null
  return drawn(words.title(collection.title), isClosed ? 'grey' : 'blue', [
    text([words.counts(counts), dueLine(view), ...weeklyLines(view)].join('\n')),
    ...countedBlocks(view.counted),
    ...rowBlocks(view),
    ...nudgeLines(view).map(small),
    small(words.asOf(clock(view.now.toZonedDateTimeISO(view.zone)))),
    ...(isClosed ? closedBlocks(view) : openBlocks(view)),
  ])
}

/** A board that shows nothing: its reader has a newer one, or has the collection no more in hand. */
export function noBoardCard(title: string, why: 'superseded' | 'notKept'): Card {
  return drawn(words.title(title), 'grey', [text(words[why])])
}

function drawn(title: string, tone: Card['tone'], blocks: Block[]): Card {
  return { title, summary: title, tone, blocks }
}

function at(instant: Temporal.Instant, { zone }: { zone: string }): string {
  return deadline(instant.toZonedDateTimeISO(zone))
}

function dueLine(view: BoardView): string {
  const { dueAt, closedAt } = view.collection
  if (closedAt !== null) return words.closed(at(closedAt, view))
  return (isAfter(view.now, dueAt) ? words.overdue : words.due)(at(dueAt, view))
}

function weeklyLines({ weekly }: BoardView): string[] {
  if (weekly === null) return []
  return [weekly === 'on' ? words.weekly : words.weeklyEnded]
}

function countedBlocks(counted: readonly Counted[]): Block[] {
  if (counted.length === 0) return []
  const facts = counted.map((one): [string, string] => [
    one.label,
    'sum' in one ? words.sum(one.sum) : one.options.map(([of, n]) => words.option(of, n)).join(words.between),
  ])
  return [{ kind: 'facts', facts }]
}

function rowBlocks(view: BoardView): Block[] {
  const { rows } = view
  if (rows === null || rows.length === 0) return []
  return [
    {
      kind: 'table',
      columns: [
        { name: 'branch', title: words.branch, type: 'text' },
        { name: 'standing', title: words.standing, type: 'text' },
      ],
      rows: rows.map((row) => ({ branch: row.branch, standing: standingOf(row, view) })),
    },
  ]
}

function standingOf({ standing, at: when, isReached }: Row, view: BoardView): string {
  if (standing === 'open' && !isReached) return words.unreached
  const said = words.standings[standing]
  return when === null || standing === 'open' || standing === 'waived'
    ? said
    : words.standingAt(said, at(when, view))
}

function nudgeLines(view: BoardView): string[] {
  const { nudge } = view
  return nudge === null ? [] : [words.nudged({ ...nudge, when: at(nudge.at, view) })]
}

function openBlocks(view: BoardView): Block[] {
  const { collection, counts, rows, weekly, zone } = view
  const data = { collection: collection.id }
  const confirm = { title: words.nudge, text: words.nudgeConfirm(view.toRemind) }
  const due = collection.dueAt.toZonedDateTimeISO(zone)
  const ends: Button[] = [
    closeAction.button({
      ...{ text: words.close, data },
      confirm: { title: words.close, text: words.closeConfirm(counts.open) },
    }),
    ...(weekly === 'on'
      ? [
          stopAction.button({
            ...{ text: words.stopWeekly, data },
            confirm: { title: words.stopWeekly, text: words.stopConfirm },
          }),
        ]
      : []),
  ]
  return [
    buttons(
      refreshAction.button({ text: words.refresh, data }),
      ...(view.toRemind > 0 ? [nudgeAction.button({ text: words.nudge, data, confirm })] : []),
      ...(rows === null && counts.open > 0 ? [namesAction.button({ text: words.names, data })] : []),
      ...exportButtons(view),
      ...ends,
    ),
    {
      kind: 'form',
      name: 'extend',
      fields: [
        dateField({
          ...{ name: 'day', label: words.extendLabel, placeholder: words.extendHint },
          value: due.toPlainDate(),
        }),
        timeField({
          ...{ name: 'clock', label: words.clockLabel, placeholder: words.clockHint },
          value: due.toPlainTime(),
        }),
      ],
      submit: extendAction.button({
        ...{ text: words.extend, data },
        confirm: { title: words.extend, text: words.extendConfirm(counts.open) },
      }),
    },
  ]
}

function closedBlocks(view: BoardView): Block[] {
  const { collection, now } = view
  const isOld = refusalToReopen(collection.closedAt, now) !== null
  const reopen = reopenAction.button({ text: words.reopen, data: { collection: collection.id } })
  const all = [...exportButtons(view), ...(isOld ? [] : [reopen])]
  return all.length === 0 ? [] : [buttons(...all)]
}

// Before anybody has answered there is nothing to hand over.
function exportButtons({ collection, counts }: BoardView): Button[] {
  const data = { collection: collection.id }
  return counts.answered === 0 ? [] : [exportAction.button({ text: words.export, data })]
}

/** More names than these are counted. */
const MOST_NAMES = 200

/** 未交名单, private, to whoever has the collection in hand. */
export function namesCard({ title, names }: { title: string; names: readonly string[] }): Card {
  const shown = names.slice(0, MOST_NAMES).join('、')
  const list = shown.length < names.join('、').length ? words.further(shown, names.length) : shown
  const blocks =
    names.length === 0 ? [text(words.namesNone)] : [text(words.namesCount(names.length)), text(list)]
  return drawn(words.namesTitle(title), 'blue', blocks)
}

/** So many are listed, the first due first. */
const MOST_RUNNING = 3

/** The collections that run and are in somebody's hands, in a list of what waits. */
export function runningBlocks(
  running: readonly Pick<BoardView, 'collection' | 'counts'>[],
  { zone }: { zone: string },
): Block[] {
  const shown = running.slice(0, MOST_RUNNING)
  if (shown.length === 0) return []
  const lines = shown.map(({ collection, counts }) =>
    words.todo(collection.title, counts, at(collection.dueAt, { zone })),
  )
  const further = running.length - shown.length
  const open = shown.map(({ collection: { id, title } }) =>
    openBoardButton(id, shown.length === 1 ? words.todoOpen : words.todoOpenOf(shortened(title, SHORT))),
  )
  return [text([...lines, ...(further > 0 ? [words.todoFurther(further)] : [])].join('\n')), buttons(...open)]
}

const SHORT = 8
