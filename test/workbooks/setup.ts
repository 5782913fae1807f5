import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { importHistory } from '../../jobs/import-history.ts'
import { makeWorkbookOf, takeDueWorkbooks } from '../../src/workbooks/service.ts'
import { readBytes } from '../../src/files/service.ts'
import { Sha256 } from '../../src/ids.ts'
import { demoPast } from '../support/demo-college.ts'
import { aLife, type Living } from '../support/a-life.ts'

const SINCE = Temporal.PlainDate.from('2026-11-01')

/** The demo college's past. */
export const PAST = {
  name: 'workbooks',
  live: async ({ ctx }: Living) =>
    importHistory(ctx, { meetings: await demoPast(), since: SINCE, steps: [] }),
}

/** The demo college with its past, on Monday morning. */
export async function aPast() {
  return aLife({ only: [], past: PAST })
}

export const NOVEMBER = { from: '2026-11-01', to: '2026-11-23' }

/** Days as an order has them. */
export function datesOf({ from, to }: typeof NOVEMBER) {
  return { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }
}

/** Makes what was ordered; returns the last file, or null when there is none. */
export async function made(life: Living): Promise<{ name: string; bytes: Buffer } | null> {
  const ids = await takeDueWorkbooks(life.ctx)
  for (const id of ids) await makeWorkbookOf(life.ctx, id)
  const query = life.db
    .selectFrom('files_files')
    .selectAll()
    .where('ref', '=', `workbooks/${ids.at(-1)}`)
  const file = await query.executeTakeFirst()
  if (file === undefined) return null
  const bytes = await readBytes(life.ctx.dataPath, Sha256.parse(file.sha256))
  return bytes && { name: file.name ?? '', bytes }
}

type Cell = string | number | boolean | Date | null
/** A sheet's rows by its heads. */
export type Rows = Record<string, Cell>[]

/** The sheets of a workbook, by name. */
export async function sheetsIn(bytes: Buffer): Promise<Map<string, Rows>> {
  const sheets = await readWorkbook(Uint8Array.from(bytes).buffer)
  return new Map(
    sheets.map(({ sheet, data: [, heads = [], ...rows] }) => [
      sheet,
      // The reader's cells are these.
      rows.map((row) => Object.fromEntries(heads.map((head, at) => [String(head), row[at] as Cell]))),
    ]),
  )
}

/** The files of an archive as text, by name. */
export function textsIn(bytes: Buffer): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
}

export function sumOf(rows: Rows, head: string): number {
  return rows.reduce((sum, row) => sum + Number(row[head] ?? 0), 0)
}
