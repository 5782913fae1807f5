import { inSightAt } from '../../cards/in-sight.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { CellId, type MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { namesOf, rightsOf } from '../../roster/service.ts'
import type { Rights } from '../../roster/types.ts'
import { z } from 'zod'
import { shownTo } from '../board/service.ts'
import { historyOf } from '../cells/service.ts'
import { countsOf } from '../measuring/service.ts'
import { mayDo, maySettle } from '../owners/service.ts'
import { mayReadNames, mayReadReasons } from '../rules.ts'
import * as store from '../store.ts'
import type { Entry, Row } from '../types.ts'
import type { CellShown } from './types.ts'
import { words } from './words.ts'

export { detailsButton } from './action.ts'

const cellLetter = kind(
  'ledger.cell',
  { key: '{cell}:{by}', ref: '{cell}' },
  { cell: CellId, by: z.string() },
)

/** Which step a letter shows. */
export const cellRef = cellLetter.ref

/** Sends somebody the card of a step; what may be read there is decided when it is shown. */
export async function openDetails(
  ctx: Ctx,
  tx: Tx,
  { cell, who }: { cell: CellId; who: MemberId },
): Promise<void> {
  const by = `${who}:${inSightAt(ctx.now())}`
  await writeLetters(ctx, tx, [{ ...cellLetter.names({ cell, by }), to: { person: who } }])
}

/** A cell as a person may see it; null when it is gone, or nothing for that person. */
export async function cellShown(
  ctx: Ctx,
  tx: Tx,
  { cell: id, who }: { cell: CellId; who: MemberId },
): Promise<CellShown | null> {
  const cell = await store.cellById(tx, id)
  const [shown] = cell === undefined ? [] : await shownTo(ctx, tx, { who, programme: cell.programme })
  const row = shown?.rows.find((one) => one.id === cell?.row)
  if (cell === undefined || shown === undefined || row === undefined) return null
  const history = await historyOf(tx, id)
  const names = await namesOf(
    tx,
    history.flatMap(({ by }) => by ?? []),
    row.branch,
  )
  const rights = await rightsOf(ctx, tx, who)
  const of = { ...cell, row, who }
  const counts = await countsOf(ctx, tx, { definition: shown.definition, cells: [cell] })
  const isOn = !shown.closed
  return {
    ...{ cell, row, definition: shown.definition, counted: counts.get(id) ?? null },
    history: history.map((entry) => entryFor(entry, { names, rights, row })),
    mayDo: isOn && (await mayDo(ctx, tx, of)),
    maySettle: isOn && (await maySettle(ctx, tx, of)),
  }
}

type Reading = { names: ReadonlyMap<MemberId, string>; rights: Rights; row: Row }

/** A line of the history as its reader may have it: who it was, and why it was waived, are not everybody's. (domain §8) */
function entryFor(
  { by, what, reason, ...entry }: Entry,
  { names, rights, row }: Reading,
): CellShown['history'][number] {
  const name = by === null ? '' : (names.get(by) ?? '')
  return {
    ...entry,
    what,
    by: by !== null && !mayReadNames(rights, row) ? words.hidden : name,
    reason: what === 'waive' && !mayReadReasons(rights, row) ? null : reason,
  }
}
