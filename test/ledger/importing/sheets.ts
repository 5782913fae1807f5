import { randomUUID } from 'node:crypto'
import writeWorkbook from 'write-excel-file/node'
import { FileKey, MessageId } from '../../../src/ids.ts'
import type { Said } from '../../../src/inbox/types.ts'
import { fetchFile, makeFilesPending, takeDueFiles } from '../../../src/files/service.ts'
import { beginImport, readImport, takeDueImports } from '../../../src/ledger/service.ts'
import { handleMessage } from '../../../src/desk/service.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { press, shown } from '../../collections/people.ts'
import { ADMIN } from '../a-programme.ts'
import { saying } from '../composing/people.ts'

export type Cell = string | number | Date | null

/** An .xlsx file with these lines. */
export async function aWorkbook(...lines: readonly (readonly Cell[])[]): Promise<Buffer> {
  const cellOf = (value: Cell) =>
    value instanceof Date ? { value, type: Date, format: 'yyyy/m/d' } : value && { value }
  return writeWorkbook(lines.map((cells) => cells.map(cellOf))).toBuffer()
}

/** Somebody sends a file in the direct chat; it is fetched, and read when it is here. */
export async function sendFile(
  life: Life,
  who: string,
  { bytes, name = '表.xlsx', ...over }: { bytes: Buffer; name?: string } & Partial<Said>,
): Promise<void> {
  const key = FileKey.parse(`file_${randomUUID()}`)
  const messageId = MessageId.parse(`om_${randomUUID()}`)
  const said = saying(life, who, { files: [{ key, name }], messageId, ...over })
  await life.act((tx) => handleMessage(life.ctx, tx, { said, commands: [] }))
  await fetchAll(life, bytes)
  await life.settle()
}

async function fetchAll({ ctx }: Life, bytes: Buffer): Promise<void> {
  await makeFilesPending(ctx)
  const feishu = { download: async () => bytes, uploadImage: never }
  for (const id of await takeDueFiles(ctx))
    await fetchFile(ctx, { feishu, settled: registry.fileSettled }, id)
  for (const id of await takeDueImports(ctx)) await readImport(ctx, id)
}

function never(): never {
  throw new Error('no picture')
}

/** An administrator has asked to import. */
export async function anImport() {
  const life = await aLife({ only: [] })
  await begin(life)
  return life
}

/** 台账 导入. */
export async function begin(life: Life, who = ADMIN) {
  await life.act((tx) => beginImport(life.ctx, tx, saying(life, who)))
  await life.settle()
}

/** The card of the import, as text. */
export const card = (life: Life) => shown(life, 'ledger.import', ADMIN)
/** A button of it. */
export const click = (life: Life, button: string, form = {}) =>
  press(life, { kind: 'ledger.import', who: ADMIN, button, form })

/** The definition of the one programme, or all there are. */
export async function definition({ db }: Life): Promise<unknown> {
  const rows = await db.selectFrom('ledger_programmes').select('definition').execute()
  return rows.length === 1 ? rows[0]?.definition : rows
}
