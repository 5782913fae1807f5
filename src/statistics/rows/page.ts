import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { h, type Html, type Inner } from '../../html/element.ts'
import { link, note, nothing, section } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { page } from '../../pages/service.ts'
import { shortDay } from '../../time/format.ts'
import { choiceOf, mayChoose, rowsAddress, sheetAddress } from '../choosing/service.ts'
import { Given } from '../choosing/types.ts'
import { isSeveral, mayOpenMeetings } from '../rules.ts'
import { nameOf, sheetOf } from '../service.ts'
import { faultPart } from '../sheet/service.ts'
import type { Opened } from '../types.ts'
import { daysName, rounded } from '../words.ts'
import { type CountedRow, countedRows, pageOf } from './rules.ts'
import { figureName, type Rows } from './service.ts'
import { words } from './words.ts'

/** A page is a place in a list: what is none is the first. */
const PageNumber = z.coerce.number().int().min(1).catch(1)

/** The rows that a figure counts, twenty to a page: they add up to what stands in the heading. */
export const rowsPage = page({
  path: '/statistics/:figure',
  name: words.pageName,
  input: Given.extend({ figure: figureName, page: PageNumber }),
  mayOpen: (_ctx, tx, { viewer, input: given }) => mayChoose(tx, { viewer, given }),
  async show(ctx, tx, { viewer, input: { figure, page: asked, ...given } }) {
    const choice = await choiceOf(ctx, tx, { viewer, given })
    if (!choice.ok) return { title: words.pageName, body: faultPart(ctx, choice, `/statistics/${figure}`) }
    const opened = { asked: choice.asked, figure, page: asked }
    const sheet = await sheetOf(ctx, tx, choice.asked)
    const { scope } = choice.asked
    const mayOpen = scope.kind === 'person' || mayOpenMeetings(scope, viewer.rights)
    return rowsBody(ctx, tx, { opened, sheet, mayOpen })
  },
})

async function rowsBody(ctx: Ctx, tx: Tx, { opened, sheet, mayOpen }: Rows) {
  const { figure, asked } = opened
  const all = countedRows(figure, sheet.lines)
  const { page: place, pages, rows } = pageOf(all, opened.page)
  const sum = all.reduce((total, { count }) => total + count, 0)
  const title = `${await nameOf(tx, asked.scope)} ${words.title(figure, sum)}`
  const days = daysName(asked.days, { terms: ctx.settings.terms, today: sheet.today })
  const lead = [days, ...(asked.type === null ? [] : [asked.type])].join(' ')
  const body = h(
    'div',
    { class: 'parts' },
    h('p', { class: 'lead' }, lead),
    section(
      words.rows,
      note(words.how(figure)),
      all.length === 0
        ? nothing(words.none)
        : rowsTable(rows, { opened, mayOpen, zone: ctx.settings.timezone, total: all.length }),
      ...pager({ ...opened, page: place }, pages),
    ),
    note(link(sheetAddress(asked), words.back)),
  )
  return { title, body }
}

type Listing = { opened: Opened; mayOpen: boolean; zone: string; total: number }

function rowsTable(rows: readonly CountedRow[], { opened, mayOpen, zone, total }: Listing): Html {
  const { day, branch, title, count } = words.columns
  const ofSeveral = isSeveral(opened.asked.scope)
  const named = ({ title: said, meeting }: CountedRow): Inner =>
    meeting !== null && mayOpen
      ? link(`/meetings/${encodeURIComponent(meeting)}`, said)
      : (said ?? words.other)
  return table({
    caption: words.all(total),
    narrow: 'cards',
    columns: [
      { name: 'title', title },
      { name: 'day', title: day },
      ...(ofSeveral ? [{ name: 'branch', title: branch }] : []),
      { name: 'count', title: count, type: 'number' as const },
    ],
    rows: rows.map((row) => ({
      title: named(row),
      day: shortDay(row.at.toZonedDateTimeISO(zone)),
      branch: row.name,
      count: rounded(row.count),
    })),
  })
}

function pager(opened: Opened, pages: number): Html[] {
  if (pages === 1) return []
  const to = (place: number, said: string) =>
    place < 1 || place > pages ? null : link(rowsAddress({ ...opened, page: place }), said)
  return [
    h(
      'nav',
      { class: 'pager', 'aria-label': words.pager },
      to(opened.page - 1, words.before),
      h('span', null, words.place(opened.page, pages)),
      to(opened.page + 1, words.after),
    ),
  ]
}
