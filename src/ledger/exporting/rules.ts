import type { Column, Row, Table } from '../../documents/types.ts'
import { dateOf } from '../../time/dates.ts'
import { standingOf } from '../table/service.ts'
import type { Sheet } from '../table/types.ts'
import type { HistoryLine } from './types.ts'
import { words } from './words.ts'

/** Who has a file from where, and when its days were. */
export type Export = { title: string; by: string; at: Temporal.Instant; zone: string }

const [NAME, STATE, DAY, MOMENT, LONG] = [24, 10, 12, 17, 40]

/** The sheets of a programme without their rows: its rows with all steps, and what was done. */
export function tablesOf({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>, made: Export): Table[] {
  const { heads, sheets } = words
  const note = (sheet: string) =>
    words.note({ title: made.title, sheet, by: made.by, at: minuteOf(made.at, made.zone) })
  const text = (head: string, width = NAME): Column => ({ head, width, kind: 'text' })
  const day = (head: string): Column => ({ head, width: DAY, kind: 'day' })
  return [
    {
      ...{ name: sheets.steps, note: note(sheets.steps) },
      columns: [
        text(heads.row),
        ...attributeNames({ rows }).map((name) => text(name)),
        ...columns.flatMap(({ title }) => [
          text(heads.state(title), STATE),
          day(heads.due(title)),
          day(heads.done(title)),
        ]),
      ],
    },
    {
      ...{ name: sheets.history, note: note(sheets.history) },
      columns: [
        ...[text(heads.row), text(heads.step), { head: heads.at, width: MOMENT, kind: 'moment' as const }],
        ...[text(heads.what, STATE), text(heads.who, STATE), text(heads.reason, LONG)],
      ],
    },
  ]
}

/** What stands below each printed page. */
export function printOf({ by, at, zone }: Export): string {
  return words.print({ by, at: minuteOf(at, zone) })
}

function attributeNames({ rows }: Pick<Sheet, 'rows'>): string[] {
  return [...new Set(rows.flatMap(({ row }) => Object.keys(row.attributes)))]
}

/** A row for each row of the programme: its attributes, and of each step how it stands, when it is due and when it was done. */
export function stepRows({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>, { at, zone }: Export): Row[] {
  const names = attributeNames({ rows })
  const today = dateOf(at, zone)
  return rows.map(({ row, name, cells }) => [
    ...[name, ...names.map((one) => row.attributes[one] ?? null)],
    ...columns.flatMap(({ key }): Row => {
      const cell = cells.get(key)
      if (cell === undefined) return [null, null, null]
      const { due, doneAt } = cell
      const done = doneAt === null ? null : dateOf(doneAt, zone).toString()
      return [words.standings[standingOf(cell, today)], due === null ? null : due.toString(), done]
    }),
  ])
}

/** A row for each thing that was done, the first first. */
export function historyRows(lines: readonly HistoryLine[], { zone }: Pick<Export, 'zone'>): Row[] {
  return lines
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
    .map(({ row, step, at, what, who, reason }) => [row, step, minuteOf(at, zone), what, who, reason])
}

/** 2026-11-27 17:00, as a column of moments takes it. */
function minuteOf(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
