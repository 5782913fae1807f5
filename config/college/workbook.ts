import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { unzipSync } from 'fflate'
import { z } from 'zod'
import type { Table } from './csv.ts'
import { say } from './members-words.ts'

/** A sheet of a workbook that is unpacked into more than this is no list of people. */
const MOST_UNPACKED = 50 * 1024 * 1024
/** A cell far away from the others makes a sheet of a million lines: the thread gives up, not the process. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 }
const MOST_MS = 20_000

const Rows = z.array(z.object({ line: z.int(), cells: z.array(z.string()) }))

/** Whether these are the bytes of an .xlsx file, whatever its name. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte)
}

/** Whether these are the bytes of an old .xls file. */
export function isOldWorkbook(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte)
}

/** Which sheet of a workbook is read: that which has the headings of people, or the first with several lines; else its first. */
export type Pick = 'people' | 'first'

/** A sheet of a workbook. */
export async function readWorkbook(bytes: Uint8Array, pick: Pick = 'people'): Promise<Table> {
  const refused = (said: { what: string; cure: string }): Table => ({
    rows: [],
    wrong: [{ line: 1, ...said }],
  })
  try {
    if (unpackedSize(bytes) > MOST_UNPACKED) return refused(say().tooLarge('50 MB'))
    return { rows: await readInThread(bytes, pick), wrong: [] }
  } catch {
    // Whatever the library or the thread died of, what a person can do is the same.
    return refused(say().brokenWorkbook())
  }
}

/** What the archive says of itself; unpacking it takes no more than it says. */
function unpackedSize(bytes: Uint8Array): number {
  let size = 0
  unzipSync(bytes, {
    filter(file) {
      size += file.originalSize
      return false
    },
  })
  return size
}

async function readInThread(bytes: Uint8Array, pick: Pick): Promise<z.infer<typeof Rows>> {
  const url = new URL('./workbook-thread.ts', import.meta.url)
  const worker = new Worker(url, { workerData: { bytes, pick }, resourceLimits: LIMITS })
  try {
    const [said]: unknown[] = await once(worker, 'message', { signal: AbortSignal.timeout(MOST_MS) })
    return Rows.parse(said)
  } finally {
    await worker.terminate()
  }
}
