import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { openDocuments } from '../../documents/service.ts'
import { messageOf } from '../../errors.ts'
import { askForReason } from '../../exports/service.ts'
import type { Exporter } from '../../exports/types.ts'
import { cleanName, keepBytes } from '../../files/service.ts'
import type { MadeFile } from '../../files/types.ts'
import { type MemberId, ProgrammeId } from '../../ids.ts'
import { sendMade, tellNotMade } from '../../reports/service.ts'
import { nameOf, namesOf, rightsOf } from '../../roster/service.ts'
import type { Rights } from '../../roster/types.ts'
import { mayReadNames, mayReadReasons } from '../rules.ts'
import { sheetOf } from '../table/service.ts'
import type { Sheet } from '../table/types.ts'
import type { Entry } from '../types.ts'
import { moveWords } from '../words.ts'
import { type Export, historyRows, printOf, stepRows, tablesOf } from './rules.ts'
import * as store from './store.ts'
import type { End, HistoryLine, Order } from './types.ts'
import { words } from './words.ts'

export { exportButton } from './action.ts'

const BATCH = 2
const LEASE_SECONDS = 120
const TRIES = 3
const REST_SECONDS = 10

/** 导出: a programme as a workbook, as far as the person may read it; with names it is made once its reason was given. */
export async function askFile(
  ctx: Ctx,
  tx: Tx,
  { programme, who, at }: Pick<Order, 'programme' | 'who' | 'at'>,
): Promise<'asked' | 'ordered' | 'mayNot'> {
  const names = await programmeExporter.countNames(ctx, tx, { ref: programme, who })
  if (names === null) return 'mayNot'
  if (names > 0) {
    const { programme: of } = await sheetOf(ctx, tx, { programme, rights: await rightsOf(ctx, tx, who) })
    const { title } = of.definition
    await askForReason(ctx, tx, {
      kind: 'ledger.programme',
      ref: programme,
      title: words.fileName(title),
      who,
    })
    return 'asked'
  }
  await audit(ctx, tx, { actor: who, act: 'ledger.export', about: programme, details: {} })
  await store.ask(tx, { programme, who, at })
  return 'ordered'
}

/** The file of a programme: how many people it names, and that it is made once its reason was given. */
export const programmeExporter: Exporter = {
  async countNames(ctx, tx, { ref, who }) {
    const rights = await rightsOf(ctx, tx, who)
    const sheet = await sheetOf(ctx, tx, { programme: ProgrammeId.parse(ref), rights })
    return sheet.rows.length === 0 ? null : (await peopleIn(tx, sheet, rights)).length
  },
  async make(_ctx, tx, { ref, who, at }) {
    await store.ask(tx, { programme: ProgrammeId.parse(ref), who, at })
  },
}

/** Whom a file names: the people of rows, and whoever did something. */
async function peopleIn(tx: Tx, { programme, rows }: Sheet, rights: Rights): Promise<MemberId[]> {
  const named = rows.filter(({ row }) => mayReadNames(rights, row))
  const cells = new Set<string>(named.flatMap((one) => [...one.cells.values()].map(({ id }) => id)))
  const history = await store.historyIn(tx, programme.id)
  const did = history.flatMap(({ cell, by }) => (by === null || !cells.has(cell) ? [] : [by]))
  return [...new Set([...named.flatMap(({ row }) => row.member ?? []), ...did])]
}

/** The sweep: files still to be made. The caller enqueues one job for each. */
export async function takeDueSheets(ctx: Ctx): Promise<string[]> {
  return store.takeDue(ctx.db, { most: BATCH, seconds: LEASE_SECONDS })
}

/** Takes up at once what was taken by a process that is gone. */
export async function makeSheetsPending(ctx: Ctx): Promise<void> {
  await store.makePending(ctx.db)
}

/** Whether somebody waits for a file. */
export async function sheetsWait(ctx: Ctx): Promise<boolean> {
  return store.anyOpen(ctx.db)
}

/** Makes the file of an order and sends it to whoever asked. After the last failure it is said that it came to nothing. */
export async function makeSheetOf(ctx: Ctx, id: string): Promise<void> {
  const order = await store.byId(ctx.db, id)
  if (order.ended) return
  try {
    const file = await fileOf(ctx, order)
    await settle(ctx, order, file === null ? { ended: 'mayNot' } : { ended: 'done', file })
  } catch (thrown) {
    ctx.log.error({ ledger: id, err: messageOf(thrown) }, 'export failed')
    await store.countFailure(ctx.db, id, REST_SECONDS)
    if (order.attempts + 1 >= TRIES) await settle(ctx, order, { ended: 'failed' })
  }
}

type Result = { ended: Exclude<End, 'done'> } | { ended: 'done'; file: MadeFile }

async function settle(ctx: Ctx, { id, who }: Order, result: Result): Promise<void> {
  await transact(ctx, async (tx) => {
    if (!(await store.end(tx, id, { ended: result.ended, at: ctx.now() }))) return
    if (result.ended === 'done') await sendMade(ctx, tx, { file: result.file, who })
    else await tellNotMade(ctx, tx, { id, who })
  })
}

/** Null: whoever ordered it may read nothing of it any more. */
async function fileOf(ctx: Ctx, { id, programme, who, at }: Order): Promise<MadeFile | null> {
  const { sheet, lines, made } = await transact(ctx, async (tx) => {
    const rights = await rightsOf(ctx, tx, who)
    const sheet = await sheetOf(ctx, tx, { programme, rights })
    const { title } = sheet.programme.definition
    const made: Export = { title, by: await nameOf(tx, who, null), at, zone: ctx.settings.timezone }
    return { sheet, made, lines: await historyLines(tx, sheet, rights) }
  })
  if (sheet.rows.length === 0) return null
  await using documents = openDocuments()
  await documents.begin('xlsx', { tables: tablesOf(sheet, made), print: printOf(made) })
  await documents.rows(0, stepRows(sheet, made))
  await documents.rows(1, lines.length === 0 ? [[words.nothing]] : historyRows(lines, made))
  const bytes = await documents.end()
  const kept = await keepBytes(ctx.dataPath, bytes)
  const name = cleanName(words.fileName(made.title))
  return { name, type: 'xlsx', bytes: kept, size: bytes.length, ref: `ledger/${id}` }
}

/** What was done, by hand or by handing in; who and why as far as the reader may know it. */
async function historyLines(tx: Tx, sheet: Sheet, rights: Rights): Promise<HistoryLine[]> {
  const names = await namesOf(tx, await peopleIn(tx, sheet, rights), null)
  const byCell = Map.groupBy(await store.historyIn(tx, sheet.programme.id), ({ cell }) => cell)
  const titles = new Map(sheet.columns.map(({ key, title }) => [key, title]))
  return sheet.rows.flatMap((shown) => {
    const may = { names: mayReadNames(rights, shown.row), reasons: mayReadReasons(rights, shown.row) }
    return [...shown.cells].flatMap(([key, cell]): HistoryLine[] => {
      const of = { row: shown.name, step: titles.get(key) ?? key }
      const handed = cell.request === null ? null : cell.handedAt
      const byHand = byCell.get(cell.id) ?? []
      return [
        ...(handed === null ? [] : [{ ...of, at: handed, what: words.handedIn, who: '', reason: '' }]),
        ...byHand.map((entry) => ({ ...of, ...entryLine(entry, { names, may }) })),
      ]
    })
  })
}

type Knowing = { names: ReadonlyMap<MemberId, string>; may: { names: boolean; reasons: boolean } }

function entryLine({ at, by, what, reason }: Entry, { names, may }: Knowing) {
  const person = by === null ? words.clock : (names.get(by) ?? '')
  const isTold = may.reasons || what === 'postpone'
  return { at, what: moveWords[what], who: may.names ? person : '', reason: isTold ? (reason ?? '') : '' }
}

/** Deletes what was ordered before; returns whether more may be left. */
export async function expireSheets(tx: Tx, expired: Expired): Promise<boolean> {
  return (await store.deleteOrders(tx, expired)) === expired.most
}
