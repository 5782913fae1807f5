import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import writeWorkbook from 'write-excel-file/node'
import { docxOf, type Picture } from './docx.ts'
import { begin, type Writing } from './tables.ts'
import type { DocumentContent, Entry, Order, Sheet } from './types.ts'

// A thread of its own: to make a document takes longer than a click may wait.
parentPort?.on('message', (order: Order) => {
  void made(order).then(
    (bytes) => parentPort?.postMessage(typeof bytes === 'number' ? { size: bytes } : { bytes }),
    (thrown: unknown) => parentPort?.postMessage({ fault: String(thrown) }),
  )
})

/** The tables that were begun. */
let writing: Writing | null = null
const NOTHING = new Uint8Array()

async function made(order: Order): Promise<Uint8Array | number> {
  switch (order.kind) {
    case 'document':
      return document(order.content)
    case 'workbook':
      return workbook(order.sheets)
    case 'archive':
      return archive(order.entries)
    case 'begin':
      writing = begin(order.format, order.of)
      return NOTHING
    case 'rows':
      begun(writing).add(order.table, order.rows)
      return begun(writing).size()
    case 'end': {
      const bytes = begun(writing).end()
      writing = null
      return bytes
    }
  }
}

function begun(tables: Writing | null): Writing {
  if (tables === null) throw new Error('no tables were begun')
  return tables
}

async function document(content: DocumentContent): Promise<Uint8Array> {
  const pictures: Picture[] = []
  for (const file of content.pictures) {
    const bytes = await readFile(file)
    const { width, height } = await sharp(bytes).metadata()
    pictures.push({ bytes, width, height })
  }
  return docxOf(content, pictures)
}

const BOLD = { fontWeight: 'bold' } as const

async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const pages = sheets.map(({ name, heads, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: heads.map((_, index) => ({ width: widthOf([heads, ...rows].map((row) => row[index] ?? '')) })),
    data: [heads.map((value) => ({ value, ...BOLD })), ...rows.map((row) => row.map((value) => ({ value })))],
  }))
  return writeWorkbook(pages).toBuffer()
}

/** In characters; one of ours is twice as wide as a letter. */
function widthOf(cells: readonly (string | number)[]): number {
  return Math.min(60, Math.max(8, ...cells.map((cell) => String(cell).length * 2 + 2)))
}

/** What it holds is packed already: it is only put together. */
async function archive(entries: readonly Entry[]): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {}
  for (const entry of entries) files[entry.path] = 'bytes' in entry ? entry.bytes : await readFile(entry.file)
  return zipSync(files, { level: 0 })
}
