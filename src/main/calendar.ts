import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { decode } from '../../config/college/decode.ts'
import { faultLine, keepTable, previewLines, readTable } from '../calendar/service.ts'
import { transact } from '../db/transact.ts'
import { Fault, messageOf } from '../errors.ts'
import type { Args } from './args.ts'
import { openCommandCore } from './command-core.ts'

/** `calendar import FILE|-`: takes the official table of a year into force, for the running bot too. */
export async function calendarCommand({ words, options }: Args): Promise<void> {
  const [what, path] = words
  if (what !== 'import' || path === undefined) {
    throw new Fault('用法：zhibu calendar import FILE', {
      cure: 'FILE 每行写一段放假安排，如“2027-01-01..2027-01-03 元旦 放假”“2027-01-04 上班”；写 - 则从标准输入读取。',
    })
  }
  const reading = readTable(await readWritten(path))
  if (!reading.ok) {
    const lines = reading.faults.map((fault) => `  ${faultLine(fault)}`)
    throw new Fault(`放假安排有误，未导入：\n${lines.join('\n')}`, { cure: '请按提示逐项修改后重试。' })
  }
  await using opening = new AsyncDisposableStack()
  const { ctx } = await openCommandCore({ options }, opening)
  const preview = await transact(ctx, (tx) => keepTable(ctx, tx, { reading, by: 'file' }))
  process.stdout.write(`${previewLines(preview).join('\n')}\n已导入，几秒内生效。\n`)
  if (options['json'] !== true) return
  const { off, work } = reading.table
  const { toOff, toWork } = preview.changes
  const told = { year: preview.year, off: off.length, work: work.length, toOff, toWork }
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

async function readWritten(path: string): Promise<string> {
  if (path === '-') return await textOf(process.stdin)
  const { text, spoiled } = decode(await readBytes(path))
  if (spoiled.length === 0) return text
  throw new Fault(`${path} 第${spoiled.join('、')}行有乱码，未导入。`, {
    cure: '请整份另存为 UTF-8 后重试。',
  })
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new Fault(`读不到 ${path}：${messageOf(cause)}`, { cure: '请检查路径。', cause })
  }
}
