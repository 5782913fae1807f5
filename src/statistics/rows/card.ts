import type { Settings } from '../../../config/college.ts'
import { overviewButton } from '../../attendance/service.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Column } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { shortDay } from '../../time/format.ts'
import { rowsButton } from '../action.ts'
import { isSeveral } from '../rules.ts'
import { daysName, rounded } from '../words.ts'
import { type CountedRow, countedRows, pageOf } from './rules.ts'
import type { Rows } from './service.ts'
import { words } from './words.ts'

type College = Pick<Settings, 'timezone' | 'terms'>
type Shown = Rows & { name: string; leads: readonly Button[] }

const LONGEST_TITLE = 40
const LONGEST_BUTTON = 24
/** A button for each branch, as long as a phone shows them; more branches are asked for by name. */
const MOST_BRANCHES = 14

/** The rows that a figure counts: they add up to what stands in the title. */
export function rowsCard({ opened, sheet, mayOpen, name, leads }: Shown, { timezone, terms }: College): Card {
  const { figure, asked } = opened
  const all = countedRows(figure, sheet.lines)
  const { page, pages, rows } = pageOf(all, opened.page)
  const sum = all.reduce((total, { count }) => total + count, 0)
  const title = `${name} ${words.title(figure, sum)}`
  const isAll = isSeveral(asked.scope)
  return {
    title,
    subtitle: [
      daysName(asked.days, { terms, today: sheet.today }),
      ...(asked.type === null ? [] : [asked.type]),
    ].join(' '),
    tone: all.length === 0 ? 'grey' : 'blue',
    summary: title,
    blocks: [
      small(words.how(figure)),
      ...(all.length === 0
        ? [text(words.none)]
        : [tableOf(rows, { timezone, isAll }), small(words.page(page, pages, all.length))]),
      ...pager({ ...opened, page }, pages),
      ...(isAll ? ofBranches(all, opened) : []),
      ...(mayOpen ? openers(rows, timezone) : []),
      ...(leads.length === 0 ? [] : [buttons(...leads)]),
    ],
  }
}

function tableOf(
  rows: readonly CountedRow[],
  { timezone, isAll }: { timezone: string; isAll: boolean },
): Block {
  const { day, branch, title, count } = words.columns
  const columns: Column[] = [
    { name: 'day', title: day, type: 'text', width: '80px' },
    ...(isAll ? [{ name: 'branch', title: branch, type: 'text' } as const] : []),
    { name: 'title', title, type: 'text' },
    { name: 'count', title: count, type: 'text' },
  ]
  return {
    kind: 'table',
    columns,
    rows: rows.map((row) => ({
      day: shortDay(row.at.toZonedDateTimeISO(timezone)),
      ...(isAll ? { branch: row.name } : {}),
      title: shortened(row.title ?? words.other, LONGEST_TITLE),
      count: rounded(row.count),
    })),
  }
}

function pager(opened: Rows['opened'], pages: number): Block[] {
  const to = (page: number, text: string): Button[] =>
    page < 1 || page > pages ? [] : [rowsButton({ ...opened, page }, text)]
  const all = [...to(opened.page - 1, words.before), ...to(opened.page + 1, words.after)]
  return all.length === 0 ? [] : [buttons(...all)]
}

function ofBranches(all: readonly CountedRow[], opened: Rows['opened']): Block[] {
  const own = new Map(all.flatMap(({ branch, name }) => (branch === null ? [] : [[branch, name] as const])))
  if (own.size < 2 || own.size > MOST_BRANCHES) return []
  const some = [...own].map(([branch, name]) =>
    rowsButton({ ...opened, page: 1, asked: { ...opened.asked, scope: { kind: 'branch', branch } } }, name),
  )
  return [small(words.ofBranch), buttons(...some)]
}

function openers(rows: readonly CountedRow[], timezone: string): Block[] {
  const held = new Map(rows.flatMap((row) => (row.meeting === null ? [] : [[row.meeting, row] as const])))
  const some = [...held].map(([meeting, { at, title }]) => {
    const text = `${shortDay(at.toZonedDateTimeISO(timezone))} ${title ?? words.other}`
    return overviewButton(meeting, 'over', shortened(text, LONGEST_BUTTON))
  })
  return some.length === 0 ? [] : [small(words.open), buttons(...some)]
}
