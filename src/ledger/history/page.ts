import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { h, type Html } from '../../html/element.ts'
import { facts, link, note, nothing, section } from '../../html/parts.ts'
import { table } from '../../html/table.ts'
import { CellId, type MemberId, ProgrammeId } from '../../ids.ts'
import { page } from '../../pages/service.ts'
import type { Viewer } from '../../pages/types.ts'
import { namesOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { deadline } from '../../time/format.ts'
import { historyOf } from '../cells/service.ts'
import { programmeById, rowsOf } from '../programmes/service.ts'
import { mayReadNames, mayReadReasons, maySee } from '../rules.ts'
import { addressOf, dayText, rowNames, standingTag } from '../table/service.ts'
import { cellById } from '../store.ts'
import { moveWords } from '../words.ts'
import type { Cell, Entry, Row } from '../types.ts'
import { words } from './words.ts'

const input = z.object({ programme: ProgrammeId, cell: CellId })
type Asked = z.infer<typeof input>

/** A step of a row: how it stands, and what was done to it by hand; who and why only before whoever may read it. */
export const cellPage = page({
  path: '/ledger/:programme/:cell',
  name: words.name,
  input,
  mayOpen: async (_ctx, tx, { viewer, input: asked }) => maySee(viewer.rights, (await found(tx, asked)).row),
  async show(ctx, tx, { viewer, input: asked }) {
    const { cell, row } = await found(tx, asked)
    const { definition } = await programmeById(tx, asked.programme)
    const name = (await rowNames(tx, { rows: [row], rights: viewer.rights }))(row)
    const at = (moment: Temporal.Instant) => deadline(moment.toZonedDateTimeISO(ctx.settings.timezone))
    const { facts: labels } = words
    const step = definition.steps.find(({ id }) => id === cell.step)?.title ?? cell.step
    const body = h(
      'div',
      { class: 'parts' },
      section(
        name,
        facts([
          [labels.programme, definition.title],
          [labels.state, standingTag(cell, today(ctx))],
          [labels.due, cell.due === null ? words.noDue : dayText(cell.due, today(ctx))],
          ...(cell.handedAt === null ? [] : [[labels.handedAt, at(cell.handedAt)] as const]),
          ...(cell.doneAt === null ? [] : [[labels.doneAt, at(cell.doneAt)] as const]),
        ]),
      ),
      section(words.history, await historyTable(tx, { cell, row, viewer, at })),
      note(link(addressOf(asked.programme), words.back)),
    )
    return { title: step, body }
  },
})

async function found(tx: Tx, { programme, cell: id }: Asked): Promise<{ cell: Cell; row: Row }> {
  const cell = await cellById(tx, id)
  const row = cell && (await rowsOf(tx, programme)).find((one) => one.id === cell.row)
  if (cell === undefined || row === undefined || cell.programme !== programme)
    throw new Unfit(`no cell ${id}`)
  return { cell, row }
}

type Listing = { cell: Cell; row: Row; viewer: Viewer; at: (moment: Temporal.Instant) => string }

async function historyTable(tx: Tx, { cell, row, viewer: { rights }, at }: Listing): Promise<Html> {
  const entries = await historyOf(tx, cell.id)
  if (entries.length === 0) return nothing(words.none)
  const who = mayReadNames(rights, row) ? await peopleIn(tx, entries) : () => words.hidden
  const isTold = mayReadReasons(rights, row)
  const why = ({ what, reason }: Entry) => (what === 'postpone' || isTold ? (reason ?? '') : words.hidden)
  const { columns } = words
  return table({
    caption: words.caption(entries.length),
    narrow: 'cards',
    columns: (['at', 'what', 'who', 'reason'] as const).map((name) => ({ name, title: columns[name] })),
    rows: entries.map((entry) => ({
      at: at(entry.at),
      what: moveWords[entry.what],
      who: who(entry),
      reason: entry.reason === null ? '' : why(entry),
    })),
  })
}

async function peopleIn(tx: Tx, entries: readonly Entry[]): Promise<(entry: Entry) => string> {
  const people = entries.flatMap(({ by }): MemberId[] => (by === null ? [] : [by]))
  const names = await namesOf(tx, [...new Set(people)], null)
  return ({ by }) => (by === null ? words.clock : (names.get(by) ?? by))
}
