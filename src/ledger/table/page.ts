import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { h, type Html, type Inner } from '../../html/element.ts'
import { link, note, nothing, section } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { ProgrammeId } from '../../ids.ts'
import { page } from '../../pages/service.ts'
import { dateOf, today } from '../../time/dates.ts'
import { timeGone } from '../coverage/service.ts'
import { branchesSeen, isOpen } from '../rules.ts'
import { periodOf } from '../schedule/service.ts'
import type { Cell, Programme } from '../types.ts'
import { addressOf, dayText, hasOpen, standingTag } from './rules.ts'
import { sheetOf } from './service.ts'
import type { Sheet } from './types.ts'
import { words } from './words.ts'

/** So many rows stand on one page. */
const ROWS = 60

/** A programme as a table of rows and steps; `open`: only rows of which something is to be done. */
export const programmePage = page({
  path: '/ledger/:programme',
  name: words.name,
  input: z.object({
    programme: ProgrammeId,
    open: z.literal('1').optional().catch(undefined),
    page: z.coerce.number().int().min(1).catch(1),
  }),
  mayOpen: async (_ctx, _tx, { viewer }) => branchesSeen(viewer.rights)?.length !== 0,
  async show(ctx, tx, { viewer, input: { programme, open, page: asked } }) {
    const sheet = await sheetOf(ctx, tx, { programme, rights: viewer.rights })
    const { definition } = sheet.programme
    const rows = open === undefined ? sheet.rows : sheet.rows.filter(hasOpen)
    const pages = Math.max(1, Math.ceil(rows.length / ROWS))
    const place = Math.min(asked, pages)
    const at = { open: open !== undefined, place, pages, to: addressOf(programme) }
    const shown = { ...sheet, rows: rows.slice((place - 1) * ROWS, place * ROWS) }
    const body = h(
      'div',
      { class: 'parts' },
      h('p', { class: 'lead' }, periodLine(ctx, sheet.programme)),
      section(
        open === undefined ? words.all(rows.length) : words.onlyOpen(rows.length),
        note(
          link(
            open === undefined ? `${at.to}?open=1` : at.to,
            open === undefined ? words.showOpen : words.showAll,
          ),
        ),
        rows.length === 0 ? nothing(words.none) : sheetTable(shown, today(ctx)),
        ...pager(at),
      ),
      note(link('/ledger', words.back)),
    )
    return { title: definition.title, body }
  },
})

/** The days of a programme, and how much of them is over. */
function periodLine(ctx: Ctx, { definition, madeAt, closedAt }: Programme): string {
  if (closedAt !== null) return words.ended
  const { from, until } = periodOf(definition, dateOf(madeAt, ctx.settings.timezone))
  return words.period(from.toString(), until.toString(), timeGone({ from, until }, today(ctx)))
}

function sheetTable({ programme, columns, rows }: Sheet, on: Temporal.PlainDate): Html {
  return table({
    caption: programme.definition.title,
    columns: [{ name: 'row', title: words.row }, ...columns.map(({ key, title }) => ({ name: key, title }))],
    rows: rows.map(({ name, cells }) => ({
      ...Object.fromEntries([...cells].map(([key, cell]) => [key, cellLink(cell, on)])),
      row: name,
    })),
  })
}

function cellLink(cell: Cell, on: Temporal.PlainDate): Inner {
  const to = `${addressOf(cell.programme)}/${encodeURIComponent(cell.id)}`
  const day = isOpen(cell) && cell.due !== null ? [' ', words.until(dayText(cell.due, on))] : []
  return h('span', null, link(to, standingTag(cell, on)), ...day)
}

type At = { open: boolean; place: number; pages: number; to: string }

function pager({ open, place, pages, to }: At): Html[] {
  if (pages === 1) return []
  const at = (n: number, said: string) =>
    n < 1 || n > pages ? null : link(`${to}?page=${n}${open ? '&open=1' : ''}`, said)
  const places = h('span', null, words.place(place, pages))
  const ways = [at(place - 1, words.before), places, at(place + 1, words.after)]
  return [h('nav', { class: 'pager', 'aria-label': words.pager }, ways)]
}
