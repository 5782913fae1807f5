import { once } from 'node:events'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { DocumentContent, Entry, Order, Row, Sheet, TableFormat, Tables } from './types.ts'

/** The thread gives up, not the process. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 }
/** For one document, workbook or archive. */
const MOST_MS = 60_000
/** Rows that are copied for the thread in a few milliseconds. */
const PIECE = 1_000

const Said = z.union([
  z.object({ bytes: z.instanceof(Uint8Array) }),
  z.object({ size: z.number() }),
  z.object({ fault: z.string() }),
])

/** Makes documents, workbooks and archives, one after the other, in a thread of its own. Each throws when it cannot be made. */
export type Documents = AsyncDisposable & {
  document(content: DocumentContent): Promise<Buffer>
  workbook(sheets: readonly Sheet[]): Promise<Buffer>
  archive(entries: readonly Entry[]): Promise<Buffer>
  /** Begins tables whose rows are handed over piece by piece: what is copied for the thread at once must stay small. */
  begin(format: TableFormat, of: Tables): Promise<void>
  /** Returns how many bytes are packed by then: what becomes too large need not be ended. */
  rows(table: number, rows: readonly Row[]): Promise<number>
  end(): Promise<Buffer>
}

/** Starts the thread; closing ends it. */
export function openDocuments(resourceLimits: ResourceLimits = LIMITS): Documents {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { resourceLimits })
  const ended = new AbortController()
  // It may die while nobody waits for it: that ends what is asked of it next, not the process.
  worker.once('error', (thrown) => ended.abort(thrown))
  worker.once('exit', () => ended.abort(new Error('the thread has ended')))
  async function answered(order: Order) {
    worker.postMessage(order)
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(MOST_MS)])
    const [message]: unknown[] = await once(worker, 'message', { signal })
    const said = Said.parse(message)
    if ('fault' in said) throw new Error(`${order.kind}: ${said.fault}`)
    return said
  }
  async function made(order: Order): Promise<Buffer> {
    const said = await answered(order)
    if (!('bytes' in said)) throw new Error(`${order.kind}: no bytes`)
    return Buffer.from(said.bytes.buffer, said.bytes.byteOffset, said.bytes.byteLength)
  }
  return {
    document: (content) => made({ kind: 'document', content }),
    workbook: (sheets) => made({ kind: 'workbook', sheets }),
    archive: (entries) => made({ kind: 'archive', entries }),
    async begin(format, of) {
      await made({ kind: 'begin', format, of })
    },
    async rows(table, all) {
      let size = 0
      for (let at = 0; at < all.length; at += PIECE) {
        const said = await answered({ kind: 'rows', table, rows: all.slice(at, at + PIECE) })
        if ('size' in said) ({ size } = said)
      }
      return size
    },
    end: () => made({ kind: 'end' }),
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}
