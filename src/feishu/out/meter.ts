import type { Ctx } from '../../ctx.ts'
import { messageOf } from '../../errors.ts'
import type { CallEnd } from './call.ts'
import * as store from './store.ts'
import { today } from '../../time/dates.ts'

/** Counted calls are written together, so many real milliseconds after the first: a crash forgets no more. */
const WRITTEN_AFTER_MS = 10_000

/** Counts the platform's calls by day and kind, for all processes together; disposing writes what is left. */
export type Meter = AsyncDisposable & {
  count(end: Pick<CallEnd, 'api'>): void
  /** Writes what was counted; what cannot be written is kept for the next time. */
  write(): Promise<void>
}

/** Opens the meter of this process. Every call counts, answered or not: the platform may have counted it. */
export function openMeter(ctx: Pick<Ctx, 'db' | 'settings' | 'now' | 'log'>): Meter {
  let counted = new Map<string, store.DayCalls>()
  let timer: NodeJS.Timeout | undefined

  function add({ day, api, calls }: store.DayCalls): void {
    const key = `${day} ${api}`
    counted.set(key, { day, api, calls: calls + (counted.get(key)?.calls ?? 0) })
    timer ??= setTimeout(() => void write(), WRITTEN_AFTER_MS).unref()
  }

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = [...counted.values()]
    counted = new Map()
    if (batch.length === 0) return
    try {
      await store.addCalls(ctx.db, batch)
    } catch (thrown) {
      ctx.log.warn({ err: messageOf(thrown) }, 'counted calls not written yet')
      for (const calls of batch) add(calls)
    }
  }

  return {
    count({ api }) {
      const day = today(ctx).toString()
      add({ day, api, calls: 1 })
    },
    write,
    async [Symbol.asyncDispose]() {
      await write()
      clearTimeout(timer)
    },
  }
}
